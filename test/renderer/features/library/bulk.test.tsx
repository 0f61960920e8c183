import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { buildRow } from '../../canned.ts';
import { openWindow } from '../../window.tsx';

async function openLibrary(articles: number, engine = {}) {
  const opened = await openWindow({ articles, engine });
  await expect.element(page.getByRole('grid', { name: 'Articles' })).toBeVisible();
  const first = () => document.querySelector<HTMLElement>('[data-row="0"]');
  await expect.poll(first).not.toBeNull();
  first()?.focus();
  const commands = () => opened.inputsOf('engine', 'command.run');
  return { ...opened, commands };
}

describe('the filter panel', () => {
  const openPanel = async () => {
    const opened = await openLibrary(30);
    if (!document.querySelector('#library-facets')) {
      await page.getByRole('button', { name: 'Filters' }).click();
    }
    await expect.element(page.getByRole('checkbox', { name: 'health, 12' })).toBeVisible();
    return opened;
  };
  const lastList = (opened: Awaited<ReturnType<typeof openPanel>>) => () =>
    opened.inputsOf('engine', 'article.list').at(-1);

  test('narrows by a value, shows it as a chip, and the chip takes it away', async () => {
    const opened = await openPanel();
    await page.getByRole('checkbox', { name: 'health, 12' }).click();
    await expect.poll(lastList(opened)).toMatchObject({ tags: ['health'] });
    await page.getByRole('button', { name: 'Remove filter health' }).click();
    await expect.element(page.getByRole('checkbox', { name: 'health, 12' })).not.toBeChecked();
  });

  test('chooses a year, then a month of it, and goes back by pressing again', async () => {
    const opened = await openPanel();
    await page.getByRole('checkbox', { name: /^2026,/ }).click();
    await expect
      .poll(lastList(opened))
      .toMatchObject({ publishedFrom: '2026', publishedTo: '2026' });
    await page.getByRole('checkbox', { name: /^Mar 2026,/ }).click();
    await expect.poll(lastList(opened)).toMatchObject({ publishedFrom: '2026-03' });
    await page.getByRole('checkbox', { name: /^Mar 2026,/ }).click();
    await expect.element(page.getByRole('checkbox', { name: /^2026,/ })).toBeChecked();
    await page.getByRole('checkbox', { name: /^2026,/ }).click();
    await expect.element(page.getByRole('checkbox', { name: /^2026,/ })).not.toBeChecked();
  });

  test('is gone through with arrows, and folds', async () => {
    await openPanel();
    const heading = page.getByRole('button', { name: 'Publisher', exact: true });
    (heading.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Northern Wire, 11');
    await heading.click();
    await expect.element(heading).toHaveAttribute('aria-expanded', 'false');
  });

  test('saves the filter with the project under a name', async () => {
    const { commands } = await openPanel();
    await page.getByRole('checkbox', { name: 'health, 12' }).click();
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('menuitem', { name: 'Save or remove filters…' }).click();
    await expect.element(page.getByRole('textbox', { name: /Name of/ })).toHaveValue('health');
    await userEvent.keyboard('{Enter}');
    await expect
      .poll(() => commands().at(-1))
      .toMatchObject({
        name: 'project.update',
        input: { settings: { savedFilters: [{ name: 'health', filter: { tags: ['health'] } }] } },
      });
  });
});

describe('several articles at once', () => {
  test('T adds a tag to all, takes away what all have, and makes a new one', async () => {
    const { commands } = await openLibrary(30);
    await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}t');
    await expect.element(page.getByRole('combobox', { name: 'Tags' })).toHaveFocus();
    await expect.element(page.getByText('on 1 of 3')).toBeVisible();
    await userEvent.keyboard('heal{Enter}');
    const ids = ['article-0', 'article-1', 'article-2'];
    const tagged = (change: object) => ({ name: 'article.tag', input: { ids, ...change } });
    await expect.poll(() => commands().at(-1)).toEqual(tagged({ add: ['health'] }));
    await expect.element(page.getByText('3 articles tagged “health”').first()).toBeVisible();
    document.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus();
    await userEvent.keyboard('t');
    await expect.element(page.getByRole('combobox', { name: 'Tags' })).toHaveFocus();
    await userEvent.keyboard('budget{Enter}');
    await expect.poll(() => commands().at(-1)).toEqual(tagged({ remove: ['budget'] }));
    document.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus();
    await userEvent.keyboard('t');
    await expect.element(page.getByRole('combobox', { name: 'Tags' })).toHaveFocus();
    await userEvent.keyboard('strike{Shift>}{Enter}{/Shift}');
    await expect.poll(() => commands().at(-1)).toEqual(tagged({ add: ['strike'] }));
  });

  test('the bar offers what can be done, and exports only what is selected', async () => {
    const { inputsOf, commands } = await openLibrary(30, {
      'command.run': ({ name }: { name: string }) => ({ stepId: 's', label: name, changes: [], value: { count: 2 } }),
    }); // prettier-ignore
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    const bar = page.getByRole('toolbar', { name: 'Selected articles' });
    await expect.element(bar.getByText('2 selected')).toBeVisible();
    await bar.getByRole('button', { name: 'Assign' }).click();
    await expect.element(page.getByRole('combobox', { name: 'Assign to' })).toHaveFocus();
    await userEvent.keyboard('1');
    await expect
      .poll(() => commands().at(-1))
      .toEqual({
        name: 'article.assign',
        input: { ids: ['article-0', 'article-1'], annotatorId: 'ann' },
      });
    await expect
      .element(page.getByText('2 articles assigned to Ann Example').first())
      .toBeVisible();
    await bar.getByRole('button', { name: 'Export' }).click();
    await expect
      .poll(() => inputsOf('engine', 'export.preview').at(-1))
      .toMatchObject({ articleIds: ['article-0', 'article-1'] });
    await userEvent.keyboard('{Escape}');
  });
});

