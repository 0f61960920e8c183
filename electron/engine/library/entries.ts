import { initialClaimStatus } from '../../../shared/claims/status.ts';
import { articleSorts, type ArticleSort } from '../../../shared/contract/article-features.ts';
import type { Change } from '../../../shared/records/change.ts';
import type { Id } from '../../../shared/records/records.ts';
import type { ReadDb } from '../../store/connection.ts';
import { listClaimStatuses } from '../../store/queries/find.ts';
import {
  listOrderFacts,
  readArticleFacts,
  type OrderFacts,
} from '../../store/queries/library-facts.ts';
import { findArticleOfMark } from '../../store/queries/marks.ts';
import type { ArticleRange } from '../../store/queries/summaries.ts';
import { EntryWords, listClaimIds, type LibraryEntry } from './entry.ts';
import { mergeSorted, needsKeys, reorder, sorting } from './order.ts';

/** Some milliseconds of reading, between which other calls are answered. */
const articlesAtOnce = 5000;

/** An order as it was made, and articles that have been read again since. */
interface Order {
  entries: readonly LibraryEntry[];
  readonly stale: Set<Id>;
}

/**
 * All articles as the library looks at them, kept in memory: SQLite takes too long to order and count 100,000 of them for every
 * letter of a filter. Read when first asked for, what filters need first; after a step only what the step touched is read again.
 */
export class LibraryEntries {
  readonly #db: ReadDb;
  readonly #annotatorId: Id;
  words: EntryWords;
  /** In the order of their rows. */
  #entries: readonly LibraryEntry[] | null = null;
  /** The same by id; null until somebody asks: a map of 100,000 texts takes as long as a third of their reading. */
  #byId: Map<Id, LibraryEntry> | null = null;
  #hasKeys = false;
  /** Articles to read again. */
  #dirty = new Set<Id>();
  readonly #orders = new Map<ArticleSort, Order>();
  #claimStatuses: ReadonlyMap<Id, string> | null = null;
  /** Counted up whenever everything is forgotten. */
  #epoch = 0;
  /** Counted up whenever an answer may be another one. */
  version = 0;

  constructor(db: ReadDb, annotatorId: Id) {
    this.#db = db;
    this.#annotatorId = annotatorId;
    this.words = new EntryWords(annotatorId);
  }

