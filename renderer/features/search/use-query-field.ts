import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import {
  blankLeadingAnd,
  findTypedFilter,
  moveOver,
  splitQuery,
  writeFilter,
  type FilterTerm,
} from '../../../shared/search/filter-terms.ts';
import type { QueryField } from '../../../shared/search/query-tokens.ts';
import type { Workspace } from '../../app/workspace.ts';
import { focusNamed } from '../../ui/panes.ts';
import { findMeant, useFilterValues } from './filter-values.ts';
import { focusNames } from './search-commands.ts';
import { isBlank } from './search-query.ts';
import type { Search } from './search-store.ts';

/** The words of a query as they are typed, and the filters that become chips while they are. */
export function useQueryField(workspace: Workspace, search: Search) {
  const query = useStore(search.store, (state) => state.query);
  const { text, filters, scope } = query;
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState(0);
  /** The value that the arrows went to; null while they went to none. */
  const [moved, setMoved] = useState<number | null>(null);
  const [isClosed, setClosed] = useState(true);
  const typed = isClosed ? null : findTypedFilter(text, caret);
  const values = useFilterValues(workspace, scope, typed);
  const at =
    typed === null || values.length === 0
      ? null
      : moved === null
        ? findMeant(values, typed)
        : Math.min(moved, values.length - 1);
  // A field that is written by program has its caret at the end: it goes back to where the person was.
  const place = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (place.current === null) return;
    input.current?.setSelectionRange(place.current, place.current);
    place.current = null;
  });

  const put = (next: string, to: number, chips: readonly FilterTerm[] | null) => {
    setCaret(to);
    setMoved(null);
    if (input.current?.value !== next) place.current = to;
    search.setQuery(chips === null ? { text: next } : { text: next, filters: chips });
  };
  /** What is typed; filters that white space follows become chips. */
  const write = (next: string, to = next.length) => {
    const { words, filters: ended, cuts } = splitQuery(next, 'ended');
    setClosed(false);
    put(words, moveOver(cuts, to), ended.length === 0 ? null : [...filters, ...ended]);
  };
  const choose = (value: string) => {
    if (!typed) return;
    const { field } = typed;
    const before = text.slice(0, typed.at);
    const isQuoted = /["“„]/u.test(text.slice(typed.at, caret));
    const after = text.slice(caret).replace(isQuoted ? /^["“”]/u : '', '');
    const filter = `${writeFilter({ field, value })} `;
    write(`${before}${filter}${after.trimStart()}`, before.length + filter.length);
    setClosed(true);
    input.current?.focus();
  };
  /** Without a chip, and without the AND that joined it to the words. */
  const remove = (index: number) => {
    const words = blankLeadingAnd(text);
    const next = words === text ? text : words.trimStart();
    const left = filters.filter((_, i) => i !== index);
    put(next, Math.max(0, caret - (text.length - next.length)), left);
    input.current?.focus();
  };
  const append = (words: string, filter: string) =>
    [words.trim(), filter].filter(Boolean).join(' ');
  /** A chip back into the field, to be changed there. */
  const edit = (filter: FilterTerm, index: number) => {
    const next = append(blankLeadingAnd(text), writeFilter(filter));
    const left = filters.filter((_, i) => i !== index);
    input.current?.focus();
    setClosed(false);
    put(next, next.length, left);
  };
  const begin = (field: QueryField) => {
    write(append(text, `${field}:`));
    // The menu holds the focus until it has gone.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const { current } = input;
        current?.focus();
        current?.setSelectionRange(current.value.length, current.value.length);
      }),
    );
  };
  const leave = () => {
    const { words, filters: all } = splitQuery(text, 'all');
    setClosed(true);
    if (all.length > 0) search.setQuery({ text: words.trim(), filters: [...filters, ...all] });
    focusNamed(focusNames.hits);
  };
  const clear = () => {
    search.setQuery({ text: '', filters: [] });
    input.current?.focus();
  };
  const step = (by: 1 | -1) => {
    const from = at ?? (by === 1 ? -1 : values.length);
    setMoved((from + by + values.length) % values.length);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const { selectionStart, selectionEnd } = event.currentTarget;
    const { key } = event;
    const value = at === null ? undefined : values[at];
    const isAtStart = selectionStart === 0 && selectionEnd === 0;
    if (typed && key === 'Escape') setClosed(true);
    else if (values.length > 0 && key === 'ArrowDown') step(1);
    else if (values.length > 0 && key === 'ArrowUp') step(-1);
    else if (value && (key === 'Enter' || key === 'Tab')) choose(value.value);
    // Nothing is typed of a value: which one is meant is shown before it is taken.
    else if (key === 'Enter' && typed?.value.trim() === '' && values.length > 0) step(1);
    else if (key === 'Backspace' && isAtStart && filters.length > 0) remove(filters.length - 1);
    else if (key === 'Escape' && !isBlank(query)) clear();
    else if (key === 'Enter' || key === 'ArrowDown' || key === 'Escape') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    query, input, typed, values, at, onKeyDown, write, choose, remove, edit, begin, clear,
    setCaret, close: () => setClosed(true),
  }; // prettier-ignore
}
