import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import { IconPlus } from './icons.ts';
import { cx } from './cx.ts';
import menu from './Menu.module.css';
import styles from './PickList.module.css';

/** A choice. */
export interface PickOption {
  readonly id: string;
  readonly label: string;
  /** Muted words after the label. */
  readonly detail?: string;
  /** Muted words on a line of their own, for a label that is a sentence: that one may take two lines. */
  readonly below?: string;
  /** Before the label, an icon or a dot. */
  readonly start?: ReactNode;
}

/** Choices under one heading. */
export interface PickGroup {
  readonly id: string;
  /** '' for no heading. */
  readonly label: string;
  readonly options: readonly PickOption[];
}

export interface PickListProps {
  /** Name of the field and of the list. */
  readonly label: string;
  readonly query: string;
  readonly onQueryChange: (query: string) => void;
  /** What matches the query, in the order to show; the caller filters and ranks. */
  readonly groups: readonly PickGroup[];
  readonly onChoose: (id: string) => void;
  /** The choice in force: where the keyboard begins. */
  readonly current?: string | undefined;
  /** Makes a new thing of the query; also by Shift+Enter. Absent: nothing can be made here. */
  readonly onCreate?: (query: string) => void;
  /** Text of that row, `Add “Ana Ruiz” as a person`; when given, the row is there for an empty query too. */
  readonly createLabel?: string;
  /** Rows after that one which do something else than choose from the list; they have no digits. */
  readonly extras?: readonly PickOption[];
  readonly placeholder?: string;
  readonly emptyText?: string;
  /** Keys the list does not use, for instance to change the type of what is created. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  /** Below the list. */
  readonly footer?: ReactNode;
}

const createId = ':create';

/** What an option says. */
function Words({ of: { label, detail, below } }: { readonly of: PickOption }) {
  if (below !== undefined) {
    return (
      <span className={styles.sentence}>
        <bdi className={styles.statement}>{label}</bdi>
        <span className={menu.detail}>{below}</span>
      </span>
    );
  }
  return (
    <>
      <bdi className={menu.text}>{label}</bdi>
      {detail && <span className={menu.detail}>{detail}</span>}
    </>
  );
}

/**
 * A filter field over a grouped list: arrows move, Enter chooses, digits choose while the query is empty, Shift+Enter creates.
 * Esc is left to the popover around it.
 */
export function PickList(props: PickListProps) {
  const { label, query, groups, onChoose, onCreate } = props;
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      groups.flatMap(({ options }) => options).findIndex(({ id }) => id === props.current),
    ),
  );
  const canCreate =
    onCreate !== undefined && (query.trim() !== '' || props.createLabel !== undefined);
  const options = groups.flatMap((group) => group.options);
  const extras = props.extras ?? [];
  const ids = [...options, ...(canCreate ? [{ id: createId }] : []), ...extras].map(({ id }) => id);
  const at = Math.min(active, Math.max(0, ids.length - 1));
  const optionId = (index: number) => `${listId}-${index}`;

  const choose = (id: string | undefined) => {
    if (id === createId) onCreate?.(query.trim());
    else if (id !== undefined) onChoose(id);
  };
  const move = (to: number) => {
    const next = (to + ids.length) % Math.max(1, ids.length);
    setActive(next);
    list.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const digit = query === '' && /^Digit([1-9])$/.exec(event.code)?.[1];
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === 'ArrowDown') move(at + 1);
    else if (event.key === 'ArrowUp') move(at - 1);
    else if (event.key === 'Enter' && event.shiftKey && canCreate) onCreate?.(query.trim());
    else if (event.key === 'Enter' && plain) choose(ids[at]);
    else if (digit && plain && options[Number(digit) - 1]) choose(options[Number(digit) - 1]?.id);
    else {
      props.onKeyDown?.(event);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const offsets = groups.map((_, place) =>
    groups.slice(0, place).reduce((sum, { options: before }) => sum + before.length, 0),
  );
  const row = (id: string, mine: number, content: ReactNode) => {
    return (
      <div
        key={id}
        id={optionId(mine)}
        role="option"
        tabIndex={-1}
        aria-selected={mine === at}
        data-index={mine}
        className={cx(menu.item, mine === at && styles.active)}
        onPointerMove={() => setActive(mine)}
        // Keep the focus in the field: the list is driven from there.
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => choose(id)}
        onKeyDown={onKeyDown}
      >
        {content}
      </div>
    );
  };

  return (
    <div className={styles.picker} data-key-context="picker">
      <div className={styles.query}>
        <input
          className={styles.input}
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={ids.length > 0 ? optionId(at) : undefined}
          value={query}
          dir="auto"
          spellCheck={false}
          placeholder={props.placeholder ?? label}
          // The picker opens because the person asked for it.
          ref={(input) => {
            if (!input || document.activeElement === input) return;
            input.focus();
            // What stands there is a proposal: the first letter typed replaces it.
            input.select();
          }}
          onChange={(event) => {
            setActive(0);
            props.onQueryChange(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={label} className={styles.list}>
        {groups.map((group, place) => (
          <div key={group.id} role="group" aria-label={group.label || label}>
            {group.label && <div className={menu.header}>{group.label}</div>}
            {group.options.map((option, index) => {
              const mine = (offsets[place] ?? 0) + index;
              const number = mine + 1;
              return row(
                option.id,
                mine,
                <>
                  {option.start}
                  <Words of={option} />
                  {query === '' && number < 10 && (
                    <kbd className={menu.keys} aria-hidden>
                      {number}
                    </kbd>
                  )}
                </>,
              );
            })}
          </div>
        ))}
        {canCreate &&
          row(
            createId,
            options.length,
            <>
              <Icon of={IconPlus} />
              <span className={menu.text}>{props.createLabel ?? `Add “${query.trim()}”`}</span>
              <kbd className={menu.keys} aria-hidden>
                ⇧↵
              </kbd>
            </>,
          )}
        {extras.map((extra, index) =>
          row(
            extra.id,
            options.length + (canCreate ? 1 : 0) + index,
            <>
              {extra.start}
              <Words of={extra} />
            </>,
          ),
        )}
        {ids.length === 0 && (
          <div className={menu.empty}>{props.emptyText ?? 'Nothing matches.'}</div>
        )}
      </div>
      {props.footer}
    </div>
  );
}
