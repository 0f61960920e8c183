import { Fault, listTokens, queryFields, type QueryField } from './query-tokens.ts';

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

/**
 * Take the filters out of a query as it is typed. Those in parentheses or under NOT stay: `parseQuery` says what is wrong there.
 *
 * @param which `ended`: only filters that white space follows, since the others are still being typed.
 */
export function splitQuery(text: string, which: 'all' | 'ended'): SplitQuery {
  const tokens = tryTokens(text);
  const filters: FilterTerm[] = [];
  let [words, from, depth] = ['', 0, 0];
  for (const [i, { kind, field, text: value, at, end }] of tokens.entries()) {
    if (kind === '(') depth += 1;
    else if (kind === ')') depth -= 1;
    const isEnded = which === 'all' || /\s/u.test(text.charAt(end));
    if (!field || depth !== 0 || tokens[i - 1]?.kind === 'not' || !isEnded) continue;
    filters.push({ field, value });
    words += text.slice(from, at);
    from = /\s/u.test(text.charAt(end)) ? end + 1 : end;
  }
  return { words: words + text.slice(from), filters };
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
