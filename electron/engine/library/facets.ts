import { articleFeatures } from '../../../shared/contract/article-features.ts';
import type { WholeArticleFilter } from '../../../shared/contract/article-filter.ts';
import type {
  ArticleChoice,
  ArticleFacets,
  FacetValue,
} from '../../../shared/contract/library-views.ts';
import type { Id } from '../../../shared/records/records.ts';
import type { LibraryEntry } from './entry.ts';
import { listWorkers, parts, type Matcher } from './match.ts';

/** A list is for choosing from: nobody reads further. */
const mostValues = 300;

class Counter {
  readonly #counts = new Map<string, number>();

  add(value: string): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
  }

  /** List the value although nothing has it. */
  keep(value: string): void {
    this.#counts.set(value, this.get(value));
  }

  get(value: string): number {
    return this.#counts.get(value) ?? 0;
  }

  addAll(values: readonly string[]): void {
    if (values.length === 0) this.add('');
    else for (const value of values) this.add(value);
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

/** Matches by value, each list with its own part of the filter left out. */
export function countFacets(
  entries: Iterable<LibraryEntry>,
  filter: WholeArticleFilter,
  misses: Matcher,
  statusOfClaim: (claimId: Id) => string,
): ArticleFacets {
  const [tags, publishers, languages] = [new Counter(), new Counter(), new Counter()];
  const [annotators, published, claimStatuses] = [new Counter(), new Counter(), new Counter()];
  const has = new Counter();
  for (const entry of entries) {
    const missed = misses(entry);
    // Two parts missed: no list leaves both out.
    if ((missed & (missed - 1)) !== 0 || missed === parts.rest) continue;
    const counts = (part: number) => missed === 0 || missed === part;
    if (counts(parts.tags)) tags.addAll(entry.tags);
    if (counts(parts.publishers)) publishers.add(entry.publisher);
    if (counts(parts.languages)) languages.add(entry.language);
    if (counts(parts.annotators)) for (const id of listWorkers(entry)) annotators.add(id);
    if (counts(parts.published)) published.add(entry.published?.slice(0, 7) ?? '');
    if (!entry.marks) continue;
    if (counts(parts.claimStatuses) && entry.marks.claimIds.length > 0) {
      const statuses = new Set(entry.marks.claimIds.map(statusOfClaim));
      for (const status of statuses) claimStatuses.add(status);
    }
    if (missed !== 0) continue;
    for (const feature of articleFeatures) if (entry.marks[feature] > 0) has.add(feature);
  }
  return {
    tags: tags.list(filter.tags),
    publishers: publishers.list(filter.publishers),
    languages: languages.list(filter.languages),
    annotators: annotators.list(filter.annotators),
    published: published.list([]).sort((left, right) => (left.value > right.value ? -1 : 1)),
    has: articleFeatures.map((value) => ({ value, count: has.get(value) })),
    claimStatuses: claimStatuses.list(filter.claimStatuses),
  };
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
