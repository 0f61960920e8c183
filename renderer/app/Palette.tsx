import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Icon } from '../ui/Icon.tsx';
import { IconSearch } from '../ui/icons.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { usePaletteRows, type PaletteRow } from './palette-rows.ts';
import type { Frame } from './workspace.ts';
import styles from './palette.module.css';

export interface PaletteProps {
  readonly frame: Frame;
  /** What stands in the field at first: a prefix that narrows, or nothing. */
  readonly start: '' | '/' | '@' | '#' | '>';
  readonly onClose: () => void;
}

/** Rows in sight: the others are drawn when the palette has been seen. */
const firstRows = 20;

/** Whether the first frame is over. */
function useIsSeen(): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const handle = requestIdleCallback(() => setSeen(true), { timeout: 200 });
    return () => cancelIdleCallback(handle);
  }, []);
  return isSeen;
}

/** Find any command by its name and run it; teaches the keys on the way. A prefix narrows: see `palette-rows`. */
export function Palette({ frame, start, onClose }: PaletteProps) {
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState<string>(start);
  const [active, setActive] = useState(0);
  const all = usePaletteRows(frame, query);
  const isSeen = useIsSeen();
  const rows = isSeen ? all : all.slice(0, firstRows);
  const at = Math.min(active, Math.max(0, rows.length - 1));
  const move = (to: number) => {
    const next = (to + rows.length) % Math.max(1, rows.length);
    setActive(next);
    list.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const choose = (row: PaletteRow | undefined) => {
    if (!row || row.blocked !== null) return;
    onClose();
    row.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(at + 1);
    else if (event.key === 'ArrowUp') move(at - 1);
    else if (event.key === 'Enter') choose(rows[at]);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title="Command palette" bare dismissable width={600} place="top" onClose={onClose}>
      <div className={styles.field}>
        <Icon of={IconSearch} />
        <input
          className={styles.input}
          role="combobox"
          aria-label="Find a command or article"
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={rows.length > 0 ? `${listId}-${at}` : undefined}
          placeholder="Find a command or article; / articles, @ cast, # claims, > commands"
          value={query}
          spellCheck={false}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the palette opens because the person asked for it
          autoFocus
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label="Results" className={styles.list}>
        {rows.map((row, index) => (
          <div
            key={row.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            aria-disabled={row.blocked !== null}
            data-index={index}
            className={cx(styles.row, index === at && styles.active)}
            onPointerMove={() => setActive(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(row)}
            onKeyDown={onKeyDown}
          >
            {row.icon && <Icon of={row.icon} />}
            <bdi className={styles.label}>{row.label}</bdi>
            <span className={styles.detail}>{row.blocked ?? row.detail}</span>
            {row.caps.length > 0 && <Kbd caps={row.caps} />}
          </div>
        ))}
        {rows.length === 0 && <p className={styles.none}>Nothing matches.</p>}
      </div>
    </Dialog>
  );
}
