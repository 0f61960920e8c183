import { currentClaimStatus, initialClaimStatus } from '../../../shared/claims/status.ts';
import type { ArticleSort } from '../../../shared/contract/article-features.ts';
import type { Change } from '../../../shared/records/change.ts';
import type { ClaimEvent, Id } from '../../../shared/records/records.ts';
import type { ReadDb } from '../../store/connection.ts';
import {
  findArticleOfMark,
  listArticleFacts,
  listMarkFacts,
  listOpenThreads,
  groupByArticle,
  listStateFacts,
} from '../../store/queries/library-facts.ts';
import { listRecords } from '../../store/repository.ts';
import { addMark, buildEntry, emptySums, type LibraryEntry } from './entry.ts';
import { needsMarks, reorder, sortEntries, type Keyed } from './order.ts';

/** Marks read at once: some 20 ms of work, between which other calls are answered. */
const marksAtOnce = 10_000;
const articlesAtOnce = 5000;

/**
 * All articles as the library looks at them, kept in memory: SQLite takes too long to order and count 100,000 of them for every
 * letter of a filter. Read when first asked for; after a step only what the step touched is read again.
 */
export class LibraryEntries {
  readonly #db: ReadDb;
  readonly #annotatorId: Id;
  #entries: Map<Id, LibraryEntry> | null = null;
  #hasMarks = false;
  /** Articles to read again, and those of them whose marks must be counted again. */
  #dirty = new Set<Id>();
  #dirtyMarks = new Set<Id>();
  /** What changes while the marks are being counted; null when they are not. */
  #meanwhile: Set<Id> | null = null;
  readonly #orders = new Map<ArticleSort, readonly Keyed[]>();
  #claimStatuses: ReadonlyMap<Id, string> | null = null;
  /** Counted up whenever everything is forgotten. */
  #epoch = 0;
  /** Counted up whenever an answer may be another one. */
  version = 0;

  constructor(db: ReadDb, annotatorId: Id) {
    this.#db = db;
    this.#annotatorId = annotatorId;
  }

