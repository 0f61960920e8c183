import {
  articleOrder,
  type WholeArticleFilter,
  type WholeArticleOrder,
} from '../../../shared/contract/article-filter.ts';
import type {
  ArticleChoices,
  ArticleFacets,
  ArticlePlace,
} from '../../../shared/contract/library-views.ts';
import type { ArticleList, ArticleRow } from '../../../shared/contract/views.ts';
import type { Change } from '../../../shared/records/change.ts';
import { articleStatuses, type ArticleStatus, type Id } from '../../../shared/records/records.ts';
import type { ReadDb } from '../../store/connection.ts';
import { listLibraryRows, listPlainPart } from '../../store/queries/library.ts';
import { listWordRows, type WordRows } from '../../store/queries/search.ts';
import { LibraryEntries } from './entries.ts';
import { rankOf, type LibraryEntry } from './entry.ts';
import { countChoices, countFacets } from './facets.ts';
import { buildMatcher, parts, type Matcher } from './match.ts';

/** Which part of a list. */
export interface ListWindow {
  readonly offset: number;
  /** The whole rest when left out. */
  readonly limit?: number | undefined;
}

/** The answer to one filter and order, until the next step. */
interface Answer {
  readonly entries: readonly LibraryEntry[];
  readonly byStatus: Readonly<Record<ArticleStatus, number>>;
  readonly trashed: number;
}

/** Keeps what was made last, until the key is another. */
function keepLast<Value>(): (key: string, make: () => Value) => Value {
  let kept: { readonly key: string; readonly value: Value } | null = null;
  return (key, make) => {
    if (kept?.key !== key) kept = { key, value: make() };
    return kept.value;
  };
}

/** No filter, in the order in which the articles came, as the contract fills it in. */
const plainOrder = JSON.stringify(articleOrder.parse({}));

const firstDone = articleStatuses.indexOf('done');

/** Lists of articles and counts of them, as one annotator sees them. */
export class Library {
  readonly #db: ReadDb;
  readonly #annotatorId: Id;
  readonly #entries: LibraryEntries;
  readonly #lastAnswer = keepLast<Answer>();
  readonly #lastFacets = keepLast<ArticleFacets>();
  readonly #lastWords = keepLast<readonly WordRows[]>();

  constructor(db: ReadDb, annotatorId: Id) {
    this.#db = db;
    this.#annotatorId = annotatorId;
    this.#entries = new LibraryEntries(db, annotatorId);
  }

  /** Take note of what a step has changed. */
  note(changes: readonly Change[]): void {
    this.#entries.note(changes);
  }

  /** Very much has changed, or has been taken back: read everything again when it is asked for. */
  forget(): void {
    this.#entries.forget();
  }

  /** Read all articles in portions, so that filters and counts of them answer at once. */
  reading(): Generator<undefined> {
    return this.#entries.reading();
  }

  /** Read all articles and put them in order in portions, so that every filter answers at once. */
  preparing(): Generator<undefined> {
    return this.#entries.preparing();
  }

