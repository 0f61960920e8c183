import type { ArticleFeature } from '../../../shared/contract/article-features.ts';
import type { AnnotationState, Id } from '../../../shared/records/records.ts';
import { Refusal } from '../../../shared/util/result.ts';
import { isList, readInteger, readJson, readText, type TableShape, type Values } from '../row.ts';
import type { Row } from '../sql.ts';

/**
 * What the marks of an article amount to; rejected ones count nowhere. Accepted and suggested ones and those in doubt are of the
 * current revision, `unplaced` ones of former ones, and comments are threads.
 */
export interface Sums extends Record<ArticleFeature, number> {
  /** Who made marks in it, with how many. */
  readonly annotators: Map<Id, number>;
  /** Claims that accepted marks of the current revision state, with how many. */
  readonly claimIds: Map<Id, number>;
}

/** What lists and filters need to know of an article besides its own columns. */
export interface ArticleSummary extends Readonly<Omit<Sums, 'annotators' | 'claimIds'>> {
  /** Row of the article. */
  readonly rowId: number;
  readonly articleId: Id;
  /** Row of the current revision. */
  readonly textRowId: number;
  readonly annotators: ReadonlyMap<Id, number>;
  readonly claimIds: ReadonlyMap<Id, number>;
  /** Status by annotator. */
  readonly states: ReadonlyMap<Id, string>;
}

/** Sums that summaries have a column for. */
const counted = [
  'quotations',
  'mentions',
  'claims',
  'suggestions',
  'doubt',
  'unplaced',
  'comments',
] as const satisfies readonly ArticleFeature[];

/** Summaries: made of other tables, kept so that nobody has to count 600,000 marks to list articles. */
export const summaryTable: TableShape = {
  name: 'article_summary',
  columns: ['row_id', 'article_id', 'text_row_id', ...counted, 'annotators', 'claim_ids', 'states'],
};

/** What a mark is counted by. */
export interface CountedMark {
  readonly revision: number;
  readonly layer: string;
  readonly state: AnnotationState;
  readonly annotatorId: Id;
  readonly claimId: Id | null;
  readonly doubt: boolean;
}

/** Sums of an article without marks. */
export function emptySums(): Sums {
  return {
    ...{
      quotations: 0,
      mentions: 0,
      claims: 0,
      suggestions: 0,
      doubt: 0,
      unplaced: 0,
      comments: 0,
    },
    annotators: new Map(),
    claimIds: new Map(),
  };
}

/**
 * Count one mark in, or out.
 *
 * @param revision The current one of its article.
 */
export function addMark(sums: Sums, mark: CountedMark, revision: number, by: 1 | -1): void {
  if (mark.state === 'rejected') return;
  addTo(sums.annotators, mark.annotatorId, by);
  if (mark.revision !== revision) {
    sums.unplaced += by;
    return;
  }
  if (mark.doubt) sums.doubt += by;
  if (mark.state === 'suggested') {
    sums.suggestions += by;
    return;
  }
  if (mark.layer === 'quotation') sums.quotations += by;
  else if (mark.layer === 'mention') sums.mentions += by;
  else if (mark.layer === 'claim') sums.claims += by;
  if (mark.claimId !== null) addTo(sums.claimIds, mark.claimId, by);
}

function addTo(counts: Map<Id, number>, id: Id, by: number): void {
  const count = (counts.get(id) ?? 0) + by;
  if (count === 0) counts.delete(id);
  else counts.set(id, count);
}

/** Whether two summaries say the same. */
export function isSameSummary(left: ArticleSummary, right: ArticleSummary): boolean {
  return JSON.stringify(toValues(left)) === JSON.stringify(toValues(right));
}

/** A summary as columns. */
export function summaryToRow(summary: ArticleSummary): Values {
  const values = toValues(summary);
  return Object.fromEntries(summaryTable.columns.map((column, i) => [column, values[i] ?? null]));
}

function toValues(summary: ArticleSummary): (string | number)[] {
  return [
    summary.rowId,
    summary.articleId,
    summary.textRowId,
    ...counted.map((sum) => summary[sum]),
    toJson(summary.annotators),
    toJson(summary.claimIds),
    toJson(summary.states),
  ];
}

/** By id, so that the same things are the same text. */
function toJson(map: ReadonlyMap<Id, string | number>): string {
  if (map.size === 0) return '[]';
  return JSON.stringify([...map].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** A row as a summary. */
export function rowToSummary(row: Row): ArticleSummary {
  return {
    rowId: readInteger(row, 'row_id'),
    articleId: readText(row, 'article_id'),
    textRowId: readInteger(row, 'text_row_id'),
    quotations: readInteger(row, 'quotations'),
    mentions: readInteger(row, 'mentions'),
    claims: readInteger(row, 'claims'),
    suggestions: readInteger(row, 'suggestions'),
    doubt: readInteger(row, 'doubt'),
    unplaced: readInteger(row, 'unplaced'),
    comments: readInteger(row, 'comments'),
    annotators: readPairs(row, 'annotators', Number),
    claimIds: readPairs(row, 'claim_ids', Number),
    states: readPairs(row, 'states', String),
  };
}

/** The same; null when it cannot be read. */
export function findSummary(row: Row): ArticleSummary | null {
  try {
    return rowToSummary(row);
  } catch (cause) {
    // Whoever asks so counts it anew.
    if (cause instanceof Refusal) return null;
    throw cause;
  }
}

/** A column with a list of an id and something of it. @throws Refusal `damaged`. */
export function readPairs<Value>(
  row: Row,
  column: string,
  toValue: (value: unknown) => Value,
): Map<Id, Value> {
  const list = row[column] === '[]' ? [] : readJson(row, column);
  const map = new Map<Id, Value>();
  for (const pair of isList(list) ? list : [null]) {
    const [id, value] = typeof pair === 'object' && pair !== null && isList(pair) ? pair : [];
    if (typeof id !== 'string') {
      throw new Refusal('damaged', `A row of the project file is damaged: ${column} is no list.`);
    }
    map.set(id, toValue(value));
  }
  return map;
}
