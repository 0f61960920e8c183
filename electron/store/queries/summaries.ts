import { annotationStates, type Id } from '../../../shared/records/records.ts';
import type { ReadDb } from '../connection.ts';
import { readFlag, readInteger, readOneOf, readText, readTextOrNull, rowChecksum } from '../row.ts';
import { among, names, sql, type Row, type Sql } from '../sql.ts';
import {
  addMark,
  emptySums,
  findSummary,
  rowToSummary,
  summaryTable,
  type ArticleSummary,
  type CountedMark,
  type Sums,
} from '../tables/summary.ts';

/** Which articles: some, or the next ones of all after a row. */
export type ArticleRange =
  { readonly ids: readonly Id[] } | { readonly after: number; readonly limit: number };

/** An article with its current text, in rows. */
export interface ArticleHead {
  readonly rowId: number;
  readonly articleId: Id;
  readonly revision: number;
  readonly textRowId: number;
}

/** The rows of a range of `article a`, in their order. */
export function rangeOf(range: ArticleRange): Sql {
  return 'ids' in range
    ? sql`${among(sql`a.id`, range.ids)} ORDER BY a.row_id`
    : sql`a.row_id > ${range.after} ORDER BY a.row_id LIMIT ${range.limit}`;
}

/** Heads of articles, those without a text left out. */
export function listHeads(db: ReadDb, range: ArticleRange): ArticleHead[] {
  return db
    .all(
      sql`SELECT a.row_id, a.id, a.revision, r.row_id AS text_row_id
        FROM article a JOIN revision r ON r.article_id = a.id AND r.number = a.revision WHERE ${rangeOf(range)}`,
    )
    .map((row) => ({
      rowId: readInteger(row, 'row_id'),
      articleId: readText(row, 'id'),
      revision: readInteger(row, 'revision'),
      textRowId: readInteger(row, 'text_row_id'),
    }));
}

/** Summaries of articles as they are kept. */
export function listSummaries(db: ReadDb, ids: readonly Id[]): ArticleSummary[] {
  return db
    .all(
      sql`SELECT ${names(summaryTable.columns)} FROM article_summary WHERE ${among(sql`article_id`, ids)}`,
    )
    .map(rowToSummary);
}

/** The same but for those that are not as they were written or cannot be read. */
export function listSoundSummaries(db: ReadDb, ids: readonly Id[]): ArticleSummary[] {
  const columns = names([...summaryTable.columns, 'checksum']);
  return db
    .all(sql`SELECT ${columns} FROM article_summary WHERE ${among(sql`article_id`, ids)}`)
    .filter((row) => row['checksum'] === rowChecksum(summaryTable.columns, row))
    .flatMap((row) => findSummary(row) ?? []);
}

/** Summaries of articles as their marks, comments and statuses have them. */
export function countSummaries(db: ReadDb, ids: readonly Id[]): ArticleSummary[] {
  const heads = listHeads(db, { ids });
  const sums = new Map<Id, { readonly revision: number; readonly sums: Sums }>(
    heads.map(({ articleId, revision }) => [articleId, { revision, sums: emptySums() }]),
  );
  const marks = db.all(sql`SELECT article_id, revision, layer, state, annotator_id, claim_id, doubt
    FROM annotation WHERE ${among(sql`article_id`, ids)}`);
  for (const row of marks) {
    const found = sums.get(readText(row, 'article_id'));
    if (found) addMark(found.sums, toMark(row), found.revision, 1);
  }
  const states = listStates(db, ids);
  const threads = recountThreads(db, ids);
  return heads.map(({ rowId, articleId, textRowId }) => ({
    ...{ rowId, articleId, textRowId },
    ...(sums.get(articleId)?.sums ?? emptySums()),
    comments: threads.get(articleId) ?? 0,
    states: states.get(articleId) ?? new Map<Id, string>(),
  }));
}

function toMark(row: Row): CountedMark {
  return {
    revision: readInteger(row, 'revision'),
    layer: readText(row, 'layer'),
    state: readOneOf(row, 'state', annotationStates),
    annotatorId: readText(row, 'annotator_id'),
    claimId: readTextOrNull(row, 'claim_id'),
    doubt: readFlag(row, 'doubt'),
  };
}

function listStates(db: ReadDb, ids: readonly Id[]): Map<Id, Map<Id, string>> {
  const states = new Map<Id, Map<Id, string>>();
  const rows = db.all(sql`SELECT article_id, annotator_id, status FROM article_state
    WHERE ${among(sql`article_id`, ids)}`);
  for (const row of rows) {
    const articleId = readText(row, 'article_id');
    const own = states.get(articleId) ?? new Map<Id, string>();
    states.set(articleId, own.set(readText(row, 'annotator_id'), readText(row, 'status')));
  }
  return states;
}

/** How many threads of comments on these articles and their marks are not resolved; those without one are left out. */
export function recountThreads(db: ReadDb, ids: readonly Id[]): Map<Id, number> {
  const open = sql`c.resolved = 0 AND c.parent_id IS NULL`;
  const rows = db.all(sql`SELECT article_id, count(*) AS count FROM (
      SELECT c.target_id AS article_id FROM comment c
        WHERE c.target_type = 'article' AND ${open} AND ${among(sql`c.target_id`, ids)}
      UNION ALL SELECT n.article_id FROM comment c JOIN annotation n ON n.id = c.target_id
        WHERE c.target_type = 'annotation' AND ${open} AND ${among(sql`n.article_id`, ids)})
    GROUP BY article_id`);
  return new Map(rows.map((row) => [readText(row, 'article_id'), readInteger(row, 'count')]));
}
