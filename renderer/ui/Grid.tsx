import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { GridHeadCell, type GridSort } from './GridHeadCell.tsx';
import styles from './Grid.module.css';
import { GridRows } from './GridRows.tsx';
import { useDrawnRows, type DrawnRow } from './use-drawn-rows.ts';
import { useRows } from './use-rows.ts';

/** A column of a grid. */
export interface GridColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** Drawn instead of the header's text, which stays its name. */
  readonly headerIcon?: ReactNode;
  /** CSS grid track, `minmax(200px, 3fr)`, `64px`, as long as the person has given it no width. Begins with its least width in px. */
  readonly track: string;
  /** Least width in px that the person may give it. */
  readonly min: number;
  readonly isSortable?: boolean;
  readonly align?: 'start' | 'end';
  readonly cell: (row: Row) => ReactNode;
}

export type { GridSort };

export interface GridProps<Row> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  /** Rows in all, loaded or not. */
  readonly count: number;
  /** undefined while it is being fetched. */
  readonly rowAt: (index: number) => Row | undefined;
  /** Another one as soon as other rows stand at the same indexes: rows of before are shown no longer. */
  readonly list?: string;
  readonly idOf: (row: Row) => string;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (change: GridSelectionChange) => void;
  /** The row that the keyboard is on. */
  readonly current: number;
  readonly onCurrentChange: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onMenu?: (at: { readonly x: number; readonly y: number }) => void;
  readonly sort?: GridSort;
  readonly onSort?: (sort: GridSort) => void;
  /** Widths in px that the person has given to columns, by id. */
  readonly widths?: Readonly<Record<string, number>>;
  /** A column was given a width; null for its own. */
  readonly onResize?: (column: string, width: number | null) => void;
  /** The rows on screen, for fetching them. */
  readonly onVisible?: (first: number, last: number) => void;
  readonly rowHeight?: number;
  /** J and K move as well. */
  readonly letterKeys?: boolean;
  /** Marks the grid for a command that focuses it. */
  readonly name?: string;
  /** Take the focus when the first rows are there and nothing else has it. */
  readonly takesFocus?: boolean;
}

/** Least width in px of a track. */
function leastOf(track: string): number {
  return Number(/\d+/.exec(track)?.[0] ?? 0);
}

/** What the person did to the selection; the owner knows rows that are not loaded. `id` is null for one of these. */
export type GridSelectionChange =
  | { readonly kind: 'only' | 'toggle'; readonly index: number; readonly id: string | null }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'all' | 'none' };

/**
 * An ARIA grid for lists of any length: only rows near the screen exist. Focus roves over rows; arrows, Page keys, Home and End
 * move, with Shift they extend the selection, Space toggles, Mod+A takes all, Enter opens. While rows are on their way those that
 * were there last stay on screen, and are what a click acts on.
 */