  /** A window of a list. */
  list(
    order: WholeArticleOrder,
    { offset, limit }: { readonly offset: number; readonly limit: number },
  ): ArticleList {
    // The first thing that is asked of a project: it does not wait until all articles have been read and put in order.
    if (!this.#entries.isOrdered(order.sort) && JSON.stringify(order) === plainOrder) {
      const part = listPlainPart(this.#db, this.#annotatorId, { offset, limit });
      const { rowIds, total, trashed, byRank } = part;
      return { total, rows: this.#readRows(rowIds), byStatus: toStatusCounts(byRank), trashed };
    }
    const { entries, byStatus, trashed } = this.#answer(order);
    const shown = entries.slice(offset, offset + limit).map(({ rowId }) => rowId);
    return { total: entries.length, rows: this.#readRows(shown), byStatus, trashed };
  }

  /** Ids of a window of a list. */
  ids(order: WholeArticleOrder, { offset, limit }: ListWindow): Id[] {
    const { entries } = this.#answer(order);
    return entries
      .slice(offset, limit === undefined ? undefined : offset + limit)
      .map(({ id }) => id);
  }

  /** Where an article stands in a list; null when it is not in there. */
  place(order: WholeArticleOrder, id: Id): ArticlePlace | null {
    const { entries, byStatus } = this.#answer(order);
    const index = entries.findIndex((entry) => entry.id === id);
    if (index < 0) return null;
    const counts = articleStatuses.map((status) => byStatus[status]);
    const sum = (numbers: readonly number[]) =>
      numbers.reduce((before, count) => before + count, 0);
    return { index, total: entries.length, done: sum(counts.slice(firstDone)), of: sum(counts) };
  }

  /** How many articles each further choice would leave. */
  facets(filter: WholeArticleFilter): ArticleFacets {
    const entries = this.#entries.all();
    const { words } = this.#entries;
    return this.#lastFacets(this.#keyOf(filter), () =>
      countFacets(entries, filter, this.#matcher(filter), words, this.#entries),
    );
  }

  /** Tags and assignments of the project, and how many of these articles have them. */
  choices(ids: readonly Id[]): ArticleChoices {
    const asked = new Set(ids);
    const entries = this.#entries.all();
    const { tags, people } = this.#entries.words;
    return {
      tags: countChoices(entries, asked, (entry) => tags.valueOf(entry.tags).list),
      annotators: countChoices(entries, asked, (entry) => people.valueOf(entry.people).assigned),
    };
  }

  #keyOf(question: object): string {
    return `${this.#entries.version} ${JSON.stringify(question)}`;
  }

  #matcher(filter: WholeArticleFilter): Matcher {
    const { query } = filter;
    const words = this.#lastWords(this.#keyOf([query]), () => listWordRows(this.#db, query));
    const { words: vocabularies, statusOfClaim } = this.#entries;
    return buildMatcher(filter, { vocabularies, words, statusOfClaim });
  }

  #answer(order: WholeArticleOrder): Answer {
    const { sort, descending, ...filter } = order;
    return this.#lastAnswer(this.#keyOf({ ...filter, sort, descending }), () =>
      this.#find(filter, sort, descending ? 'descending' : 'ascending'),
    );
  }

  #find(
    filter: WholeArticleFilter,
    sort: WholeArticleOrder['sort'],
    direction: 'ascending' | 'descending',
  ): Answer {
    const ordered = this.#entries.ordered(sort);
    const misses = this.#matcher(filter);
    const entries: LibraryEntry[] = [];
    const counts = articleStatuses.map(() => 0);
    let trashed = 0;
    for (const entry of ordered) {
      if (entry.isTrashed) trashed += 1;
      const missed = misses(entry);
      if (missed === 0) entries.push(entry);
      if (missed === 0 || missed === parts.statuses) {
        counts[entry.rank] = (counts[entry.rank] ?? 0) + 1;
      }
    }
    if (direction === 'descending') entries.reverse();
    return { entries, byStatus: toStatusCounts(counts), trashed };
  }

  #readRows(rowIds: readonly number[]): ArticleRow[] {
    const rows = listLibraryRows(this.#db, rowIds);
    const stored = new Map(rows.map((row) => [row.rowId, row]));
    return rowIds.flatMap((at) => {
      const row = stored.get(at);
      if (!row) return [];
      const { rowId: _, states, ...shown } = row;
      const rank = rankOf(states, this.#annotatorId);
      return [{ ...shown, status: articleStatuses[rank] ?? 'new' }];
    });
  }
}

function toStatusCounts(counts: readonly number[]): Record<ArticleStatus, number> {
  const [fresh = 0, inProgress = 0, done = 0, inReview = 0, final = 0] = counts;
  return { new: fresh, in_progress: inProgress, done, in_review: inReview, final };
}
