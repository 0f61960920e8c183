import type { RowsPlace } from './use-rows.ts';

/** All rows on screen at one place of a list, in order. */
export interface ShownRows<Row> {
  readonly place: RowsPlace;
  readonly rows: readonly Row[];
}

/** Rows that follow where a list is scrolled to. */
export interface FollowedRows<Row> {
  /** Those of the newest place of which all are there; null before there were any. */
  readonly shown: ShownRows<Row> | null;
  /** Places that the list came by since, in order: their rows may still come. */
  readonly passed: readonly RowsPlace[];
}

/** Before anything was there. */
export const noRows = { shown: null, passed: [] } as const;

/** Some seconds of frames. */
const mostPassed = 300;

/** Whether two places are the same one. */
export function isSamePlace(left: RowsPlace, right: RowsPlace): boolean {
  return left.first === right.first && left.last === right.last && left.top === right.top;
}

/** The rows to show after the list was scrolled or rows have come. @param rowsOf null while one of them is not there. */
export function followRows<Row>(
  before: FollowedRows<Row>,
  place: RowsPlace,
  rowsOf: (place: RowsPlace) => readonly Row[] | null,
): FollowedRows<Row> {
  const rows = rowsOf(place);
  if (rows) return { shown: { place, rows }, passed: [] };
  const last = before.passed.at(-1);
  const isNew = last?.first !== place.first || last.last !== place.last;
  const passed = isNew ? [...before.passed, place].slice(-mostPassed) : before.passed;
  for (let i = passed.length - 1; i >= 0; i -= 1) {
    const at = passed[i];
    const found = at && rowsOf(at);
    if (found) return { shown: { place: at, rows: found }, passed: passed.slice(i + 1) };
  }
  return { shown: before.shown, passed };
}
