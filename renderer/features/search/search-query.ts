import {
  blankFilters,
  blankLeadingAnd,
  findTypedFilter,
  joinQuery,
  listUnique,
  splitQuery,
  type FilterTerm,
} from '../../../shared/search/filter-terms.ts';
import type { SearchScope } from '../../../shared/search/hit.ts';
import { describeFault, parseQuery } from '../../../shared/search/query.ts';

/** What is asked. */
export interface SearchQuery {
  /** Words as typed; may hold filters that are still being typed. */
  readonly text: string;
  /** Filters that stand by themselves: every hit must fit them. */
  readonly filters: readonly FilterTerm[];
  readonly scope: SearchScope;
  readonly exact: boolean;
  readonly wholeWord: boolean;
}

/** Why a search cannot be run, for a person. */
export interface SearchError {
  readonly message: string;
  /** Where in the words the fault is, in UTF-16 units; null when it is in none of them. */
  readonly place: { readonly at: number; readonly end: number } | null;
}

/** Whether nothing is asked. */
export function isBlank({ text, filters }: SearchQuery): boolean {
  return text.trim() === '' && filters.length === 0;
}

/** Words and all filters, those that are still being typed in the field too. */
function takeApart({ text, filters }: SearchQuery) {
  const asTyped = filters.length === 0 ? text : blankLeadingAnd(text);
  const typed = findTypedFilter(asTyped, asTyped.length);
  const isOpen = typed?.value.trim() === '';
  // One without a value is taken out as if it had one, and left out; one in quotation marks as if they were closed.
  const closing = typed && /["“„]/u.test(asTyped.slice(typed.at)) ? '"' : '';
  const whole = `${asTyped}${isOpen ? '?' : ''}${closing}`;
  const { words, filters: inText, cuts } = splitQuery(whole, 'all');
  const isTaken = cuts.at(-1)?.end === whole.length;
  return {
    words,
    checked: blankFilters(whole),
    filters: [...filters, ...(isOpen && isTaken ? inText.slice(0, -1) : inText)],
  };
}

/** A search as the engine takes it. @returns An error with the place of a fault in the words. */
export function toEngineQuery(query: SearchQuery) {
  const { words, checked, filters } = takeApart(query);
  const parsed = checked.trim() === '' ? null : parseQuery(checked);
  if (parsed && !parsed.ok) {
    const { at, end } = parsed.fault;
    return {
      ok: false,
      error: { message: describeFault(query.text, parsed.fault), place: { at, end } },
    } as const;
  }
  const { scope, exact, wholeWord } = query;
  const text = joinQuery({ words, filters: listUnique(filters) });
  return { ok: true, asked: { text, in: scope, exact, wholeWord } } as const;
}

/** Whether there is something to run, or a fault to tell: not while all that stands there is a filter without its value. */
export function isAsking(query: SearchQuery): boolean {
  if (isBlank(query)) return false;
  const parsed = toEngineQuery(query);
  return !parsed.ok || parsed.asked.text.trim() !== '';
}

/** What the engine is asked. */
export type EngineQuery = Extract<ReturnType<typeof toEngineQuery>, { readonly ok: true }>['asked'];
