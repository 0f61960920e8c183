import { articleStatuses, type ArticleStatus, type Id } from '../../../shared/records/records.ts';
import type { ArticleList, ArticleRow } from '../../../shared/contract/views.ts';
import type { ReadDb } from '../connection.ts';
import { readInteger, readText, readTextOrNull, readTexts } from '../row.ts';
import { join, list, sql, type Row, type Sql } from '../sql.ts';
import { matchWords } from './search.ts';

/** Which articles to list, and in which order. */
export interface LibraryFilter {
  readonly query: string;
  readonly statuses: readonly ArticleStatus[];
  readonly trashed: boolean;
  readonly sort: 'added' | 'title' | 'publisher' | 'published' | 'status' | 'updated';
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

const rank = sql`CASE status WHEN 'new' THEN 0 WHEN 'in_progress' THEN 1 WHEN 'done' THEN 2
  WHEN 'in_review' THEN 3 WHEN 'final' THEN 4 END`;

/** Rank of the status to show: the annotator's own if there is one, else the furthest of the others, else new. */
function ranked(annotatorId: Id, place: Sql, query: string): Sql {
  const words = matchWords(query);
  const texts =
    words.length === 0
      ? sql``
      : sql`JOIN revision r ON r.article_id = a.id AND r.number = a.revision`;
  return sql`WITH own AS MATERIALIZED
      (SELECT article_id, ${rank} AS rank FROM article_state WHERE annotator_id = ${annotatorId}),
    others AS MATERIALIZED
      (SELECT article_id, max(${rank}) AS rank FROM article_state
        WHERE annotator_id <> ${annotatorId} GROUP BY article_id),
    matched AS MATERIALIZED
      (SELECT a.row_id, coalesce(own.rank, others.rank, 0) AS rank
        FROM article a ${texts} LEFT JOIN own ON own.article_id = a.id LEFT JOIN others ON others.article_id = a.id
        WHERE ${join([place, ...words], ' AND ')})`;
}

/** Articles of the library as one annotator sees them. */
export function listLibrary(db: ReadDb, filter: LibraryFilter, annotatorId: Id): ArticleList {
  const place = filter.trashed ? sql`a.trashed_at IS NOT NULL` : sql`a.trashed_at IS NULL`;
  const matched = ranked(annotatorId, place, filter.query);
  const counts = new Map(
    db
      .all(sql`${matched} SELECT rank, count(*) AS count FROM matched GROUP BY rank`)
      .map((row) => [readInteger(row, 'rank'), readInteger(row, 'count')]),
  );
  const wanted = filter.statuses.map((status) => articleStatuses.indexOf(status));
  const total = [...counts]
    .filter(([status]) => wanted.length === 0 || wanted.includes(status))
    .reduce((sum, [, count]) => sum + count, 0);
  const byRank = wanted.length === 0 ? sql`true` : sql`m.rank IN (${list(wanted)})`;
  const rows =
    db.all(sql`${matched} SELECT a.id, a.title, a.byline, a.publisher, a.published, a.language, a.tags,
      a.updated_at, a.trashed_at, m.rank,
      (SELECT count(*) FROM annotation n WHERE n.article_id = a.id AND n.revision = a.revision AND n.layer = 'quotation' AND n.state = 'accepted') AS quotations,
      (SELECT count(*) FROM annotation n WHERE n.article_id = a.id AND n.revision = a.revision AND n.layer = 'mention' AND n.state = 'accepted') AS mentions,
      (SELECT count(*) FROM annotation n WHERE n.article_id = a.id AND n.revision = a.revision AND n.layer = 'claim' AND n.state = 'accepted') AS claims,
      (SELECT count(*) FROM annotation n WHERE n.article_id = a.id AND n.revision = a.revision AND n.state = 'suggested') AS suggestions
    FROM matched m JOIN article a ON a.row_id = m.row_id WHERE ${byRank}
    ORDER BY ${order(filter)} LIMIT ${filter.limit} OFFSET ${filter.offset}`);
  return {
    total,
    rows: rows.map(toArticleRow),
    byStatus: toStatusCounts(counts),
    trashed: countTrashed(db),
  };
}

function order(filter: LibraryFilter): Sql {
  const keys: Readonly<Record<LibraryFilter['sort'], Sql>> = {
    added: sql`a.created_at`,
    title: sql`a.title COLLATE NOCASE`,
    publisher: sql`a.publisher COLLATE NOCASE`,
    published: sql`a.published`,
    status: sql`m.rank`,
    updated: sql`a.updated_at`,
  };
  const direction = filter.descending ? sql` DESC` : sql``;
  return sql`${keys[filter.sort]}${direction}, a.row_id${direction}`;
}

function toStatusCounts(counts: ReadonlyMap<number, number>): Record<ArticleStatus, number> {
  const [fresh = 0, inProgress = 0, done = 0, inReview = 0, final = 0] = articleStatuses.map(
    (_, i) => counts.get(i),
  );
  return { new: fresh, in_progress: inProgress, done, in_review: inReview, final };
}

function countTrashed(db: ReadDb): number {
  const row = db.get(sql`SELECT count(*) AS count FROM article WHERE trashed_at IS NOT NULL`);
  return row ? readInteger(row, 'count') : 0;
}

function toArticleRow(row: Row): ArticleRow {
  return {
    id: readText(row, 'id'),
    title: readText(row, 'title'),
    byline: readText(row, 'byline'),
    publisher: readText(row, 'publisher'),
    published: readTextOrNull(row, 'published'),
    language: readText(row, 'language'),
    tags: readTexts(row, 'tags'),
    status: articleStatuses[readInteger(row, 'rank')] ?? 'new',
    quotations: readInteger(row, 'quotations'),
    mentions: readInteger(row, 'mentions'),
    claims: readInteger(row, 'claims'),
    suggestions: readInteger(row, 'suggestions'),
    updatedAt: readText(row, 'updated_at'),
    trashedAt: readTextOrNull(row, 'trashed_at'),
  };
}
