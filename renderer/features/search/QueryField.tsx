import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import {
  findTypedFilter,
  splitQuery,
  writeFilter,
  type FilterTerm,
} from '../../../shared/search/filter-terms.ts';
import { queryFields, type QueryField as FieldName } from '../../../shared/search/query-tokens.ts';
import { useSession, type Workspace } from '../../app/workspace.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { IconClose, IconPlus, IconSearch } from '../../ui/icons.ts';
import { MenuButton } from '../../ui/Menu.tsx';
import { focusNamed } from '../../ui/panes.ts';
import { describeFilter, filterNames, useFilterValues } from './filter-values.ts';
import { FilterValueList } from './FilterValueList.tsx';
import styles from './QueryField.module.css';
import { focusNames } from './search-commands.ts';
import { isBlank } from './search-query.ts';
import type { Search } from './search-store.ts';

/**
 * The words of a query with its filters as chips before them. A filter that is typed becomes a chip with the space after it;
 * Backspace before the first character takes the last chip away.
 */
export function QueryField(props: { readonly workspace: Workspace; readonly search: Search }) {
  const { workspace, search } = props;
  const query = useStore(search.store, (state) => state.query);
  const codebook = useSession(({ project }) => project?.codebook);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const { text, filters, scope } = query;
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [isClosed, setClosed] = useState(true);
  const typed = isClosed ? null : findTypedFilter(text, caret);
  const values = useFilterValues(workspace, scope, typed);
  const at = Math.min(active, values.length - 1);

  const write = (next: string, place = next.length) => {
    setCaret(place);
    setActive(0);
    setClosed(false);
    const { words, filters: ended } = splitQuery(next, 'ended');
    if (ended.length === 0) search.setQuery({ text: next });
    else search.setQuery({ text: words, filters: [...filters, ...ended] });
  };
  const add = (value: string) => {
    if (!typed) return;
    const { field } = typed;
    setClosed(true);
    search.setQuery({
      text: `${text.slice(0, typed.at)}${text.slice(caret)}`,
      filters: [...filters, { field, value }],
    });
    input.current?.focus();
  };
  const remove = (index: number) => {
    search.setQuery({ filters: filters.filter((_, i) => i !== index) });
    input.current?.focus();
  };
  /** Back into the field, to be changed there. */
  const edit = (filter: FilterTerm, index: number) => {
    const next = [text.trimEnd(), writeFilter(filter)].filter(Boolean).join(' ');
    search.setQuery({ text: next, filters: filters.filter((_, i) => i !== index) });
    setCaret(next.length);
    input.current?.focus();
  };
  const begin = (field: FieldName) => {
    const next = [text.trimEnd(), `${field}:`].filter(Boolean).join(' ');
    write(next);
    const enter = () => {
      input.current?.focus();
      input.current?.setSelectionRange(next.length, next.length);
    };
    // The menu holds the focus until it has gone.
    requestAnimationFrame(() => requestAnimationFrame(enter));
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
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const { selectionStart, selectionEnd } = event.currentTarget;
    const { key } = event;
    const isArrow = key === 'ArrowDown' || key === 'ArrowUp';
    const value = values[at];
    if (typed && key === 'Escape') setClosed(true);
    else if (value && isArrow) {
      setActive((at + (key === 'ArrowDown' ? 1 : -1) + values.length) % values.length);
    } else if (value && (key === 'Enter' || key === 'Tab')) add(value.value);
    else if (key === 'Backspace' && selectionStart === 0 && selectionEnd === 0) {
      if (filters.length === 0) return;
      remove(filters.length - 1);
    } else if (key === 'Escape' && !isBlank(query)) clear();
    else if (key === 'Enter' || key === 'ArrowDown' || key === 'Escape') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.field}>
      <div className={styles.box}>
        <Icon of={IconSearch} className={styles.lens} />
        <div className={styles.parts}>
          {filters.map((filter, i) => {
            const label = describeFilter(filter, scope, codebook);
            return (
              <Chip
                key={writeFilter(filter)}
                className={styles.chip}
                removeLabel={`Remove filter ${label}`}
                onRemove={() => remove(i)}
              >
                <button
                  type="button"
                  className={styles.edit}
                  aria-label={`Change filter ${label}`}
                  onClick={() => edit(filter, i)}
                >
                  <bdi>{label}</bdi>
                </button>
              </Chip>
            );
          })}
          <input
            ref={input}
            type="search"
            className={styles.input}
            aria-label="Search all articles"
            aria-autocomplete="list"
            aria-controls={typed ? listId : undefined}
            aria-activedescendant={values.length > 0 ? `${listId}-${at}` : undefined}
            value={text}
            dir="auto"
            spellCheck={false}
            placeholder={
              filters.length > 0
                ? 'Words'
                : 'Words, “phrases”, prefix*, OR, -not, /pattern/, speaker:Name'
            }
            data-focus-name={focusNames.query}
            onChange={({ target }) => write(target.value, target.selectionStart ?? undefined)}
            onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart ?? text.length)}
            onBlur={() => setClosed(true)}
            onKeyDown={onKeyDown}
          />
        </div>
        {!isBlank(query) && (
          <button type="button" className={styles.clear} aria-label="Clear search" onClick={clear}>
            <Icon of={IconClose} size={14} />
          </button>
        )}
      </div>
      <MenuButton
        label="Filters"
        trigger={<IconButton icon={IconPlus} label="Add a filter" />}
        sections={[
          queryFields.map((field) => ({
            id: field,
            label: filterNames[field].label,
            shortcut: `${field}:`,
            run: () => begin(field),
          })),
        ]}
      />
      {typed && (
        <FilterValueList
          id={listId}
          label={filterNames[typed.field].label}
          hint={filterNames[typed.field].hint}
          values={values}
          active={at}
          onChoose={add}
        />
      )}
    </div>
  );
}
