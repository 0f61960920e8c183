import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fitColumns, initialColumns } from '../../../../renderer/features/library/columns.tsx';
import { engineAnswers } from '../../canned.ts';
import { openWindow } from '../../window.tsx';

function focusedRow(): string | null {
  return document.activeElement?.getAttribute('data-row') ?? null;
}
function rowOf(id: string): Element {
  const row = document.querySelector(`[role=row][data-id="${id}"]`);
  if (row) return row;
  throw new Error(`no row of ${id}`);
}
function selectedRows(): string[] {
  return [...document.querySelectorAll('[role=row][aria-selected=true]')].map(
    (element) => element.getAttribute('data-row') ?? '',
  );
}
async function openLibrary(articles: number) {
  const opened = await openWindow({ articles });
  await expect.element(page.getByRole('grid', { name: 'Articles' })).toBeVisible();
  const first = () => document.querySelector<HTMLElement>('[data-row="0"]');
  await expect.poll(first).not.toBeNull();
  first()?.focus();
  return opened;
}

describe('the grid by keyboard', () => {
  test('moves with arrows and letters, to the ends and by pages', async () => {
    await openLibrary(3412);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}j');
    await expect.poll(focusedRow).toBe('3');
    await userEvent.keyboard('k');
    await expect.poll(focusedRow).toBe('2');
    await userEvent.keyboard('{End}');
    await expect.poll(focusedRow).toBe('3411');
    await userEvent.keyboard('{Home}');
    await expect.poll(focusedRow).toBe('0');
    await userEvent.keyboard('{PageDown}');
    await expect.poll(() => Number(focusedRow())).toBeGreaterThan(5);
  });

  test('holds only the rows near the screen', async () => {
    await openLibrary(3412);
    expect(document.querySelectorAll('[data-row]').length).toBeLessThan(60);
    expect(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')).toBe('3413');
  });

  test('holds only the rows near the screen of a narrow window too', async () => {
    const { innerWidth, innerHeight } = window;
    await page.viewport(800, 600);
    try {
      await openLibrary(3412);
      expect(document.querySelectorAll('[data-row]').length).toBeLessThan(60);
      await userEvent.keyboard('{End}');
      await expect.poll(focusedRow).toBe('3411');
      // The list comes first there: nothing beside it scrolls it away.
      const preview = document.querySelector('#library-preview');
      const view = preview?.parentElement;
      const share = () => (preview?.clientHeight ?? 0) / (view?.clientHeight ?? 1);
      await expect.poll(share).toBeGreaterThan(0.2);
      expect(share()).toBeLessThan(0.4);
      expect(view?.scrollHeight).toBe(view?.clientHeight);
    } finally {
      await page.viewport(innerWidth, innerHeight);
    }
  });

  test('extends the selection with Shift and toggles with Space', async () => {
    await openLibrary(30);
    await userEvent.keyboard('{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    await expect.poll(selectedRows).toEqual(['1', '2', '3']);
    await userEvent.keyboard(' ');
    await expect.poll(selectedRows).toEqual(['1', '2']);
  });

  test('selects all rows, those that are not loaded too, and sets the status of all in one step', async () => {
    const { inputsOf } = await openLibrary(250);
    await userEvent.keyboard('{Control>}a{/Control}');
    await expect.element(page.getByText('250 selected')).toBeVisible();
    await userEvent.keyboard('3');
    await expect.poll(() => inputsOf('engine', 'command.run')).toHaveLength(1);
    const [call] = inputsOf('engine', 'command.run');
    expect(call).toMatchObject({ name: 'article.setStatus', input: { status: 'done' } });
    expect((call as { input: { ids: string[] } }).input.ids).toHaveLength(250);
  });

  test('a digit sets the status of the current row, Delete trashes it with Undo in reach', async () => {
    const { inputsOf } = await openLibrary(30);
    await userEvent.keyboard('{ArrowDown}2');
    await userEvent.keyboard('{Delete}');
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    expect(inputsOf('engine', 'command.run')).toEqual([
      { name: 'article.setStatus', input: { ids: ['article-1'], status: 'in_progress' } },
      { name: 'article.trash', input: { ids: ['article-1'] } },
    ]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => inputsOf('engine', 'history.undo')).toHaveLength(1);
  });
});

describe('a list that is dragged by its thumb while its rows are slow to come', () => {
  test('asks for the newest place only, and draws it when it comes', async () => {
    const { scrollTo, farPages, release, shownIds } = await openSlowly();
    for (const row of [1000, 1500, 2000, 2500, 3000]) await scrollTo(row);
    expect(farPages()).toEqual([1000]);
    release();
    await expect.poll(() => shownIds()[0]).toBe('article-3000');
    expect(farPages().slice(0, 2)).toEqual([1000, 3000]);
    expect(farPages()).not.toContain(2000);
  });

  test('does to the row on screen what is done to it', async () => {
    const { scrollTo, release, shownIds, inputsOf } = await openSlowly();
    await scrollTo(2000);
    expect(shownIds()[0]).toBe('article-0');
    await userEvent.click(rowOf('article-4'));
    release();
    await expect.poll(() => shownIds()[0]).toBe('article-2000');
    await userEvent.keyboard('2');
    await expect
      .poll(() => inputsOf('engine', 'command.run'))
      .toEqual([
        { name: 'article.setStatus', input: { ids: ['article-4'], status: 'in_progress' } },
      ]);
  });
});

/** A long library whose far pages come when they are released. */
async function openSlowly() {
  const articles = 3412;
  const list = engineAnswers(articles)['article.list'];
  let released: () => void = () => undefined;
  const isReleased = new Promise<void>((resolve) => {
    released = resolve;
  });
  const opened = await openWindow({
    articles,
    engine: {
      'article.list': async (input, part) => {
        if (!list) throw new Error('no list');
        if ((input.offset ?? 0) >= 1000) await isReleased;
        return list(input, part);
      },
    },
  });
  await expect.element(page.getByRole('grid', { name: 'Articles' })).toBeVisible();
  const scroller = document.querySelector('[role=grid] [role=rowgroup]:last-child');
  await expect.poll(() => scroller?.querySelector('[data-id="article-0"]')).not.toBeNull();
  return {
    ...opened,
    release: released,
    scrollTo: async (row: number) => {
      if (scroller) scroller.scrollTop = row * 36;
      for (let i = 0; i < 2; i += 1) await new Promise((next) => requestAnimationFrame(next));
    },
    farPages: () =>
      opened
        .inputsOf('engine', 'article.list')
        .map((input) => (input as { readonly offset: number }).offset)
        .filter((offset) => offset >= 1000),
    shownIds: () => {
      const top = scroller?.getBoundingClientRect().top ?? 0;
      return [...(scroller?.querySelectorAll('[data-id]') ?? [])]
        .filter((row) => row.getBoundingClientRect().bottom > top + 1)
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((row) => row.getAttribute('data-id') ?? '');
    },
  };
}

test('the slash goes to the filter, Enter from there to the list', async () => {
  await openLibrary(30);
  await userEvent.keyboard('/');
  await userEvent.keyboard('statement');
  await expect.element(page.getByText('6 articles', { exact: true })).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.poll(focusedRow).toBe('0');
});

test('a filter that finds nothing says so and can be cleared', async () => {
  await openLibrary(30);
  await page.getByRole('searchbox', { name: 'Filter articles' }).fill('zzzz');
  await expect.element(page.getByText('No article matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect.element(page.getByText('30 articles', { exact: true })).toBeVisible();
});

test('a column header sorts, a second time the other way', async () => {
  const { inputsOf } = await openLibrary(30);
  await page.getByRole('button', { name: 'Sort by Publisher' }).click();
  await page.getByRole('button', { name: 'Sort by Publisher' }).click();
  await expect
    .poll(() => inputsOf('engine', 'article.list').at(-1))
    .toMatchObject({ sort: 'publisher', descending: true });
});

test('metadata is corrected in place and saved when the field is left', async () => {
  const { inputsOf } = await openLibrary(5);
  const field = page.getByRole('textbox', { name: 'Publisher' });
  await expect.element(field).toHaveValue('The Harbour Post');
  await field.fill('The Bay Post');
  await userEvent.keyboard('{Tab}');
  await expect
    .poll(() => inputsOf('engine', 'command.run'))
    .toEqual([{ name: 'article.update', input: { id: 'article-0', publisher: 'The Bay Post' } }]);
});

test('an empty project says how to begin', async () => {
  await openWindow({ articles: 0 });
  await expect.element(page.getByText('Add your first article')).toBeVisible();
  await expect.element(page.getByRole('button', { name: /Add articles/ })).toHaveFocus();
});

test('where the list is narrow, columns give way to the title, but never the one that it is sorted by', () => {
  const room = { width: 660, widths: {}, sort: null };
  const narrow = ['title', 'publisher', 'published', 'quotations', 'mentions', 'claims', 'status'];
  expect(fitColumns(initialColumns, room)).toEqual(narrow);
  expect(fitColumns(initialColumns, { ...room, sort: 'updated' })).toEqual([
    ...narrow.filter((name) => name !== 'publisher'),
    'updated',
  ]);
  expect(fitColumns(initialColumns, { ...room, width: 1000 })).toEqual(initialColumns);
  expect(fitColumns(initialColumns, { ...room, width: null })).toEqual(initialColumns);
  // Who has chosen columns, or given the title a width, wants the list as it is.
  expect(fitColumns(['title', 'byline'], { ...room, width: 200 })).toEqual(['title', 'byline']);
  expect(fitColumns(initialColumns, { ...room, widths: { title: 300 } })).toEqual(initialColumns);
});
