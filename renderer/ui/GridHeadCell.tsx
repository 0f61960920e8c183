import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { cx } from './cx.ts';
import type { GridColumn } from './Grid.tsx';
import styles from './Grid.module.css';
import { Icon } from './Icon.tsx';
import { IconArrowDown, IconArrowUp } from './icons.ts';

/** By which column rows are ordered. */
export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}

export interface GridHeadCellProps<Row> {
  readonly column: GridColumn<Row>;
  readonly sort: GridSort | undefined;
  readonly onSort: ((sort: GridSort) => void) | undefined;
  /** null for the column's own width. */
  readonly onResize: ((column: string, width: number | null) => void) | undefined;
}

const mostWidth = 800;
const keyStep = 16;

/** The head of a column: sorts when pressed; dragging its end or Shift with arrows gives it a width, a double click its own. */
export function GridHeadCell<Row>(props: GridHeadCellProps<Row>) {
  const { column, sort, onSort, onResize } = props;
  const cell = useRef<HTMLDivElement>(null);
  const isSorted = sort?.column === column.id;
  const order = sort?.descending ? 'descending' : 'ascending';
  const content = column.headerIcon ?? column.header;
  const resizeBy = (px: number, from = cell.current?.offsetWidth ?? column.min) => {
    const width = Math.round(Math.min(mostWidth, Math.max(column.min, from + px)));
    onResize?.(column.id, width);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const sign = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!event.shiftKey || sign === 0 || !onResize) return;
    event.preventDefault();
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    resizeBy(sign * (isRtl ? -keyStep : keyStep));
  };
  return (
    <div
      ref={cell}
      role="columnheader"
      className={cx(styles.headCell, column.align === 'end' && styles.end)}
      aria-sort={isSorted ? order : undefined}
      aria-label={column.header}
      title={column.headerIcon ? column.header : undefined}
    >
      {column.isSortable && onSort ? (
        <button
          type="button"
          className={styles.sort}
          aria-label={`Sort by ${column.header}`}
          aria-keyshortcuts={onResize ? 'Shift+ArrowLeft Shift+ArrowRight' : undefined}
          onKeyDown={onKeyDown}
          onClick={() =>
            onSort({ column: column.id, descending: isSorted ? !sort.descending : false })
          }
        >
          {content}
          {isSorted && <Icon of={sort.descending ? IconArrowDown : IconArrowUp} size={12} />}
        </button>
      ) : (
        content
      )}
      {onResize && (
        <Handle
          widthOf={() => cell.current?.offsetWidth ?? column.min}
          onDrag={resizeBy}
          onReset={() => onResize(column.id, null)}
        />
      )}
    </div>
  );
}

interface HandleProps {
  readonly widthOf: () => number;
  readonly onDrag: (px: number, from: number) => void;
  readonly onReset: () => void;
}

/** For the pointer only: keys act on the head itself. */
function Handle({ widthOf, onDrag, onReset }: HandleProps) {
  const from = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const [isDragging, setIsDragging] = useState(false);
  const stop = () => {
    from.current = null;
    setIsDragging(false);
  };
  return (
    <span
      aria-hidden
      className={styles.handle}
      data-dragging={isDragging || undefined}
      onPointerDown={(event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width: widthOf() };
        setIsDragging(true);
      }}
      onPointerMove={(event) => {
        if (!from.current) return;
        const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
        const moved = event.clientX - from.current.x;
        onDrag(isRtl ? -moved : moved, from.current.width);
      }}
      onPointerUp={stop}
      onPointerCancel={stop}
      onDoubleClick={onReset}
    />
  );
}
