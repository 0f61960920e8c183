import { useLayoutEffect, useMemo, useState } from 'react';
import { followRows, isSamePlace, noRows, type FollowedRows } from './held-rows.ts';
import type { Rows, RowsPlace } from './use-rows.ts';

/** A row that is drawn; undefined while it is being fetched. */
export interface DrawnRow<Row> {
  readonly index: number;
  readonly row: Row | undefined;
}

/** What of a list is drawn. */
export interface DrawnRows<Row> {
  /** Ascending. */
  readonly rows: readonly DrawnRow<Row>[];
  /** Where of the list the window stands that they are drawn in, in px; null where they scroll with the list. */
  readonly pinnedAt: number | null;
  /** They are those of a place that the list has left: those of its place are on their way. */
  readonly isHeld: boolean;
}

/** The rows of a list. */
export interface DrawnOptions<Row> {
  readonly count: number;
  readonly rowAt: (index: number) => Row | undefined;
  /** Rows of another list are never held. */
  readonly list: string;
  /** A row that stays in the document wherever the list is. */
  readonly kept: number;
}

/** Which rows are drawn: those on screen or, while one of them is being fetched, the last that all were there, in their place. */
export function useDrawnRows<Row>(rows: Rows, options: DrawnOptions<Row>): DrawnRows<Row> {
  const { place, isFar, indexes } = rows;
  const { count, rowAt, kept } = options;
  const list = `${count} ${options.list}`;
  const [memory] = useState(() => createMemory<Row>());
  const next = followRows(memory.of(list), place, (at) => listRows(at, count, rowAt));
  useLayoutEffect(() => memory.keep(list, next));
  const { shown } = next;
  const isHeld = shown !== null && !isSamePlace(shown.place, place);
  // The same rows for as long as they are held: nothing of them is drawn again.
  const pinned = useMemo((): DrawnRows<Row> | null => {
    if (shown === null || !(isHeld || isFar)) return null;
    const { first, top } = shown.place;
    const drawn = shown.rows.map((row, i): DrawnRow<Row> => ({ index: first + i, row }));
    if (kept >= count) return { rows: drawn, pinnedAt: top, isHeld };
    if (kept < first) drawn.unshift({ index: kept, row: rowAt(kept) });
    else if (kept >= first + drawn.length) drawn.push({ index: kept, row: rowAt(kept) });
    return { rows: drawn, pinnedAt: top, isHeld };
  }, [shown, isHeld, isFar, kept, count, rowAt]);
  if (pinned) return pinned;
  return {
    rows: indexes.map((index) => ({ index, row: rowAt(index) })),
    pinnedAt: null,
    isHeld: false,
  };
}

/** What was drawn last; not a state, since nothing is drawn because of it alone. */
function createMemory<Row>() {
  let kept: { readonly list: string; readonly of: FollowedRows<Row> } = { list: '', of: noRows };
  return {
    of: (list: string): FollowedRows<Row> => (kept.list === list ? kept.of : noRows),
    keep: (list: string, of: FollowedRows<Row>): void => {
      kept = { list, of };
    },
  };
}

function listRows<Row>(
  { first, last }: RowsPlace,
  count: number,
  rowAt: (index: number) => Row | undefined,
): Row[] | null {
  if (count === 0) return null;
  // A place that is not there is mostly known by its ends.
  if (rowAt(first) === undefined || rowAt(last) === undefined) return null;
  const rows: Row[] = [];
  for (let index = first; index <= last; index += 1) {
    const row = rowAt(index);
    if (row === undefined) return null;
    rows.push(row);
  }
  return rows;
}
