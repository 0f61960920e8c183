import {
  findTypedFilter,
  joinQuery,
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

/** A search as the engine takes it. @returns An error with the place of a fault in the words. */
export function toEngineQuery({ text: typedText, filters, ...how }: SearchQuery) {
  // A filter that has no value yet is still to be typed.
  const typed = findTypedFilter(typedText, typedText.length);
  const text = typed?.value === '' ? typedText.slice(0, typed.at) : typedText;
  const parsed = text.trim() === '' ? null : parseQuery(text);
  if (parsed && !parsed.ok) {
    const { at, end } = parsed.fault;
    return {
      ok: false,
      error: { message: describeFault(text, parsed.fault), place: { at, end } },
    } as const;
  }
  // What is still being typed in the field is a filter of the whole as well.
  const { words, filters: inText } = splitQuery(text, 'all');
  const asked =
    filters.length === 0 ? text : joinQuery({ words, filters: [...filters, ...inText] });
  const { scope, ...sameness } = how;
  return { ok: true, asked: { text: asked, in: scope, ...sameness } } as const;
}

/** What the engine is asked. */
export type EngineQuery = Extract<ReturnType<typeof toEngineQuery>, { readonly ok: true }>['asked'];
