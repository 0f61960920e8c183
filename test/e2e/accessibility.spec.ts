import type { Page, TestInfo } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { expect, test, type LaunchOptions, type RunningApp } from './app.ts';
import { check, listCutOff } from './faults.ts';
import { articleFixture } from './project-files.ts';
import { readerOf, selectByMouse } from './reading.ts';

const article = 'Thousands told to leave';

test('the Annotate view has no accessibility fault', async ({ launch }, info) => {
  test.setTimeout(120_000);
  const { page } = await openSample(await launch(ownHome(info)));
  await check(page, 'nothing selected');

  await chooseMark(page, 'Quotations', 'We are not waiting');
  await expect(page.getByRole('region', { name: 'Quotation', exact: true })).toBeVisible();
  await check(page, 'quotation card');

  await page.getByRole('button', { name: 'History' }).click();
  await readerOf(page).focus();
  await page.keyboard.press('s');
  await expect(page.getByRole('combobox', { name: 'Speaker' })).toBeFocused();
  await check(page, 'speaker picker');
  await page.keyboard.press('Escape');

  await chooseMark(page, 'Entities', 'Ilka Torvane');
  await expect(page.getByRole('region', { name: 'Entity' })).toBeVisible();
  await check(page, 'entity card');

  await chooseMark(page, 'Claims', 'disputed');
  await readerOf(page).focus();
  await page.keyboard.press('b');
  await expect(page.getByRole('textbox', { name: 'What it is' })).toBeFocused();
  await check(page, 'claim card with the evidence form');
  await page.keyboard.press('Escape');

  await selectByMouse(page, 'provincial crisis centre');
  await expect(page.getByRole('toolbar', { name: 'Mark the selection' })).toBeVisible();
  await check(page, 'adder');
});

test('the Search view has no accessibility fault', async ({ launch }, info) => {
  const { page } = await openSample(await launch(ownHome(info)));
  await page.keyboard.press('ControlOrMeta+Shift+f');
  const field = page.getByRole('combobox', { name: 'Search all articles' });
  await expect(field).toBeFocused();
  await check(page, 'search, empty');
  await field.fill('dam');
  await page.getByRole('grid', { name: 'Hits' }).getByRole('row').nth(2).waitFor();
  await field.press('Enter');
  await page.keyboard.press('Space');
  await check(page, 'hits');
  await page.getByRole('button', { name: /Group by$/ }).click();
  await page.getByRole('option', { name: 'Publisher' }).click();
  await expect(page.getByRole('navigation', { name: 'Groups of hits' })).toContainText(
    'Radio Ostrel',
  );
  await check(page, 'groups of hits');
  await page.getByRole('button', { name: 'Mark ticked…' }).click();
  await expect(page.getByRole('dialog', { name: 'Mark ticked hits' })).toBeVisible();
  await check(page, 'marking hits');
  await page.keyboard.press('Escape');
  await field.fill('(dam');
  await expect(page.getByRole('alert')).toContainText('Character 1');
  await check(page, 'bad query');
  await field.fill('zzzz');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await check(page, 'nothing found');
});

test('the library and the dialogs have no accessibility fault', async ({ launch }, info) => {
  test.setTimeout(120_000);
  const running = await launch(ownHome(info));
  const { page, dialogs } = running;
  await openProject(page);
  await check(page, 'library');

  await page.keyboard.press('ControlOrMeta+Shift+n');
  await expect(page.getByRole('dialog', { name: 'New article' })).toBeVisible();
  await page.getByRole('dialog').locator('[contenteditable=true]').fill('Some words.');
  await check(page, 'compose');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).click();

  const refused = info.outputPath('picture.txt');
  await writeFile(refused, new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 0, 2]));
  await dialogs.answerOpen([articleFixture('harbour.txt')]);
  await page.keyboard.press('ControlOrMeta+Shift+a');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toBeFocused();
  await check(page, 'import of one file');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await dialogs.answerOpen([articleFixture('harbour.txt'), refused]);
  await page.keyboard.press('ControlOrMeta+Shift+a');
  await expect(page.getByRole('option', { name: /picture/ })).toBeVisible();
  await check(page, 'import of two files');
  await page.getByRole('option', { name: /picture/ }).click();
  await check(page, 'import, the refused file');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+Shift+x');
  await expect(page.getByRole('dialog', { name: 'Export' })).toContainText('"format"');
  await check(page, 'export');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+,');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await check(page, 'settings');
});

