import { useCallback, useState } from 'react';
import { render } from 'vitest-browser-react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../renderer/ui/tokens.css';
import '../../../renderer/ui/base.css';
import { Grid, type GridColumn, type GridSelectionChange } from '../../../renderer/ui/Grid.tsx';

interface Named {
  readonly id: string;
}

const columns: readonly GridColumn<Named>[] = [
  { id: 'name', header: 'Name', track: 'minmax(80px, 1fr)', min: 80, cell: ({ id }) => id },
];
const total = 100_000;

/** A long list whose rows are there when `isThere` says so, and what the person did with it. */
async function openGrid() {
  const done: GridSelectionChange[] = [];
  const opened: number[] = [];
  let show: (isThere: (index: number) => boolean, list?: string) => void = () => undefined;
  const Owner = () => {
    const [{ isThere, list }, setRows] = useState({ isThere: (i: number) => i < 100, list: 'a' });
    const [current, setCurrent] = useState(0);
    const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
    show = (next, name = list) => setRows({ isThere: next, list: name });
    const rowAt = useCallback(
      (index: number) => (isThere(index) ? { id: `${list}-${index}` } : undefined),
      [isThere, list],
    );
    return (
      <Grid
        label="Names"
        columns={columns}
        count={total}
        rowAt={rowAt}
        list={list}
        idOf={({ id }) => id}
        selected={selected}
        onSelect={(change) => {
          done.push(change);
          if (change.kind === 'only') setSelected(new Set(change.id === null ? [] : [change.id]));
        }}
        current={current}
        onCurrentChange={setCurrent}
        onOpen={(index) => opened.push(index)}
      />
    );
  };
  const frame = document.createElement('div');
  Object.assign(frame.style, { display: 'flex', height: '400px', width: '500px' });
  document.body.replaceChildren(frame);
  await render(<Owner />, { container: frame });
  await expect.element(page.getByText('a-0', { exact: true })).toBeVisible();
  const scroller = document.querySelector('[role=rowgroup]:last-child');
  if (!scroller) throw new Error('no list');
  return {
    done,
    opened,
    scroller,
    show: (isThere: (index: number) => boolean, list?: string) => show(isThere, list),
    /** Scroll, and wait for the frame after. */
    scrollTo: async (row: number) => {
      scroller.scrollTop = row * 36;
      await frames(2);
    },
  };
}

async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await new Promise((next) => requestAnimationFrame(next));
}

/** Rows with content that are painted in the list, by where they stand. */
function shownRows(scroller: Element): string[] {
  const { top, bottom } = scroller.getBoundingClientRect();
  return [...scroller.querySelectorAll('[role=row]')]
    .map((row) => ({ row, box: row.getBoundingClientRect() }))
    .filter(({ row, box }) => box.bottom > top + 1 && box.top < bottom - 1 && row.ariaBusy === null)
    .sort((left, right) => left.box.top - right.box.top)
    .map(({ row }) => row.textContent);
}

test('holds the rows that were there while those of a far place are on their way', async () => {
  const { scroller, show, scrollTo } = await openGrid();
  const before = shownRows(scroller);
  await scrollTo(50_000);
  expect(shownRows(scroller)).toEqual(before);
  expect(scroller.ariaBusy).toBe('true');
  await scrollTo(70_000);
  expect(shownRows(scroller)).toEqual(before);
  show(() => true);
  await expect.poll(() => shownRows(scroller)[0]).toBe('a-70000');
  expect(shownRows(scroller).length).toBe(before.length);
  expect(scroller.ariaBusy).toBeNull();
});

test('follows to a place it came by whose rows have come, though it has gone on', async () => {
  const { scroller, show, scrollTo } = await openGrid();
  for (const row of [20_000, 40_000, 60_000]) await scrollTo(row);
  show((index) => index < 41_000);
  await expect.poll(() => shownRows(scroller)[0]).toBe('a-40000');
  expect(scroller.ariaBusy).toBe('true');
});

test('held rows are at once where the window is, before the page hears that it was scrolled', async () => {
  const { scroller, scrollTo } = await openGrid();
  const before = shownRows(scroller);
  await scrollTo(50_000);
  scroller.scrollTop = 80_000 * 36;
  // No frame has been, nor an event of scrolling.
  expect(shownRows(scroller)).toEqual(before);
});

test('a held row says which one it is, and a click acts on that one', async () => {
  const { done, opened, scroller, show, scrollTo } = await openGrid();
  await scrollTo(50_000);
  const held = page.getByRole('row').filter({ hasText: /^a-3$/u });
  expect(held.element().getAttribute('aria-rowindex')).toBe('5');
  await held.click();
  expect(done).toEqual([{ kind: 'only', index: 3, id: 'a-3' }]);
  await expect.poll(() => held.element().ariaSelected).toBe('true');
  await held.dblClick();
  expect(opened).toEqual([3]);
  show(() => true);
  await expect.poll(() => shownRows(scroller)[0]).toBe('a-50000');
  // The row that is selected is not one of those that came.
  expect(scroller.querySelectorAll('[aria-selected=true]').length).toBe(1);
  expect(scroller.querySelector('[aria-selected=true]')?.getAttribute('data-row')).toBe('3');
});

test('rows of another list are never held', async () => {
  const { scroller, show, scrollTo } = await openGrid();
  await scrollTo(50_000);
  show((index) => index < 100, 'b');
  await expect.poll(() => shownRows(scroller)).toEqual([]);
  expect(scroller.querySelectorAll('[aria-busy=true]').length).toBeGreaterThan(5);
});

test('the keyboard goes to the end while its rows are on their way, and the list gets no longer', async () => {
  const { scroller, show } = await openGrid();
  scroller.querySelector<HTMLElement>('[data-row="0"]')?.focus();
  const { scrollHeight } = scroller;
  await userEvent.keyboard('{End}');
  await frames(2);
  expect(shownRows(scroller)[0]).toBe('a-0');
  expect(document.activeElement?.getAttribute('data-row')).toBe(String(total - 1));
  expect(scroller.scrollHeight).toBe(scrollHeight);
  show(() => true);
  await expect.poll(() => shownRows(scroller).at(-1)).toBe(`a-${total - 1}`);
  expect(document.activeElement?.textContent).toBe(`a-${total - 1}`);
});
