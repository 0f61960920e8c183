import type { WholeArticleFilter } from '../../../shared/contract/article-filter.ts';
import { articleStatuses, type Id } from '../../../shared/records/records.ts';
import type { WordRows } from '../../store/queries/search.ts';
import type { LibraryEntry } from './entry.ts';

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
  /** Where each word of the query occurs. */
  readonly words: readonly WordRows[];
  /** Current status by claim; claims without an event are left out. */
  readonly statusOfClaim: (claimId: Id) => string;
}

/** Whether this filter needs the marks counted. */
export function filtersByMarks(filter: WholeArticleFilter): boolean {
  return filter.has.length > 0 || filter.claimStatuses.length > 0 || filter.annotators.length > 0;
}

/** Who works on an article: those it is assigned to, those with a status for it, those with marks in it. */
export function listWorkers({ assigned, marks }: LibraryEntry): readonly Id[] {
  if (!marks || marks.annotators.length === 0) return assigned;
  if (assigned.length === 0) return marks.annotators;
  return [...new Set([...assigned, ...marks.annotators])];
}

/** Compare two dates as far as both are known: the shorter one stands for all that begins with it. */
function compareDates(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  const [first, second] = [left.slice(0, length), right.slice(0, length)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** A check of one part: true when the article fits. */
type Check = (entry: LibraryEntry) => boolean;

function oneOf(chosen: readonly string[], valueOf: (entry: LibraryEntry) => string): Check | null {
  if (chosen.length === 0) return null;
  const set = new Set(chosen);
  return (entry) => set.has(valueOf(entry));
}

function anyOf(
  chosen: readonly string[],
  valuesOf: (entry: LibraryEntry) => readonly string[],
): Check | null {
  if (chosen.length === 0) return null;
  const set = new Set(chosen);
  return (entry) => {
    const values = valuesOf(entry);
    return values.length === 0 ? set.has('') : values.some((value) => set.has(value));
  };
}

function inRange(from: string | null, to: string | null): Check | null {
  if (from === null && to === null) return null;
  return ({ published }) =>
    published !== null &&
    (from === null || compareDates(published, from) >= 0) &&
    (to === null || compareDates(published, to) <= 0);
}

/** Make a filter ready. */
export function buildMatcher(filter: WholeArticleFilter, facts: MatchFacts): Matcher {
  const { words, statusOfClaim } = facts;
  const { has, trashed } = filter;
  const ranks = new Set(filter.statuses.map((status) => articleStatuses.indexOf(status)));
  const claimStatuses = new Set(filter.claimStatuses);
  const checks: readonly (readonly [number, Check | null])[] = [
    [parts.statuses, ranks.size === 0 ? null : ({ rank }) => ranks.has(rank)],
    [parts.tags, anyOf(filter.tags, ({ tags }) => tags)],
    [parts.publishers, oneOf(filter.publishers, ({ publisher }) => publisher)],
    [parts.languages, oneOf(filter.languages, ({ language }) => language)],
    [parts.annotators, anyOf(filter.annotators, listWorkers)],
    [parts.published, inRange(filter.publishedFrom, filter.publishedTo)],
    [
      parts.claimStatuses,
      claimStatuses.size === 0
        ? null
        : ({ marks }) =>
            marks !== null &&
            [...marks.claimIds].some((id) => claimStatuses.has(statusOfClaim(id))),
    ],
    [
      parts.rest,
      (entry) =>
        entry.isTrashed === trashed &&
        has.every((feature) => (entry.marks?.[feature] ?? 0) > 0) &&
        words.every(
          ({ articles, revisions }) => articles.has(entry.rowId) || revisions.has(entry.textRowId),
        ),
    ],
  ];
  const active = checks.flatMap(([bit, check]) => (check ? [{ bit, check }] : []));
  return (entry) => {
    let misses = 0;
    for (const { bit, check } of active) if (!check(entry)) misses |= bit;
    return misses;
  };
}
