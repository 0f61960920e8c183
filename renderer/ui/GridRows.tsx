import type { MouseEvent } from 'react';
import { cx } from './cx.ts';
import type { GridProps } from './Grid.tsx';
import styles from './Grid.module.css';
import type { DrawnRow, DrawnRows } from './use-drawn-rows.ts';

export interface GridRowsProps<Row> {
  readonly grid: GridProps<Row>;
  readonly drawn: DrawnRows<Row>;
  /** In px. */
  readonly rowHeight: number;
  readonly onRowClick: (event: MouseEvent, at: DrawnRow<Row>) => void;
}

/** The rows of a grid that are drawn: each says which it is and acts as that one, wherever it stands. */
export function GridRows<Row>({ grid, drawn, rowHeight, onRowClick }: GridRowsProps<Row>) {
  const { columns, selected, current, onCurrentChange, onMenu, idOf } = grid;
  const { pinnedAt } = drawn;
  const topOf = (index: number) => {
    if (pinnedAt === null) return index * rowHeight;
    const top = index * rowHeight - pinnedAt;
    const bottom = (drawn.rows.length + 1) * rowHeight;
    // The row with the focus may be far below: the list must not become longer by it.
    return top > bottom ? -2 * rowHeight : Math.max(-2 * rowHeight, top);
  };
  return (
    <div role="presentation" className={pinnedAt === null ? styles.layer : styles.pinned}>
      {drawn.rows.map((each) => {
        const { index, row } = each;
        const isSelected = row !== undefined && selected.has(idOf(row));
        return (
          <div
            key={index}
            role="row"
            aria-rowindex={index + 2}
            aria-selected={isSelected}
            aria-busy={row === undefined || undefined}
            tabIndex={index === current ? 0 : -1}
            data-row={index}
            data-id={row && idOf(row)}
            className={cx(styles.row, styles.cells)}
            style={{ height: rowHeight, transform: `translateY(${topOf(index)}px)` }}
            onClick={(event) => onRowClick(event, each)}
            onDoubleClick={() => grid.onOpen(index)}
            onFocus={() => {
              if (index !== current) onCurrentChange(index);
            }}
            onContextMenu={(event) => {
              if (!onMenu) return;
              event.preventDefault();
              if (!isSelected) onRowClick(event, each);
              onMenu({ x: event.clientX, y: event.clientY });
            }}
          >
            {columns.map((column) => (
              <div
                key={column.id}
                role="gridcell"
                className={cx(styles.cell, column.align === 'end' && styles.end)}
              >
                {row === undefined ? <div className={styles.ghostBar} /> : column.cell(row)}
              </div>
            ))}
          </div>
        );
      })}
    </div>
  );
}
