import type { ArticleFeature } from '../../../shared/contract/article-features.ts';
import { Refusal } from '../../../shared/util/result.ts';
import type { Id } from '../../../shared/records/records.ts';
import type { ReadDb } from '../connection.ts';
import { sql, type SqlValue } from '../sql.ts';
import { rangeOf, type ArticleRange } from './summaries.ts';

/** What a list of articles can be filtered by. Lists are JSON: few articles differ in them, so nobody has to parse 100,000. */
export interface ArticleFacts extends Readonly<Record<ArticleFeature, number>> {
  readonly rowId: number;
  readonly id: Id;
  /** Row of the current revision: what full-text search finds. */
  readonly textRowId: number;
  readonly publisher: string;
  /** Empty for none. */
  readonly published: string;
  readonly language: string;
  /** List of texts. */
  readonly tags: string;
  readonly isTrashed: boolean;
  readonly claimIds: string;
  /** Two lines: list of an annotator's id and number of marks, list of an annotator's id and status. */
  readonly people: string;
}

/** What a list of articles can be ordered by besides that. */
export interface OrderFacts {
  readonly rowId: number;
  readonly id: Id;
  readonly title: string;
  readonly byline: string;
  readonly addedAt: string;
  readonly updatedAt: string;
}

/** A column of a list as it must be. The tables are STRICT: another type is damage. */
function toText(value: SqlValue | undefined): string {
  if (typeof value === 'string') return value;
  throw damaged();
}

function toNumber(value: SqlValue | undefined): number {
  if (typeof value === 'number') return value;
  throw damaged();
}

function damaged(): Refusal {
  return new Refusal('damaged', 'A row of the project file is damaged: it is not of its type.');
}

/** Facts for filters, in the order of the articles' rows; only what is made of them is kept. */
export function readArticleFacts<Value>(
  db: ReadDb,
  range: ArticleRange,
  toValue: (facts: ArticleFacts) => Value,
): Value[] {
  const rows = db.tuples(
    sql`SELECT a.row_id, a.id, s.text_row_id, a.publisher, coalesce(a.published, ''), a.language, a.tags,
        a.trashed_at IS NOT NULL, s.quotations, s.mentions, s.claims, s.suggestions, s.doubt, s.unplaced, s.comments,
        s.claim_ids, s.annotators || char(10) || s.states
      FROM article a JOIN article_summary s ON s.row_id = a.row_id WHERE ${rangeOf(range)}`,
  );
  return rows.map((row) =>
    toValue({
      rowId: toNumber(row[0]),
      id: toText(row[1]),
      textRowId: toNumber(row[2]),
      publisher: toText(row[3]),
      published: toText(row[4]),
      language: toText(row[5]),
      tags: toText(row[6]),
      isTrashed: row[7] === 1,
      quotations: toNumber(row[8]),
      mentions: toNumber(row[9]),
      claims: toNumber(row[10]),
      suggestions: toNumber(row[11]),
      doubt: toNumber(row[12]),
      unplaced: toNumber(row[13]),
      comments: toNumber(row[14]),
      claimIds: toText(row[15]),
      people: toText(row[16]),
    }),
  );
}

/** Facts for orders, in the order of the articles' rows. */
export function listOrderFacts(db: ReadDb, range: ArticleRange): OrderFacts[] {
  const rows = db.tuples(sql`SELECT a.row_id, a.id, a.title, a.byline, a.created_at, a.updated_at
      FROM article a WHERE ${rangeOf(range)}`);
  return rows.map((row) => ({
    rowId: toNumber(row[0]),
    id: toText(row[1]),
    title: toText(row[2]),
    byline: toText(row[3]),
    addedAt: toText(row[4]),
    updatedAt: toText(row[5]),
  }));
}