test('the library with a filter and a selection has no accessibility fault', async ({
  launch,
}, info) => {
  const { page } = await launch(ownHome(info));
  await openProject(page);
  const panel = page.getByRole('complementary', { name: 'Filters' });
  if (!(await panel.isVisible())) await page.keyboard.press('ControlOrMeta+Shift+l');
  await panel.getByRole('checkbox', { name: /^English/ }).click();
  await page.locator('[role=row][data-row="0"]').focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('toolbar', { name: 'Selected articles' })).toBeVisible();
  await check(page, 'library with a filter and a selection');
  await page.keyboard.press('t');
  await expect(page.getByRole('combobox', { name: 'Tags' })).toBeFocused();
  await check(page, 'tag picker');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Columns' }).click();
  await expect(page.getByRole('dialog', { name: 'Columns' })).toBeVisible();
  await check(page, 'columns');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Saved filters' }).click();
  await page.getByRole('menuitem', { name: /Save or remove/ }).click();
  await expect(page.getByRole('dialog', { name: 'Saved filters' })).toBeVisible();
  await check(page, 'saved filters');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('at 200 % in a window of 1280×800 nothing is out of reach', async ({ launch }, info) => {
  const running = await openSample(await launch(ownHome(info)));
  const { app, page } = running;
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    window?.setContentSize(1280, 800);
    window?.webContents.setZoomFactor(2);
  });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(640);

  // There is no room beside the text: the panes come over it when they are asked for.
  const outline = page.getByRole('button', { name: 'Outline', exact: true });
  await expect(page.getByRole('complementary')).toHaveCount(0);
  const reader = await readerOf(page).boundingBox();
  expect(reader?.width, 'width of the text').toBeGreaterThan(400);
  await outline.click();
  await chooseMark(page, 'Claims', 'disputed');
  expect(await listCutOff(page), 'outline').toEqual([]);
  await readerOf(page).focus();
  await page.keyboard.press('b');
  const field = page.getByRole('textbox', { name: 'What it is' });
  await expect(field).toBeFocused();
  await expect(field).toBeInViewport();
  const remove = page.getByRole('button', { name: /Delete mark/ });
  await remove.scrollIntoViewIfNeeded();
  await expect(remove).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  expect(await listCutOff(page), 'annotate').toEqual([]);
  await readerOf(page).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+1');
  await expect(page.getByRole('grid', { name: 'Articles' })).toBeVisible();
  expect(await listCutOff(page), 'library').toEqual([]);

  for (const [keys, name] of [
    ['ControlOrMeta+Shift+x', 'Export'],
    ['ControlOrMeta+Shift+n', 'New article'],
    ['ControlOrMeta+,', 'Settings'],
  ] as const) {
    await page.keyboard.press(keys);
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog).toBeVisible();
    expect(await listCutOff(page), name).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
});

test('the focus is where the keys are wanted', async ({ launch }, info) => {
  const { page } = await launch(ownHome(info));
  await openProject(page);
  const first = page.locator('[role=row][data-row="0"]');
  await expect(first).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[role=row][data-row="1"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(readerOf(page)).toBeFocused();

  // Tab leaves the text, and Shift+Tab comes back.
  await page.keyboard.press('Tab');
  await expect(readerOf(page)).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(readerOf(page)).toBeFocused();

  await page.getByRole('searchbox', { name: 'Filter marks' }).focus();
  await page.keyboard.press('ControlOrMeta+2');
  await expect(readerOf(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+1');
  await expect(page.getByRole('row').and(page.locator('[tabindex="0"]'))).toBeFocused();
  await page.getByRole('searchbox').focus();
  await page.keyboard.press('ControlOrMeta+1');
  await expect(page.getByRole('row').and(page.locator('[tabindex="0"]'))).toBeFocused();
  await page.keyboard.press('ControlOrMeta+2');
  await expect(readerOf(page)).toBeFocused();
});

/** A person without files: the sample project is made anew. */
function ownHome(info: TestInfo): LaunchOptions {
  const home = info.outputPath();
  return { env: { HOME: home, XDG_CONFIG_HOME: home } };
}

async function openProject(page: Page): Promise<void> {
  await page.getByRole('button', { name: /sample project/ }).click();
  await expect(page.getByRole('row', { name: article })).toBeVisible();
}

async function openSample(running: RunningApp): Promise<RunningApp> {
  const { page } = running;
  await openProject(page);
  await page.getByRole('row', { name: article }).dblclick();
  await expect(readerOf(page)).toBeVisible();
  return running;
}

/** Choose the first mark of a kind that the outline finds by some words of it. */
async function chooseMark(page: Page, kind: string, words: string): Promise<void> {
  const kinds = page.getByRole('group', { name: 'Kinds of marks' });
  for (const button of await kinds.getByRole('button').all()) {
    const isWanted = (await button.getAttribute('aria-label'))?.startsWith(kind) ?? false;
    if (((await button.getAttribute('aria-pressed')) === 'true') !== isWanted) await button.click();
  }
  await page.getByRole('searchbox', { name: 'Filter marks' }).fill(words);
  await page.getByRole('option').filter({ hasText: words }).first().click();
}