  /** Take note of what a step has changed. */
  note(changes: readonly Change[]): void {
    this.version += 1;
    if (!this.#entries) return;
    for (const change of changes) {
      if (change.type === 'claim_event') this.#claimStatuses = null;
      const touched = findTouched(this.#db, change);
      if (!touched) continue;
      this.#dirty.add(touched.id);
      if (!touched.marks) continue;
      this.#dirtyMarks.add(touched.id);
      this.#meanwhile?.add(touched.id);
    }
  }

  /** Read everything again when it is asked for. */
  forget(): void {
    this.version += 1;
    this.#epoch += 1;
    this.#entries = null;
    this.#hasMarks = false;
    this.#meanwhile = null;
    this.#claimStatuses = null;
    this.#dirty.clear();
    this.#dirtyMarks.clear();
    this.#orders.clear();
  }

  /** Every article. */
  all(): Iterable<LibraryEntry> {
    return this.#fresh().values();
  }

  /** Every article in ascending order. */
  ordered(sort: ArticleSort): readonly Keyed[] {
    const entries = this.#fresh();
    const known = this.#orders.get(sort);
    if (known) return known;
    if (needsMarks(sort)) this.countMarks();
    const made = sortEntries([...entries.values()], sort);
    this.#orders.set(sort, made);
    return made;
  }

  /** Current status of a claim. */
  readonly statusOfClaim = (claimId: Id): string => {
    this.#claimStatuses ??= this.#readClaimStatuses();
    return this.#claimStatuses.get(claimId) ?? initialClaimStatus;
  };

  /** Whether the articles have been read; until then every answer takes as long as that. */
  get isRead(): boolean {
    return this.#entries !== null;
  }

  /** Count the marks of all articles, unless that has been done. */
  countMarks(): void {
    for (const _ of this.countingMarks());
  }

  /** Read all articles and count their marks in portions: other work may be done between them. */
  *countingMarks(): Generator<undefined> {
    yield* this.#reading();
    if (this.#hasMarks) return;
    const epoch = this.#epoch;
    const sums = new Map([...this.#fresh().keys()].map((id) => [id, emptySums()]));
    const meanwhile = (this.#meanwhile ??= new Set());
    for (let after = 0; ;) {
      const marks = listMarkFacts(this.#db, { after, limit: marksAtOnce });
      for (const mark of marks) {
        const [found, entry] = [sums.get(mark.articleId), this.#entries?.get(mark.articleId)];
        if (found && entry) addMark(found, mark, entry.revision);
      }
      const last = marks.at(-1);
      if (!last || marks.length < marksAtOnce) break;
      after = last.rowId;
      yield;
      if (this.#epoch !== epoch) return yield* this.countingMarks();
      // Somebody who could not wait has counted between two portions.
      if (this.#hasMarks) return;
    }
    for (const id of listOpenThreads(this.#db, null)) {
      const found = sums.get(id);
      if (found) found.comments += 1;
    }
    for (const entry of this.#fresh().values()) entry.marks = sums.get(entry.id) ?? emptySums();
    this.#hasMarks = true;
    this.#meanwhile = null;
    for (const id of meanwhile) {
      this.#dirty.add(id);
      this.#dirtyMarks.add(id);
    }
  }

  *#reading(): Generator<undefined> {
    if (this.#entries) return;
    const version = this.version;
    const entries = new Map<Id, LibraryEntry>();
    const states = groupByArticle(listStateFacts(this.#db, null));
    for (let after = 0; ;) {
      const facts = listArticleFacts(this.#db, { after, limit: articlesAtOnce });
      for (const each of facts) {
        entries.set(each.id, buildEntry(each, states.get(each.id), this.#annotatorId));
      }
      const last = facts.at(-1);
      if (!last || facts.length < articlesAtOnce) break;
      after = last.rowId;
      yield;
      if (this.#entries) return;
      // A step came between two portions: what has been read may be another by now.
      if (this.version !== version) return yield* this.#reading();
    }
    this.#entries = entries;
  }

  #fresh(): ReadonlyMap<Id, LibraryEntry> {
    for (const _ of this.#reading());
    const entries = this.#entries ?? new Map<Id, LibraryEntry>();
    if (this.#dirty.size > 0) this.#readDirty(entries);
    return entries;
  }

  #readDirty(entries: Map<Id, LibraryEntry>): void {
    const [dirty, dirtyMarks] = [this.#dirty, this.#dirtyMarks];
    this.#dirty = new Set();
    this.#dirtyMarks = new Set();
    const ids = [...dirty];
    const states = groupByArticle(listStateFacts(this.#db, ids));
    const fresh = listArticleFacts(this.#db, { ids }).map((facts) =>
      buildEntry(facts, states.get(facts.id), this.#annotatorId),
    );
    if (this.#hasMarks) {
      for (const entry of fresh) {
        const marks = dirtyMarks.has(entry.id) ? null : entries.get(entry.id)?.marks;
        entry.marks = marks ?? emptySums();
      }
      this.#countFor(
        new Map(fresh.flatMap((each) => (dirtyMarks.has(each.id) ? [[each.id, each]] : []))),
      );
    }
    for (const id of dirty) entries.delete(id);
    for (const entry of fresh) entries.set(entry.id, entry);
    const isStale = (entry: LibraryEntry) => dirty.has(entry.id);
    for (const [sort, ordered] of this.#orders) {
      this.#orders.set(sort, reorder(ordered, isStale, fresh, sort));
    }
  }

  #countFor(entries: ReadonlyMap<Id, LibraryEntry>): void {
    if (entries.size === 0) return;
    const articleIds = [...entries.keys()];
    for (const mark of listMarkFacts(this.#db, { articleIds })) {
      const entry = entries.get(mark.articleId);
      if (entry?.marks) addMark(entry.marks, mark, entry.revision);
    }
    for (const id of listOpenThreads(this.#db, articleIds)) {
      const marks = entries.get(id)?.marks;
      if (marks) marks.comments += 1;
    }
  }

  #readClaimStatuses(): Map<Id, string> {
    const events = new Map<Id, ClaimEvent[]>();
    for (const event of listRecords(this.#db, 'claim_event', {})) {
      const own = events.get(event.claimId);
      if (own) own.push(event);
      else events.set(event.claimId, [event]);
    }
    return new Map([...events].map(([id, own]) => [id, currentClaimStatus(own)]));
  }
}

/** The article that a change touches, and whether its marks may count differently; null when it touches none. */
function findTouched(
  db: ReadDb,
  change: Change,
): { readonly id: Id; readonly marks: boolean } | null {
  const record = change.after ?? change.before;
  if (!record) return null;
  if (change.type === 'article') {
    return { id: change.id, marks: change.before?.revision !== change.after?.revision };
  }
  if (change.type === 'article_state') {
    return { id: (change.after ?? change.before)?.articleId ?? '', marks: false };
  }
  if ('articleId' in record) return { id: record.articleId, marks: true };
  if (!('targetId' in record)) return null;
  return { id: findArticleOfMark(db, record.targetId) ?? record.targetId, marks: true };
}
