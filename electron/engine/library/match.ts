import type { WholeArticleFilter } from '../../../shared/contract/article-filter.ts';
import { articleStatuses, type Id } from '../../../shared/records/records.ts';
import type { WordRows } from '../../store/queries/search.ts';
import { listClaimIds, type EntryWords, type LibraryEntry } from './entry.ts';
import type { Vocabulary } from './vocabulary.ts';

/** One bit for each part of a filter, set in `misses` when an article does not fit it. */
export const parts = {
  statuses: 1,
  tags: 2,
  publishers: 4,
  languages: 8,
  annotators: 16,
  published: 32,
  claimStatuses: 64,
  /** Parts that no list of values ignores: place, words, `has`. */
  rest: 128,
} as const;

/** A filter made ready for many articles. @returns Bits of the parts that an article does not fit; 0 when it matches. */
export type Matcher = (entry: LibraryEntry) => number;

/** What a filter needs to know besides the article. */
export interface MatchFacts {
  readonly vocabularies: EntryWords;
  /** Where each word of the query occurs. */
  readonly words: readonly WordRows[];
  /** Current status by claim; claims without an event are left out. */
  readonly statusOfClaim: (claimId: Id) => string;
}

/** Compare two dates as far as both are known: the shorter one stands for all that begins with it. */
function compareDates(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  const [first, second] = [left.slice(0, length), right.slice(0, length)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** A check of one part: true when the article fits. */
type Check = (entry: LibraryEntry) => boolean;

/** A check by a number of the entry. */
function byCode<Value>(
  vocabulary: Vocabulary<Value>,
  isWanted: (value: Value) => boolean,
  codeOf: (entry: LibraryEntry) => number,
): Check {
  const table = vocabulary.tableOf(isWanted);
  return (entry) => table[codeOf(entry)] === 1;
}

/** Whether one of some values is chosen; no value is the empty one. */
function anyOf(chosen: ReadonlySet<string>): (values: readonly string[]) => boolean {
  return (values) =>
    values.length === 0 ? chosen.has('') : values.some((value) => chosen.has(value));
}

function inRange(from: string | null, to: string | null): (published: string) => boolean {
  return (published) =>
    published !== '' &&
    (from === null || compareDates(published, from) >= 0) &&
    (to === null || compareDates(published, to) <= 0);
}

/** Make a filter ready. */
export function buildMatcher(filter: WholeArticleFilter, facts: MatchFacts): Matcher {
  const active = listChecks(filter, facts);
  return (entry) => {
    let misses = 0;
    for (const { bit, check } of active) if (!check(entry)) misses |= bit;
    return misses;
  };
}

interface ActiveCheck {
  readonly bit: number;
  readonly check: Check;
}

function listChecks(filter: WholeArticleFilter, facts: MatchFacts): ActiveCheck[] {
  const { vocabularies, words, statusOfClaim } = facts;
  const { has, trashed, publishedFrom, publishedTo } = filter;
  const checks: ActiveCheck[] = [];
  const add = (bit: number, chosen: readonly string[], make: (set: Set<string>) => Check) => {
    if (chosen.length > 0) checks.push({ bit, check: make(new Set(chosen)) });
  };
  add(parts.statuses, filter.statuses, (set) => {
    const table = articleStatuses.map((status) => set.has(status));
    return ({ rank }) => table[rank] === true;
  });
  add(parts.tags, filter.tags, (set) => {
    const isWanted = anyOf(set);
    return byCode(
      vocabularies.tags,
      ({ list }) => isWanted(list),
      ({ tags }) => tags,
    );
  });
  for (const [bit, chosen, column] of [
    [parts.publishers, filter.publishers, 'publisher'],
    [parts.languages, filter.languages, 'language'],
  ] as const) {
    add(bit, chosen, (set) =>
      byCode(
        vocabularies[column],
        ({ text }) => set.has(text),
        (entry) => entry[column],
      ),
    );
  }
  add(parts.annotators, filter.annotators, (set) => {
    const isWanted = anyOf(set);
    return byCode(
      vocabularies.people,
      ({ workers }) => isWanted(workers),
      ({ people }) => people,
    );
  });
  if (publishedFrom !== null || publishedTo !== null) {
    const isIn = inRange(publishedFrom, publishedTo);
    const check = byCode(
      vocabularies.published,
      ({ text }) => isIn(text),
      (entry) => entry.published,
    );
    checks.push({ bit: parts.published, check });
  }
  add(
    parts.claimStatuses,
    filter.claimStatuses,
    (set) => (entry) => listClaimIds(entry).some((id) => set.has(statusOfClaim(id))),
  );
  const isIn: Check = ({ isTrashed }) => isTrashed === trashed;
  const isMore: Check = (entry) =>
    isIn(entry) &&
    has.every((feature) => entry[feature] > 0) &&
    words.every(
      ({ articles, revisions }) => articles.has(entry.rowId) || revisions.has(entry.textRowId),
    );
  const check = has.length > 0 || words.length > 0 ? isMore : isIn;
  return [...checks, { bit: parts.rest, check }];
}
