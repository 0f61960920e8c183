import type { ArticleSort } from '../../../shared/contract/article-features.ts';
import type { LibraryEntry } from './entry.ts';

type Key = string | number;

const plain = /^[\0-\x7f]*$/;

/** A text for ordering: case and accents do not count. */
function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** By what an article is ordered; those with equal keys in the order of their rows. */
const keys: Readonly<Record<ArticleSort, (entry: LibraryEntry) => Key>> = {
  added: (entry) => entry.addedAt,
  title: (entry) => fold(entry.title),
  byline: (entry) => fold(entry.byline),
  publisher: (entry) => fold(entry.publisher),
  published: (entry) => entry.published ?? '',
  language: (entry) => entry.language,
  tags: (entry) => fold(entry.tags.join('\n')),
  status: (entry) => entry.rank,
  quotations: (entry) => entry.marks?.quotations ?? 0,
  mentions: (entry) => entry.marks?.mentions ?? 0,
  claims: (entry) => entry.marks?.claims ?? 0,
  suggestions: (entry) => entry.marks?.suggestions ?? 0,
  updated: (entry) => entry.updatedAt,
};

/** Whether this order needs the marks counted. */
export function needsMarks(sort: ArticleSort): boolean {
  return (
    sort === 'quotations' || sort === 'mentions' || sort === 'claims' || sort === 'suggestions'
  );
}

/** An entry with its key: made once, compared often. */
export interface Keyed {
  readonly entry: LibraryEntry;
  readonly key: Key;
}

function compare(left: Keyed, right: Keyed): number {
  if (left.key !== right.key) return left.key < right.key ? -1 : 1;
  return left.entry.rowId - right.entry.rowId;
}

/** Entries in ascending order. */
export function sortEntries(entries: readonly LibraryEntry[], sort: ArticleSort): Keyed[] {
  const keyOf = keys[sort];
  return entries.map((entry) => ({ entry, key: keyOf(entry) })).sort(compare);
}

/**
 * The same order after some entries were read again.
 *
 * @param isStale Whether an entry of before is no longer valid.
 * @param fresh What stands for those that still exist, and what is new.
 */
export function reorder(
  ordered: readonly Keyed[],
  isStale: (entry: LibraryEntry) => boolean,
  fresh: readonly LibraryEntry[],
  sort: ArticleSort,
): Keyed[] {
  const added = sortEntries(fresh, sort);
  const merged: Keyed[] = [];
  let at = 0;
  for (const keyed of ordered) {
    if (isStale(keyed.entry)) continue;
    for (let next = added[at]; next && compare(next, keyed) < 0; next = added[at]) {
      merged.push(next);
      at += 1;
    }
    merged.push(keyed);
  }
  return [...merged, ...added.slice(at)];
}
