import { articleStatuses, type ArticleStatus } from '../records/records.ts';
import { fail, ok, type Result } from '../util/result.ts';
import { articleFeatures, type ArticleFeature } from './article-features.ts';

/** A filter of articles as far as a text names it. */
export interface WrittenFilter {
  readonly query: string;
  readonly statuses: readonly ArticleStatus[];
  readonly tags: readonly string[];
  readonly publishers: readonly string[];
  readonly languages: readonly string[];
  readonly annotators: readonly string[];
  readonly publishedFrom: string | null;
  readonly publishedTo: string | null;
  readonly has: readonly ArticleFeature[];
  readonly claimStatuses: readonly string[];
  readonly trashed: boolean;
}

const lists = {
  status: 'statuses',
  tag: 'tags',
  publisher: 'publishers',
  language: 'languages',
  annotator: 'annotators',
  has: 'has',
  claim: 'claimStatuses',
} as const;
const dates = { from: 'publishedFrom', to: 'publishedTo' } as const;

/** The fields that can be written, for help and messages. */
export const writtenFields = [...Object.keys(lists), ...Object.keys(dates), 'in'] as const;

const datePattern = /^\d{4}(-\d{2}(-\d{2})?)?$/;
/** A field with its value, a quoted phrase or a word. Quotation marks keep spaces and commas together. */
const token = /([a-z]+):((?:"[^"]*"|[^\s"])*)|"([^"]*)"|(\S+)/giu;

function splitValues(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|([^,]+)/gu)].map((match) => match[1] ?? match[2] ?? '');
}

/**
 * Read a filter as it is written on a command line: `status:new,done tag:"public health" publisher:AP from:2026-01 to:2026-03
 * language:en annotator:ID has:quotations claim:disputed in:trash words`. Of values with commas between one is enough, of `has`
 * all must fit; `""` stands for none. What names no field is looked for as words.
 *
 * @returns `usage` naming what is wrong.
 */
export function parseFilterText(text: string): Result<WrittenFilter> {
  const values: Record<string, string[]> = {};
  const words: string[] = [];
  for (const [whole, field, value = '', phrase, word] of text.matchAll(token)) {
    if (field === undefined) words.push(phrase ?? word ?? whole);
    else if (!writtenFields.includes(field.toLowerCase())) {
      return fail('usage', `A filter has no field “${field}”; use ${writtenFields.join(', ')}.`);
    } else {
      values[field.toLowerCase()] = [...(values[field.toLowerCase()] ?? []), ...splitValues(value)];
    }
  }
  const wrong = findWrong(values);
  if (wrong) return fail('usage', wrong);
  const listOf = (field: keyof typeof lists) => values[field] ?? [];
  return ok({
    query: words.join(' '),
    statuses: articleStatuses.filter((status) => listOf('status').includes(status)),
    tags: listOf('tag'),
    publishers: listOf('publisher'),
    languages: listOf('language'),
    annotators: listOf('annotator'),
    publishedFrom: values['from']?.at(-1) ?? null,
    publishedTo: values['to']?.at(-1) ?? null,
    has: articleFeatures.filter((feature) => listOf('has').includes(feature)),
    claimStatuses: listOf('claim'),
    trashed: values['in'] !== undefined,
  });
}

function findWrong(values: Readonly<Record<string, readonly string[]>>): string | null {
  const closed: Readonly<Record<string, readonly string[]>> = {
    status: articleStatuses,
    has: articleFeatures,
    in: ['trash'],
  };
  for (const [field, given] of Object.entries(values)) {
    const allowed = closed[field];
    const isDate = field in dates;
    if (given.length === 0) return `${field}: has no value.`;
    for (const value of given) {
      if (allowed && !allowed.includes(value)) {
        return `${field}: cannot be “${value}”; use ${allowed.join(', ')}.`;
      }
      if (isDate && !datePattern.test(value)) {
        return `${field}: cannot be “${value}”; use a date such as 2026, 2026-03 or 2026-03-12.`;
      }
    }
  }
  return null;
}
