import {
  articleFeatures,
  articleSorts,
  type ArticleFeature,
  type ArticleSort,
} from '../../../shared/contract/article-features.ts';
import type { ChannelInput } from '../../../shared/contract/channel.ts';
import type { EngineContract } from '../../../shared/contract/engine.ts';
import { articleStatuses, type ArticleStatus } from '../../../shared/records/records.ts';
import type { JsonObject, JsonValue } from '../../../shared/util/json.ts';

/** Parts of a filter that are lists of values which articles have. */
export const valueParts = [
  'tags',
  'publishers',
  'languages',
  'annotators',
  'claimStatuses',
] as const;
export type ValuePart = (typeof valueParts)[number];

/** Which articles the library shows, without the order; see `articleFilter` of the contract. */
export type LibraryFilter = {
  readonly query: string;
  readonly statuses: readonly ArticleStatus[];
  readonly publishedFrom: string | null;
  readonly publishedTo: string | null;
  readonly has: readonly ArticleFeature[];
} & { readonly [Part in ValuePart]: readonly string[] };

/** Shows everything. */
export const emptyFilter: LibraryFilter = {
  query: '',
  statuses: [],
  tags: [],
  publishers: [],
  languages: [],
  annotators: [],
  publishedFrom: null,
  publishedTo: null,
  has: [],
  claimStatuses: [],
};

/** Whether it shows everything. */
export function isEmptyFilter(filter: LibraryFilter): boolean {
  return JSON.stringify({ ...emptyFilter, ...filter }) === JSON.stringify(emptyFilter);
}

/** As the engine takes it. */
export function toEngineFilter(
  filter: LibraryFilter,
): ChannelInput<EngineContract['article.facets']> {
  const { query, statuses, tags, publishers, languages, annotators, claimStatuses, has } = filter;
  return {
    query,
    statuses: [...statuses],
    tags: [...tags],
    publishers: [...publishers],
    languages: [...languages],
    annotators: [...annotators],
    claimStatuses: [...claimStatuses],
    has: [...has],
    publishedFrom: filter.publishedFrom,
    publishedTo: filter.publishedTo,
  };
}

/** As it is stored. */
export function toStoredFilter(filter: LibraryFilter): JsonObject {
  return { ...emptyFilter, ...filter };
}

/** A part of a date: `2026`, `2026-03`, `2026-03-12`. */
export function isDatePart(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value);
}

function fieldsOf(value: JsonValue): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function someOf<Value extends string>(stored: unknown, all: readonly Value[]): Value[] {
  return Array.isArray(stored) ? all.filter((value) => stored.includes(value)) : [];
}

function textsOf(stored: unknown): string[] {
  return Array.isArray(stored) ? stored.filter((value) => typeof value === 'string') : [];
}

/** What was stored, field by field: it comes from a file that anyone may have changed. */
export function readFilter(value: JsonValue): LibraryFilter {
  const stored = fieldsOf(value);
  const { query, publishedFrom, publishedTo } = stored;
  return {
    query: typeof query === 'string' ? query.slice(0, 512) : '',
    statuses: someOf(stored['statuses'], articleStatuses),
    tags: textsOf(stored['tags']),
    publishers: textsOf(stored['publishers']),
    languages: textsOf(stored['languages']),
    annotators: textsOf(stored['annotators']),
    publishedFrom: isDatePart(publishedFrom) ? publishedFrom : null,
    publishedTo: isDatePart(publishedTo) ? publishedTo : null,
    has: someOf(stored['has'], articleFeatures),
    claimStatuses: textsOf(stored['claimStatuses']),
  };
}

/** Name of a sort, else the order in which articles came. */
export function readSort(value: unknown): ArticleSort {
  return articleSorts.find((name) => name === value) ?? 'added';
}

/** A filter that was given a name. */
export interface SavedFilter {
  readonly name: string;
  readonly filter: LibraryFilter;
}

/** Key of the project's settings that holds them. */
export const savedFiltersKey = 'savedFilters';

/** The project's saved filters. */
export function readSavedFilters(settings: JsonObject): SavedFilter[] {
  const stored = settings[savedFiltersKey];
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry: JsonValue) => {
    const { name } = fieldsOf(entry);
    const filter = fieldsOf(entry)['filter'] as JsonValue | undefined;
    return typeof name === 'string' && name !== '' && filter !== undefined
      ? [{ name, filter: readFilter(filter) }]
      : [];
  });
}
