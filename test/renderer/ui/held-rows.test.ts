import { expect, test } from 'vitest';
import { followRows, noRows, type FollowedRows } from '../../../renderer/ui/held-rows.ts';

/** Three rows of a list at a place; they are there when `there` says so. */
function at(first: number) {
  return { first, last: first + 2, top: first * 10 };
}
function rowsOf(there: readonly number[]) {
  return ({ first }: { readonly first: number }) =>
    there.includes(first) ? [`${first}`, `${first + 1}`, `${first + 2}`] : null;
}
function shownFirst({ shown }: FollowedRows<string>): number | null {
  return shown?.place.first ?? null;
}

test('shows nothing before anything was there', () => {
  const followed = followRows<string>(noRows, at(0), rowsOf([]));
  expect([shownFirst(followed), followed.passed]).toEqual([null, [at(0)]]);
});

test('shows the rows of its place as soon as all are there, and forgets where it came by', () => {
  const waiting = followRows<string>(noRows, at(0), rowsOf([]));
  const followed = followRows(waiting, at(5), rowsOf([0, 5]));
  expect(followed).toEqual({ shown: { place: at(5), rows: ['5', '6', '7'] }, passed: [] });
});

test('holds the rows of before while those of its place are on their way', () => {
  const start = followRows<string>(noRows, at(0), rowsOf([0]));
  const followed = followRows(start, at(90), rowsOf([]));
  // Held as they were, though a step may have taken them from the list since.
  expect(followed.shown).toEqual({ place: at(0), rows: ['0', '1', '2'] });
});

test('follows to the newest place it came by whose rows are there', () => {
  let followed = followRows<string>(noRows, at(0), rowsOf([0]));
  for (const first of [10, 20, 30, 40]) followed = followRows(followed, at(first), rowsOf([0]));
  followed = followRows(followed, at(50), rowsOf([0, 10, 20]));
  expect([shownFirst(followed), followed.passed.map(({ first }) => first)]).toEqual([
    20,
    [30, 40, 50],
  ]);
  // What it came by before that is not gone back to.
  expect(shownFirst(followRows(followed, at(50), rowsOf([10])))).toBe(20);
});

test('keeps few places however long it is scrolled, and each once', () => {
  let followed = followRows<string>(noRows, at(0), rowsOf([0]));
  for (let first = 1; first < 2000; first += 1) {
    followed = followRows(followed, at(first), rowsOf([]));
    followed = followRows(followed, at(first), rowsOf([]));
  }
  expect(followed.passed.length).toBe(300);
  expect(followed.passed.at(-1)).toEqual(at(1999));
});