  /** Take note of what a step has changed. */
  note(changes: readonly Change[]): void {
    this.version += 1;
    for (const change of changes) {
      if (change.type === 'claim_event') this.#claimStatuses = null;
      if (!this.#entries) continue;
      for (const id of listTouched(this.#db, change)) this.#dirty.add(id);
    }
  }

  /** Read everything again when it is asked for. */
  forget(): void {
    this.version += 1;
    this.#epoch += 1;
    this.#entries = null;
    this.#byId = null;
    this.#hasKeys = false;
    this.#claimStatuses = null;
    this.words = new EntryWords(this.#annotatorId);
    this.#dirty.clear();
    this.#orders.clear();
  }

  /** Every article, in the order of their rows. */
  all(): readonly LibraryEntry[] {
    return this.#fresh();
  }

  /** Every article in ascending order. */
  ordered(sort: ArticleSort): readonly LibraryEntry[] {
    this.#fresh();
    const known = this.#orders.get(sort);
    if (!known) {
      for (const _ of this.#ordering(sort));
      return this.#orders.get(sort)?.entries ?? [];
    }
    const { stale } = known;
    if (stale.size > 0) {
      const byId = this.#mapById();
      const fresh = [...stale].flatMap((id) => byId.get(id) ?? []);
      known.entries = reorder(known.entries, stale, fresh, sort, this.words);
      stale.clear();
    }
    return known.entries;
  }

  /** Current status of a claim. */
  readonly statusOfClaim = (claimId: Id): string => {
    return this.claimStatuses.get(claimId) ?? initialClaimStatus;
  };

  /** Current status of claims that anything was said of. */
  get claimStatuses(): ReadonlyMap<Id, string> {
    this.#claimStatuses ??= listClaimStatuses(this.#db);
    return this.#claimStatuses;
  }

  /** Whether this order has been made; until then its first answer takes as long as that. */
  isOrdered(sort: ArticleSort): boolean {
    return this.#orders.has(sort);
  }

  /** Read all articles and put them in every order in portions: other work may be done between them. */
  *preparing(): Generator<undefined> {
    yield* this.reading();
    const epoch = this.#epoch;
    yield* this.#readingKeys();
    for (const sort of articleSorts) {
      if (this.#epoch !== epoch) return yield* this.preparing();
      yield* this.#ordering(sort);
      yield;
    }
    if (this.claimStatuses.size === 0) return;
    let left = articlesAtOnce;
    for (const entry of this.all()) {
      listClaimIds(entry);
      if (left-- > 0) continue;
      left = articlesAtOnce;
      yield;
    }
  }

  *#ordering(sort: ArticleSort): Generator<undefined> {
    if (needsKeys(sort)) yield* this.#readingKeys();
    const { version } = this;
    const made = yield* sorting(this.#fresh(), sort, this.words);
    // A step came between two portions: this order is of before.
    if (this.version !== version) return yield* this.#ordering(sort);
    if (!this.#orders.has(sort)) this.#orders.set(sort, { entries: made, stale: new Set() });
  }

  /** Read what filters need of all articles, in portions. */
  *reading(): Generator<undefined> {
    if (this.#entries) return;
    const version = this.version;
    const entries: LibraryEntry[] = [];
    for (let after = 0; ;) {
      const read = this.#readEntries({ after, limit: articlesAtOnce });
      for (const entry of read) entries.push(entry);
      const last = read.at(-1);
      if (!last || read.length < articlesAtOnce) break;
      after = last.rowId;
      yield;
      if (this.#entries) return;
      // A step came between two portions: what has been read may be another by now.
      if (this.version !== version) return yield* this.reading();
    }
    this.#entries = entries;
  }

  *#readingKeys(): Generator<undefined> {
    yield* this.reading();
    if (this.#hasKeys) return;
    const epoch = this.#epoch;
    for (let after = 0; ;) {
      const facts = listOrderFacts(this.#db, { after, limit: articlesAtOnce });
      this.#setKeys(facts);
      const last = facts.at(-1);
      if (!last || facts.length < articlesAtOnce) break;
      after = last.rowId;
      yield;
      if (this.#epoch !== epoch) return yield* this.#readingKeys();
      // Somebody who could not wait has read them between two portions.
      if (this.#hasKeys) return;
    }
    this.#hasKeys = true;
  }

  #fresh(): readonly LibraryEntry[] {
    for (const _ of this.reading());
    if (this.#dirty.size > 0) this.#readDirty();
    return this.#entries ?? [];
  }

  #readEntries(range: ArticleRange): LibraryEntry[] {
    return readArticleFacts(this.#db, range, (facts) => this.words.toEntry(facts));
  }

  /** @param facts In the order of their rows, as the entries are. */
  #setKeys(facts: readonly OrderFacts[]): void {
    const entries = this.#entries ?? [];
    let at = findRow(entries, facts[0]?.rowId ?? 0);
    for (const each of facts) {
      for (; (entries[at]?.rowId ?? Infinity) < each.rowId; at += 1);
      const entry = entries[at];
      if (entry?.rowId === each.rowId) entry.keys = this.words.toKeys(each);
    }
  }

  #mapById(): ReadonlyMap<Id, LibraryEntry> {
    this.#byId ??= new Map(this.#entries?.map((entry) => [entry.id, entry]));
    return this.#byId;
  }

  #readDirty(): void {
    const dirty = this.#dirty;
    this.#dirty = new Set();
    const ids = [...dirty];
    const fresh = this.#readEntries({ ids });
    const rest = (this.#entries ?? []).filter(({ id }) => !dirty.has(id));
    this.#entries = mergeSorted(rest, fresh, (left, right) => left.rowId - right.rowId);
    for (const id of ids) this.#byId?.delete(id);
    for (const entry of fresh) this.#byId?.set(entry.id, entry);
    this.#setKeys(listOrderFacts(this.#db, { ids }));
    for (const { stale } of this.#orders.values()) for (const id of dirty) stale.add(id);
  }
}

/** Index of the first entry that is of this row or a later one. */
function findRow(entries: readonly LibraryEntry[], rowId: number): number {
  let [from, to] = [0, entries.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((entries[middle]?.rowId ?? 0) < rowId) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Articles that a change touches: those of the row as it was and as it is. */
function listTouched(db: ReadDb, { type, id, before, after }: Change): Id[] {
  if (type === 'article') return [id];
  return [before, after].flatMap((record): Id[] => {
    if (!record) return [];
    if ('articleId' in record) return [record.articleId];
    if (!('targetId' in record)) return [];
    return [findArticleOfMark(db, record.targetId) ?? record.targetId];
  });
}
