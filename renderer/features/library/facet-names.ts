import type { ArticleFeature } from '../../../shared/contract/article-features.ts';
import type { ProjectView } from '../../../shared/contract/views.ts';
import { findStatusLook } from '../../ui/article-status.ts';
import { formatNewsDate } from '../../ui/format.ts';
import { valueParts, type LibraryFilter, type ValuePart } from './library-filter.ts';

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** Name of a language: `German`; its tag when it has none, '' when it is not known. */
export function formatLanguage(tag: string): string {
  if (tag === '') return '';
  try {
    return languages.of(tag) ?? tag;
  } catch (error) {
    // Not a language tag: an article may carry any text there.
    if (error instanceof RangeError) return tag;
    throw error;
  }
}

/** What an article may have, as the panel says it under “With”. */
export const featureNames: Readonly<Record<ArticleFeature, string>> = {
  quotations: 'Quotations',
  mentions: 'Entities',
  claims: 'Claims',
  suggestions: 'Suggestions to decide',
  doubt: 'Marks in doubt',
  unplaced: 'Unplaced marks',
  comments: 'Open comments',
};

/** What articles without a value are called. */
const none: Readonly<Record<ValuePart, string>> = {
  tags: 'No tags',
  publishers: 'No publisher',
  languages: 'Unknown language',
  annotators: 'Nobody',
  claimStatuses: 'Unknown status',
};

/** Name of a value of a part of the filter. */
export function nameValue(part: ValuePart, value: string, project: ProjectView | null): string {
  if (value === '') return none[part];
  if (part === 'languages') return formatLanguage(value);
  if (part === 'annotators') {
    return project?.annotators.find(({ id }) => id === value)?.name ?? 'Unknown annotator';
  }
  if (part === 'claimStatuses') {
    return project?.codebook.claimStatuses.find(({ id }) => id === value)?.name ?? value;
  }
  return value;
}

/** A range of dates: `Mar 2026`, `from Mar 2026`, `until 2025`, `2025 – Mar 2026`; '' for none. */
export function nameDates({ publishedFrom: from, publishedTo: to }: LibraryFilter): string {
  if (from !== null && from === to) return formatNewsDate(from);
  if (from !== null && to !== null) return `${formatNewsDate(from)} – ${formatNewsDate(to)}`;
  if (from !== null) return `from ${formatNewsDate(from)}`;
  return to === null ? '' : `until ${formatNewsDate(to)}`;
}

/** One thing that a filter asks for, and the change that stops asking for it. */
export interface FilterChipText {
  readonly key: string;
  readonly label: string;
  readonly without: Partial<LibraryFilter>;
}

/** What a filter asks for besides words and status. */
export function listFilterTexts(
  filter: LibraryFilter,
  project: ProjectView | null,
): FilterChipText[] {
  const values = valueParts.flatMap((part) =>
    filter[part].map((value) => ({
      key: `${part} ${value}`,
      label:
        part === 'claimStatuses'
          ? `Claims: ${nameValue(part, value, project)}`
          : nameValue(part, value, project),
      without: { [part]: filter[part].filter((other) => other !== value) },
    })),
  );
  const dates = nameDates(filter);
  const features = filter.has.map((feature) => ({
    key: `has ${feature}`,
    label: `With: ${featureNames[feature].toLowerCase()}`,
    without: { has: filter.has.filter((other) => other !== feature) },
  }));
  return [
    ...values,
    ...(dates === ''
      ? []
      : [{ key: 'dates', label: dates, without: { publishedFrom: null, publishedTo: null } }]),
    ...features,
  ];
}

/** A filter in a few words, to propose as its name. */
export function describeFilter(filter: LibraryFilter, project: ProjectView | null): string {
  return [
    ...filter.statuses.map((status) => findStatusLook(status).label),
    ...listFilterTexts(filter, project).map(({ label }) => label),
    ...(filter.query === '' ? [] : [`“${filter.query}”`]),
  ].join(', ');
}