export function Grid<Row>(props: GridProps<Row>) {
  const { columns, count, current, selected, onSelect, onCurrentChange, rowHeight = 36 } = props;
  const anchor = useRef(0);
  /** Row to focus once it is drawn and the owner has made it current. */
  const wantsFocus = useRef<number | null>(null);
  // The focused row stays in the document when it is scrolled away, else the focus would be lost.
  const rows = useRows({ count, rowHeight, overscan: 12, kept: current });
  const { scroller, scrollTo } = rows;
  const { first, last } = rows.place;
  const { onVisible, rowAt, idOf, list = '' } = props;
  const drawn = useDrawnRows(rows, { count, rowAt, list, kept: current });
  useEffect(() => onVisible?.(first, last), [onVisible, first, last]);

  const { takesFocus = false } = props;
  const wasOffered = useRef(false);
  useEffect(() => {
    if (!takesFocus || wasOffered.current || count === 0) return;
    wasOffered.current = true;
    scrollTo(current);
    if (document.activeElement === document.body) wantsFocus.current = current;
  }, [takesFocus, count, current, scrollTo]);

  useEffect(() => {
    if (wantsFocus.current !== current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${current}"]`);
    if (!row) return;
    wantsFocus.current = null;
    row.focus({ preventScroll: true });
  });

  // The owner may move the keyboard's row, with an article that a step has put elsewhere: the focus goes along, the view stays.
  useEffect(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || !scroller.current?.contains(focused)) return;
    if (focused.dataset['row'] === undefined || Number(focused.dataset['row']) === current) return;
    scroller.current
      .querySelector<HTMLElement>(`[data-row="${current}"]`)
      ?.focus({ preventScroll: true });
  }, [current, scroller]);

  // The focused row may vanish with its article: the focus stays in the grid.
  const hadFocus = useRef(false);
  useEffect(() => {
    if (!hadFocus.current || document.activeElement !== document.body) return;
    scroller.current?.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus();
  }, [count, scroller]);

  const idAt = (index: number) => {
    const row = rowAt(index);
    return row === undefined ? null : idOf(row);
  };
  const moveTo = (index: number, extend: boolean) => {
    const next = Math.min(count - 1, Math.max(0, index));
    if (count === 0) return;
    wantsFocus.current = next;
    scrollTo(next);
    onCurrentChange(next);
    if (extend) {
      onSelect({ kind: 'range', from: anchor.current, to: next });
    } else {
      anchor.current = next;
      onSelect({ kind: 'only', index: next, id: idAt(next) });
    }
  };

  const targetOf = (event: KeyboardEvent): number | null => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 1);
    const letter = props.letterKeys ? event.key.toLowerCase() : '';
    if (event.key === 'ArrowDown' || letter === 'j') return current + 1;
    if (event.key === 'ArrowUp' || letter === 'k') return current - 1;
    if (event.key === 'PageDown') return current + page;
    if (event.key === 'PageUp') return current - page;
    if (event.key === 'Home') return 0;
    if (event.key === 'End') return count - 1;
    return null;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLButtonElement || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    const target = command ? null : targetOf(event);
    if (target !== null) moveTo(target, event.shiftKey);
    else if (command && event.key.toLowerCase() === 'a') onSelect({ kind: 'all' });
    else if (event.key === ' ') {
      anchor.current = current;
      onSelect({ kind: 'toggle', index: current, id: idAt(current) });
    } else if (event.key === 'Enter' && !command) props.onOpen(current);
    else if (event.key === 'Escape' && selected.size > 1)
      onSelect({ kind: 'only', index: current, id: idAt(current) });
    else return;
    event.preventDefault();
  };

  const onRowClick = useCallback(
    (event: MouseEvent, { index, row }: DrawnRow<Row>) => {
      wantsFocus.current = index;
      props.onCurrentChange(index);
      if (event.shiftKey) {
        props.onSelect({ kind: 'range', from: anchor.current, to: index });
        return;
      }
      anchor.current = index;
      const id = row === undefined ? null : props.idOf(row);
      const kind = event.ctrlKey || event.metaKey ? 'toggle' : 'only';
      props.onSelect({ kind, index, id });
    },
    [props],
  );
  // What is held does not change while the list is scrolled, nor does it have to be drawn again.
  const body = useMemo(
    () => <GridRows grid={props} drawn={drawn} rowHeight={rowHeight} onRowClick={onRowClick} />,
    [props, drawn, rowHeight, onRowClick],
  );

  const { widths = {} } = props;
  const template = columns.map(({ id, track }) => (id in widths ? `${widths[id]}px` : track));
  const least = columns.reduce((sum, { id, track }) => sum + (widths[id] ?? leastOf(track)), 0);
  return (
    <div
      role="grid"
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      tabIndex={-1}
      className={styles.grid}
      data-key-context="list"
      data-focus-name={props.name}
      ref={(grid) => {
        grid?.style.setProperty('--columns', template.join(' '));
        grid?.style.setProperty('--least', `${least}px`);
      }}
      onKeyDown={onKeyDown}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={() => {
        hadFocus.current = false;
      }}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={styles.cells}>
          {columns.map((column) => (
            <GridHeadCell
              key={column.id}
              column={column}
              sort={props.sort}
              onSort={props.onSort}
              onResize={props.onResize}
            />
          ))}
        </div>
      </div>
      <div
        ref={scroller}
        role="rowgroup"
        aria-busy={drawn.isHeld || undefined}
        className={styles.scroller}
        tabIndex={-1}
      >
        <div role="presentation" className={styles.spacer} style={{ height: rows.height }}>
          {body}
        </div>
      </div>
    </div>
  );
}
