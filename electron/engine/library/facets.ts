import { initialClaimStatus } from '../../../shared/claims/status.ts';
import { articleFeatures } from '../../../shared/contract/article-features.ts';
import type { WholeArticleFilter } from '../../../shared/contract/article-filter.ts';
import type {
  ArticleChoice,
  ArticleFacets,
  FacetValue,
} from '../../../shared/contract/library-views.ts';
import type { Id } from '../../../shared/records/records.ts';
import { hasClaimIds, listClaimIds, type EntryWords, type LibraryEntry } from './entry.ts';
import { parts, type Matcher } from './match.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A list is for choosing from: nobody reads further. */
const mostValues = 300;

class Counter {
  readonly #counts = new Map<string, number>();

  add(value: string, count = 1): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + count);
  }

  /** List the value although nothing has it. */
  keep(value: string): void {
    this.#counts.set(value, this.get(value));
  }

  get(value: string): number {
    return this.#counts.get(value) ?? 0;
  }

  /** The most frequent first, then by value; chosen ones are always there. */
  list(chosen: readonly string[]): FacetValue[] {
    const wanted = new Set(chosen);
    for (const value of wanted) this.keep(value);
    return [...this.#counts]
      .map(([value, count]) => ({ value, count }))
      .sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1))
      .filter(({ value }, i) => i < mostValues || wanted.has(value));
  }
}

/** How many entries have each number of a vocabulary. */
class Tally<Value> {
  readonly #counts: Uint32Array;
  readonly #values: readonly Value[];

  constructor({ values }: Vocabulary<Value>) {
    this.#values = values;
    this.#counts = new Uint32Array(values.length);
  }

  add(code: number): void {
    this.#counts[code] = (this.#counts[code] ?? 0) + 1;
  }

  /** The same by what the numbers mean; an empty list counts as no value. */
  toCounter(meaningOf: (value: Value) => string | readonly string[]): Counter {
    const counter = new Counter();
    for (const [code, value] of this.#values.entries()) {
      const count = this.#counts[code] ?? 0;
      if (count === 0) continue;
      const meaning = meaningOf(value);
      for (const each of typeof meaning === 'string' ? [meaning] : meaning) {
        counter.add(each, count);
      }
    }
    return counter;
  }
}

/** What is known of claims. */
export interface ClaimFacts {
  /** Current status of claims that anything was said of. */
  readonly claimStatuses: ReadonlyMap<Id, string>;
  readonly statusOfClaim: (claimId: Id) => string;
}

/** Matches by value, each list with its own part of the filter left out. */
export function countFacets(
  entries: Iterable<LibraryEntry>,
  filter: WholeArticleFilter,
  misses: Matcher,
  words: EntryWords,
  claims: ClaimFacts,
): ArticleFacets {
  const [tags, people] = [new Tally(words.tags), new Tally(words.people)];
  const [publishers, languages] = [new Tally(words.publisher), new Tally(words.language)];
  const published = new Tally(words.published);
  const claimStatuses = new Counter();
  const has = { quotations: 0, mentions: 0, claims: 0, suggestions: 0, doubt: 0, unplaced: 0, comments: 0 }; // prettier-ignore
  // As long as nothing was said of any claim, nobody has to know which ones they are.
  const areAllInitial = claims.claimStatuses.size === 0;
  let withClaims = 0;
  for (const entry of entries) {
    const missed = misses(entry);
    // Two parts missed: no list leaves both out.
    if ((missed & (missed - 1)) !== 0 || missed === parts.rest) continue;
    const counts = (part: number) => missed === 0 || missed === part;
    if (counts(parts.tags)) tags.add(entry.tags);
    if (counts(parts.publishers)) publishers.add(entry.publisher);
    if (counts(parts.languages)) languages.add(entry.language);
    if (counts(parts.annotators)) people.add(entry.people);
    if (counts(parts.published)) published.add(entry.published);
    if (counts(parts.claimStatuses) && hasClaimIds(entry)) {
      if (areAllInitial) withClaims += 1;
      else for (const status of listStatuses(entry, claims)) claimStatuses.add(status);
    }
    if (missed !== 0) continue;
    // One by one: a loop over their names takes a fifth of the whole.
    if (entry.quotations > 0) has.quotations += 1;
    if (entry.mentions > 0) has.mentions += 1;
    if (entry.claims > 0) has.claims += 1;
    if (entry.suggestions > 0) has.suggestions += 1;
    if (entry.doubt > 0) has.doubt += 1;
    if (entry.unplaced > 0) has.unplaced += 1;
    if (entry.comments > 0) has.comments += 1;
  }
  if (withClaims > 0) claimStatuses.add(initialClaimStatus, withClaims);
  const textOf = ({ text }: { readonly text: string }) => text;
  return {
    tags: tags.toCounter(({ list }) => (list.length === 0 ? '' : list)).list(filter.tags),
    publishers: publishers.toCounter(textOf).list(filter.publishers),
    languages: languages.toCounter(textOf).list(filter.languages),
    annotators: people.toCounter(({ workers }) => workers).list(filter.annotators),
    published: published
      .toCounter(({ text }) => text.slice(0, 7))
      .list([])
      .sort((left, right) => (left.value > right.value ? -1 : 1)),
    has: articleFeatures.map((value) => ({ value, count: has[value] })),
    claimStatuses: claimStatuses.list(filter.claimStatuses),
  };
}

/** Statuses of the claims that are marked in an article, each once. */
function listStatuses(entry: LibraryEntry, claims: ClaimFacts): Iterable<string> {
  return new Set(listClaimIds(entry).map(claims.statusOfClaim));
}

/** Values that articles have, with how many of some have them. */
export function countChoices(
  entries: Iterable<LibraryEntry>,
  ids: ReadonlySet<Id>,
  valuesOf: (entry: LibraryEntry) => readonly string[],
): ArticleChoice[] {
  const [chosen, total] = [new Counter(), new Counter()];
  for (const entry of entries) {
    const isAsked = ids.has(entry.id);
    for (const value of valuesOf(entry)) {
      if (isAsked) chosen.add(value);
      if (entry.isTrashed) total.keep(value);
      else total.add(value);
    }
  }
  return total
    .list([])
    .map(({ value, count }) => ({ value, chosen: chosen.get(value), total: count }))
    .filter((choice) => choice.chosen + choice.total > 0);
}
