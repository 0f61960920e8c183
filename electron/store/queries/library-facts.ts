import {
  annotationStates,
  articleStatuses,
  type AnnotationState,
  type ArticleStatus,
  type Id,
} from '../../../shared/records/records.ts';
import type { ReadDb } from '../connection.ts';
import { readFlag, readInteger, readOneOf, readText, readTextOrNull, readTexts } from '../row.ts';
import { sql, type Sql } from '../sql.ts';

/** What a list of articles can be filtered and ordered by, without its marks. */
export interface ArticleFacts {
  readonly rowId: number;
  readonly id: Id;
  /** Row of the current revision: what full-text search finds. */
  readonly textRowId: number;
  readonly revision: number;
  readonly title: string;
  readonly byline: string;
  readonly publisher: string;
  readonly published: string | null;
  readonly language: string;
  readonly tags: readonly string[];
  readonly isTrashed: boolean;
  readonly addedAt: string;
  readonly updatedAt: string;
}

/** The rows with these ids; one statement whatever their number. */
function among(column: Sql, ids: readonly Id[] | null): Sql {
  return ids === null
    ? sql`true`
    : sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

/** Which articles to read: some, or the next ones of all after a row. */
export type ArticleRange =
  { readonly ids: readonly Id[] } | { readonly after: number; readonly limit: number };

/** Facts of articles, in the order of their rows. */
export function listArticleFacts(db: ReadDb, range: ArticleRange): ArticleFacts[] {
  const which =
    'ids' in range
      ? sql`${among(sql`a.id`, range.ids)} ORDER BY a.row_id`
      : sql`a.row_id > ${range.after} ORDER BY a.row_id LIMIT ${range.limit}`;
  return db
    .all(
      sql`SELECT a.row_id, a.id, r.row_id AS text_row_id, a.revision, a.title, a.byline, a.publisher, a.published,
        a.language, a.tags, a.trashed_at, a.created_at, a.updated_at
      FROM article a JOIN revision r ON r.article_id = a.id AND r.number = a.revision
      WHERE ${which}`,
    )
    .map((row) => ({
      rowId: readInteger(row, 'row_id'),
      id: readText(row, 'id'),
      textRowId: readInteger(row, 'text_row_id'),
      revision: readInteger(row, 'revision'),
      title: readText(row, 'title'),
      byline: readText(row, 'byline'),
      publisher: readText(row, 'publisher'),
      published: readTextOrNull(row, 'published'),
      language: readText(row, 'language'),
      tags: row['tags'] === '[]' ? [] : readTexts(row, 'tags'),
      isTrashed: row['trashed_at'] !== null,
      addedAt: readText(row, 'created_at'),
      updatedAt: readText(row, 'updated_at'),
    }));
}

/** How far one annotator is with one article. */
export interface StateFacts {
  readonly articleId: Id;
  readonly annotatorId: Id;
  readonly status: ArticleStatus;
}

/** Statuses of these articles, of all when null. */
export function listStateFacts(db: ReadDb, ids: readonly Id[] | null): StateFacts[] {
  return db
    .all(
      sql`SELECT article_id, annotator_id, status FROM article_state WHERE ${among(sql`article_id`, ids)}`,
    )
    .map((row) => ({
      articleId: readText(row, 'article_id'),
      annotatorId: readText(row, 'annotator_id'),
      status: readOneOf(row, 'status', articleStatuses),
    }));
}

/** The same by article. */
export function groupByArticle(states: readonly StateFacts[]): ReadonlyMap<Id, StateFacts[]> {
  const groups = new Map<Id, StateFacts[]>();
  for (const state of states) {
    const group = groups.get(state.articleId);
    if (group) group.push(state);
    else groups.set(state.articleId, [state]);
  }
  return groups;
}

/** What a list of articles can be filtered by in one mark. */
export interface MarkFacts {
  readonly rowId: number;
  readonly articleId: Id;
  readonly revision: number;
  readonly layer: string;
  readonly state: AnnotationState;
  readonly annotatorId: Id;
  readonly claimId: Id | null;
  readonly doubt: boolean;
}

/** Which marks to read: those of some articles, or the next ones of all after a row. */
export type MarkRange =
  { readonly articleIds: readonly Id[] } | { readonly after: number; readonly limit: number };

/** Facts of marks, in the order of their rows. */
export function listMarkFacts(db: ReadDb, range: MarkRange): MarkFacts[] {
  const which =
    'articleIds' in range
      ? sql`${among(sql`article_id`, range.articleIds)}`
      : sql`rowid > ${range.after} ORDER BY rowid LIMIT ${range.limit}`;
  return db
    .all(
      sql`SELECT rowid AS row_id, article_id, revision, layer, state, annotator_id, claim_id, doubt
        FROM annotation WHERE ${which}`,
    )
    .map((row) => ({
      rowId: readInteger(row, 'row_id'),
      articleId: readText(row, 'article_id'),
      revision: readInteger(row, 'revision'),
      layer: readText(row, 'layer'),
      state: readOneOf(row, 'state', annotationStates),
      annotatorId: readText(row, 'annotator_id'),
      claimId: readTextOrNull(row, 'claim_id'),
      doubt: readFlag(row, 'doubt'),
    }));
}

/** Articles that these comments' threads are about, one entry for each thread that is not resolved; all of them when null. */
export function listOpenThreads(db: ReadDb, ids: readonly Id[] | null): Id[] {
  const about = sql`(${among(sql`c.target_id`, ids)} OR ${among(sql`n.article_id`, ids)})`;
  return db
    .all(
      sql`SELECT coalesce(n.article_id, c.target_id) AS article_id FROM comment c
        LEFT JOIN annotation n ON c.target_type = 'annotation' AND n.id = c.target_id
        WHERE c.resolved = 0 AND c.parent_id IS NULL AND (n.id IS NOT NULL OR c.target_type = 'article') AND ${about}`,
    )
    .map((row) => readText(row, 'article_id'));
}

/** The article of a mark; null when there is none. */
export function findArticleOfMark(db: ReadDb, annotationId: Id): Id | null {
  const row = db.get(sql`SELECT article_id FROM annotation WHERE id = ${annotationId}`);
  return row ? readText(row, 'article_id') : null;
}