test('what is done right after a range was selected is done to all of it', async () => {
  const { commands } = await openLibrary(30);
  await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}2');
  await expect
    .poll(() => commands().at(-1))
    .toMatchObject({ input: { ids: ['article-0', 'article-1'], status: 'in_progress' } });
});

describe('columns', () => {
  test('are chosen, and given a width by key and pointer', async () => {
    await openLibrary(30);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('dialog', { name: 'Columns' }).getByText('Byline').click();
    await userEvent.keyboard('{Escape}');
    const head = page.getByRole('columnheader', { name: 'Byline' });
    await expect.element(head).toBeVisible();
    const width = () => (head.element() as HTMLElement).offsetWidth;
    const before = width();
    (page.getByRole('button', { name: 'Sort by Byline' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    await expect.poll(width).toBe(before + 32);
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
    await expect.poll(width).toBe(before + 16);
  });
});

test('the keyboard stays on its article when a step moves it in the list', async () => {
  let isMoved = false;
  const { clients } = await openLibrary(30, {
    'article.place': () => ({ index: 7, total: 30, done: 0, of: 30 }),
    'article.list': ({ offset = 0 }: { offset?: number }) => listRows(isMoved, offset),
  });
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  await expect.poll(currentId).toBe('article-2');
  isMoved = true;
  clients.engine.emit('step', {
    stepId: 's',
    label: 'Set status',
    command: 'article.setStatus',
    value: null,
    history: { undo: 'Set status', redo: null },
    changes: [{ type: 'article', id: 'article-2', before: null, after: null }],
  });
  await expect.poll(() => document.activeElement?.getAttribute('data-row')).toBe('7');
  expect(currentId()).toBe('article-2');
});

test('coming back does not take the keyboard from a row that was clicked meanwhile', async () => {
  let answer: (place: unknown) => void = () => undefined;
  const place = new Promise((resolve) => (answer = resolve));
  const { frame, inputsOf } = await openLibrary(30, { 'article.place': () => place });
  const workspace = frame.opened.getState();
  await workspace?.openArticle('article-7');
  await expect.element(page.getByRole('textbox', { name: /^Article text/ })).toBeVisible();
  const askedBefore = inputsOf('engine', 'article.place').length;
  workspace?.go('library');
  await expect.poll(() => inputsOf('engine', 'article.place').length).toBeGreaterThan(askedBefore);
  await page.getByRole('row').nth(3).click();
  const clicked = currentId();
  expect(clicked).not.toBe('article-7');
  answer({ index: 7, total: 30, done: 0, of: 30 });
  await expect.poll(currentId).toBe(clicked);
  await userEvent.keyboard('{ArrowDown}{ArrowUp}');
  expect(currentId()).toBe(clicked);
});

function currentId(): string | null {
  return document.querySelector('[role=row][tabindex="0"]')?.getAttribute('data-id') ?? null;
}

/** Thirty rows; after the step the third one stands at place 7. */
function listRows(isMoved: boolean, offset: number) {
  const ids = Array.from({ length: 30 }, (_, index) => `article-${index}`);
  if (isMoved) ids.splice(7, 0, ...ids.splice(2, 1));
  const rows = ids.map((id) => ({ ...buildRow(Number(id.split('-')[1])), id }));
  const byStatus = { new: 30, in_progress: 0, done: 0, in_review: 0, final: 0 };
  return { total: 30, rows: rows.slice(offset), byStatus, trashed: 0 };
}
