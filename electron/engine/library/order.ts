import type { ArticleSort } from '../../../shared/contract/article-features.ts';
import type { Id } from '../../../shared/records/records.ts';
import type { EntryWords, LibraryEntry } from './entry.ts';

/** Different keys that are put in order at once: some milliseconds. */
const keysAtOnce = 10_000;

/** By what an article is ordered; those with equal keys in the order of their rows. */
type KeyOf = (entry: LibraryEntry) => string | number;

/** Whether this order needs more than filters do. */
export function needsKeys(sort: ArticleSort): boolean {
  return sort === 'added' || sort === 'title' || sort === 'byline' || sort === 'updated';
}

function buildKeyOf(sort: ArticleSort, words: EntryWords): KeyOf {
  const keysOf = (entry: LibraryEntry) => {
    if (entry.keys) return entry.keys;
    throw new RangeError(`article ${entry.id} was not read for its order`);
  };
  switch (sort) {
    case 'title':
      return (entry) => keysOf(entry).title;
    case 'byline':
      return (entry) => words.byline.valueOf(keysOf(entry).byline).key;
    case 'added':
      return (entry) => words.added.valueOf(keysOf(entry).added).key;
    case 'updated':
      return (entry) => words.updated.valueOf(keysOf(entry).updated).key;
    case 'tags':
      return (entry) => words.tags.valueOf(entry.tags).key;
    case 'publisher':
    case 'published':
    case 'language':
      return (entry) => words[sort].valueOf(entry[sort]).key;
    case 'status':
      return (entry) => entry.rank;
    default:
      return (entry) => entry[sort];
  }
}

function compareKeys(left: string | number, right: string | number): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Entries in ascending order, in portions: other work may be done between them. @param entries In the order of their rows. */
export function* sorting(
  entries: readonly LibraryEntry[],
  sort: ArticleSort,
  words: EntryWords,
): Generator<undefined, LibraryEntry[]> {
  const keyOf = buildKeyOf(sort, words);
  // Few keys, as a rule, for very many articles: only the keys are compared.
  const byKey = new Map<string | number, LibraryEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const own = byKey.get(key);
    if (own) own.push(entry);
    else byKey.set(key, [entry]);
  }
  const keys = [...byKey.keys()];
  let runs: (string | number)[][] = [];
  for (let i = 0; i < keys.length; i += keysAtOnce) {
    if (i > 0) yield;
    runs.push(keys.slice(i, i + keysAtOnce).sort(compareKeys));
  }
  while (runs.length > 1) {
    yield;
    runs = mergePairs(runs);
  }
  return (runs[0] ?? []).flatMap((key) => byKey.get(key) ?? []);
}

function mergePairs(runs: readonly (string | number)[][]): (string | number)[][] {
  const merged: (string | number)[][] = [];
  for (let i = 0; i < runs.length; i += 2) {
    const [left = [], right] = [runs[i], runs[i + 1]];
    merged.push(right ? mergeSorted(left, right, compareKeys) : left);
  }
  return merged;
}

/** Two lists in order as one; equal ones of the left first. */
export function mergeSorted<Item>(
  left: readonly Item[],
  right: readonly Item[],
  compare: (left: Item, right: Item) => number,
): Item[] {
  const merged: Item[] = [];
  let at = 0;
  for (const item of left) {
    for (let next = right[at]; next !== undefined && compare(next, item) < 0; next = right[at]) {
      merged.push(next);
      at += 1;
    }
    merged.push(item);
  }
  for (; at < right.length; at += 1) {
    const rest = right[at];
    if (rest !== undefined) merged.push(rest);
  }
  return merged;
}

/**
 * The same order after some entries were read again.
 *
 * @param stale Articles whose entries of before are no longer valid.
 * @param fresh What stands for those that still exist, and what is new.
 */
export function reorder(
  ordered: readonly LibraryEntry[],
  stale: ReadonlySet<Id>,
  fresh: readonly LibraryEntry[],
  sort: ArticleSort,
  words: EntryWords,
): LibraryEntry[] {
  const keyOf = buildKeyOf(sort, words);
  const compare = (left: LibraryEntry, right: LibraryEntry) =>
    compareKeys(keyOf(left), keyOf(right)) || left.rowId - right.rowId;
  const rest = ordered.filter(({ id }) => !stale.has(id));
  return mergeSorted(rest, [...fresh].sort(compare), compare);
}
