import type { ArticleRow } from '../../../shared/contract/views.ts';
import { articleStatuses, type Id } from '../../../shared/records/records.ts';
import type { ReadDb } from '../connection.ts';
import { readInteger, readText, readTextOrNull, readTexts } from '../row.ts';
import { among, sql, type Row, type Sql } from '../sql.ts';
import { readPairs } from '../tables/summary.ts';

/** The part of the library outside the trash in the order in which articles came, and what there is in all. */
export interface PlainPart {
  readonly rowIds: readonly number[];
  readonly total: number;
  readonly trashed: number;
  /** Articles by index in `articleStatuses` of the status that the annotator sees. */
  readonly byRank: readonly number[];
}

const rank = sql`CASE status WHEN 'new' THEN 0 WHEN 'in_progress' THEN 1 WHEN 'done' THEN 2
  WHEN 'in_review' THEN 3 WHEN 'final' THEN 4 END`;

/** Articles without any filter, straight from the indexes: quick in a file of any size. */
export function listPlainPart(
  db: ReadDb,
  annotatorId: Id,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): PlainPart {
  const rows = db.all(sql`SELECT row_id FROM article WHERE trashed_at IS NULL
    ORDER BY created_at, row_id LIMIT ${limit} OFFSET ${offset}`);
  const trashed = countOf(db, sql`article WHERE trashed_at IS NOT NULL`);
  const total = countOf(db, sql`article`) - trashed;
  const ranks = listRanks(db, annotatorId);
  const byRank = articleStatuses.map((_, i) => {
    const row = ranks.find((each) => each['rank'] === i);
    return row ? readInteger(row, 'count') : 0;
  });
  const begun = byRank.slice(1).reduce((sum, count) => sum + count, 0);
  return {
    rowIds: rows.map((row) => readInteger(row, 'row_id')),
    total,
    trashed,
    byRank: [total - begun, ...byRank.slice(1)],
  };
}

function countOf(db: ReadDb, source: Sql): number {
  const row = db.get(sql`SELECT count(*) AS count FROM ${source}`);
  return row ? readInteger(row, 'count') : 0;
}

/** Articles outside the trash with a status by its rank: the own status if there is one, else the furthest of the others. */
function listRanks(db: ReadDb, annotatorId: Id): Row[] {
  const own = countOf(db, sql`article_state WHERE annotator_id = ${annotatorId}`);
  if (own === countOf(db, sql`article_state`)) {
    // Nobody else has one, as a rule: an index has the numbers, but for the few in the trash. SQLite would begin with the
    // states, all of them; CROSS JOIN makes it begin with the trash.
    return db.all(sql`SELECT rank, sum(count) AS count FROM
        (SELECT ${rank} AS rank, count(*) AS count FROM article_state
          WHERE annotator_id = ${annotatorId} GROUP BY status
        UNION ALL SELECT ${rank}, -count(*) FROM article a CROSS JOIN article_state s ON s.article_id = a.id
          WHERE a.trashed_at IS NOT NULL GROUP BY status)
      GROUP BY rank`);
  }
  return db.all(sql`SELECT rank, count(*) AS count FROM
      (SELECT coalesce(max(CASE WHEN annotator_id = ${annotatorId} THEN ${rank} END), max(${rank})) AS rank
        FROM article_state GROUP BY article_id
        HAVING article_id NOT IN (SELECT id FROM article WHERE trashed_at IS NOT NULL))
    GROUP BY rank`);
}

/** A row of the library as the file has it; the status to show depends on who asks. */
export interface StoredArticleRow extends Omit<ArticleRow, 'status'> {
  readonly rowId: number;
  /** Status by annotator. */
  readonly states: ReadonlyMap<Id, string>;
}

/** Rows of the library by the row ids of the articles, in no order. Marks on former revisions are not counted. */
export function listLibraryRows(db: ReadDb, rowIds: readonly number[]): StoredArticleRow[] {
  return db
    .all(
      sql`SELECT a.row_id, a.id, a.title, a.byline, a.publisher, a.published, a.language, a.tags,
      a.created_at, a.updated_at, a.trashed_at, s.quotations, s.mentions, s.claims, s.suggestions, s.states
    FROM article a JOIN article_summary s ON s.row_id = a.row_id
    WHERE ${among(sql`a.row_id`, rowIds)}`,
    )
    .map((row) => ({
      rowId: readInteger(row, 'row_id'),
      id: readText(row, 'id'),
      title: readText(row, 'title'),
      byline: readText(row, 'byline'),
      publisher: readText(row, 'publisher'),
      published: readTextOrNull(row, 'published'),
      language: readText(row, 'language'),
      tags: readTexts(row, 'tags'),
      quotations: readInteger(row, 'quotations'),
      mentions: readInteger(row, 'mentions'),
      claims: readInteger(row, 'claims'),
      suggestions: readInteger(row, 'suggestions'),
      addedAt: readText(row, 'created_at'),
      updatedAt: readText(row, 'updated_at'),
      trashedAt: readTextOrNull(row, 'trashed_at'),
      states: readPairs(row, 'states', String),
    }));
}
