import { Fault, listTokens, queryFields, type QueryField } from './query-tokens.ts';
import { foldText } from './words.ts';

/** A filter of a query by itself, as a chip shows it. */
export interface FilterTerm {
  readonly field: QueryField;
  readonly value: string;
}

/** A query with its filters apart from its words. */
export interface SplitQuery {
  readonly words: string;
  readonly filters: readonly FilterTerm[];
}

/** A filter as it is typed: `speaker:"Ana Ruiz"`. Quotation marks within the value cannot be written and are left out. */
export function writeFilter({ field, value }: FilterTerm): string {
  const bare = value.replaceAll(/["“”„]/gu, ' ').trim();
  return /[\s()]/u.test(bare) ? `${field}:"${bare}"` : `${field}:${bare}`;
}

/**
 * Words and filters as one query: the filters hold for all the words, whatever OR joins them. Faults of the words stand where
 * they stand in `words` only before they are joined: read those alone first.
 */
export function joinQuery({ words, filters }: SplitQuery): string {
  const written = filters.map(writeFilter).join(' ');
  if (written === '') return words;
  return words.trim() === '' ? written : `(${words}) ${written}`;
}

/** The same for a person to read and to keep; `splitQuery` reads it back. */
export function writeQuery({ words, filters }: SplitQuery): string {
  return [words.trim(), ...filters.map(writeFilter)].filter(Boolean).join(' ');
}

/** A query taken apart, and the stretches of its text that went with the filters, in UTF-16 units, in order. */
export interface TakenApart extends SplitQuery {
  readonly cuts: readonly { readonly at: number; readonly end: number }[];
}

/**
 * Take the filters out of a query as it is typed, each with the AND that joins it. Those in parentheses, under NOT or alone on a
 * side of OR stay: `parseQuery` says what is wrong there.
 *
 * @param which `ended`: only filters that white space follows, since the others are still being typed.
 */
export function splitQuery(text: string, which: 'all' | 'ended'): TakenApart {
  const tokens = tryTokens(text);
  const filters: FilterTerm[] = [];
  const cuts: { at: number; end: number }[] = [];
  let depth = 0;
  let hasWords = false;
  for (const [i, token] of tokens.entries()) {
    const { kind, field, text: value } = token;
    if (kind === '(') depth += 1;
    else if (kind === ')') depth -= 1;
    const [before, after] = [tokens[i - 1], tokens[i + 1]];
    const isSide = before?.kind === 'or' || (after?.kind === 'or' && !hasWords);
    const isBound = isSide || before?.kind === 'not';
    const isEnded = which === 'all' || /\s/u.test(text.charAt(token.end));
    if (!field || depth !== 0 || isBound || !isEnded) {
      if (kind !== 'and') hasWords = true;
      continue;
    }
    filters.push({ field, value });
    // The AND before it goes with it; where nothing else is before it, the one behind.
    const first = before?.kind === 'and' && hasWords ? before : token;
    const last = after?.kind === 'and' && !hasWords ? after : token;
    const end = /\s/u.test(text.charAt(last.end)) ? last.end + 1 : last.end;
    cuts.push({ at: Math.max(first.at, cuts.at(-1)?.end ?? 0), end });
  }
  return { words: cutOut(text, cuts), filters, cuts };
}

function cutOut(text: string, cuts: TakenApart['cuts']): string {
  const starts = [0, ...cuts.map(({ end }) => end)];
  return starts.map((start, i) => text.slice(start, cuts[i]?.at)).join('');
}

/** A query with spaces where its filters stand: what is wrong with its words has its place in the text as it is typed. */
export function blankFilters(text: string): string {
  return splitQuery(text, 'all').cuts.reduce(
    (blank, { at, end }) => blank.slice(0, at) + ' '.repeat(end - at) + blank.slice(end),
    text,
  );
}

/** Where a place of a text is once stretches of it are taken out. */
export function moveOver(cuts: TakenApart['cuts'], place: number): number {
  const gone = cuts.map(({ at, end }) => Math.max(0, Math.min(place, end) - at));
  return place - gone.reduce((sum, length) => sum + length, 0);
}

/** Words with spaces for an AND at their head: it joined them to a filter that stands by itself. */
export function blankLeadingAnd(words: string): string {
  return words.replace(/^(\s*)AND(?=\s|$)/u, '$1   ');
}

/** Filters without those that ask the same as an earlier one. */
export function listUnique(filters: readonly FilterTerm[]): readonly FilterTerm[] {
  const keyOf = ({ field, value }: FilterTerm) => `${field}:${foldText(value.trim())}`;
  const keys = filters.map(keyOf);
  return filters.filter((filter, i) => keys.indexOf(keyOf(filter)) === i);
}

/** The pieces of a query; none while something in it is not yet closed. */
function tryTokens(text: string) {
  try {
    return listTokens(text);
  } catch (error) {
    if (error instanceof Fault) return [];
    throw error;
  }
}

/** A filter that is being typed: its value so far, and where it begins in the text, in UTF-16 units. */
export interface TypedFilter extends FilterTerm {
  readonly at: number;
}

const typedFilter = new RegExp(
  String.raw`(?:^|[\s(])(${queryFields.join('|')}):(?:["“„]([^"“”]*)|([^\s()"“„]*))$`,
  'iu',
);

/** The filter that ends where the caret is; null when there is none. */
export function findTypedFilter(text: string, caret: number): TypedFilter | null {
  const match = typedFilter.exec(text.slice(0, caret));
  const field = queryFields.find((name) => name === match?.[1]?.toLowerCase());
  if (!match || !field) return null;
  const lead = /^[\s(]/u.test(match[0]) ? 1 : 0;
  return { field, value: match[2] ?? match[3] ?? '', at: match.index + lead };
}
