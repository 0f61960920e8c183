import type { Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './app.ts';
import { exportOf, makeProject } from './project-files.ts';
import { readerOf } from './reading.ts';

const titles = ['Alder strike goes on', 'Birch strike ends', 'Cedar harvest', 'Dogwood in bloom'];

async function makeLibrary(folder: string): Promise<string> {
  const sources = titles.map((_, i) => path.join(folder, `${i}.txt`));
  for (const [i, source] of sources.entries()) {
    await writeFile(source, `${titles[i]}\n\nThe council met on Monday and put off vote ${i}.\n`);
  }
  const file = path.join(folder, 'Trees.quotemark');
  await makeProject(file, sources);
  return file;
}

const rowOf = (page: Page, index: number) => page.locator(`[role=row][data-row="${index}"]`);
const tagsField = (page: Page) => page.getByRole('combobox', { name: 'Tags' });

test('a tagged work list is finished one by one, and bulk work is undone in one step', async ({
  launch,
}, info) => {
  const file = await makeLibrary(info.outputPath());
  const { page } = await launch({ args: [file] });
  await expect(rowOf(page, 0)).toBeFocused();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('t');
  await expect(tagsField(page)).toBeFocused();
  await page.keyboard.type('strike');
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByText('2 articles tagged “strike”').first()).toBeVisible();

  const panel = page.getByRole('complementary', { name: 'Filters' });
  if (!(await panel.isVisible())) await page.keyboard.press('ControlOrMeta+Shift+l');
  await panel.getByRole('checkbox', { name: 'strike, 2' }).click();
  await expect(page.getByText('2 articles', { exact: true })).toBeVisible();
  await rowOf(page, 0).focus();
  await page.keyboard.press('Enter');
  await expect(readerOf(page)).toBeFocused();
  await expect(page.getByText('1 of 2')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('region', { name: 'Article' })).toContainText('Birch strike ends');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('That was the last unfinished article.').first()).toBeVisible();

  await readerOf(page).focus();
  await page.keyboard.press('t');
  await expect(tagsField(page)).toBeFocused();
  await page.keyboard.type('strike');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 article no longer tagged “strike”').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText('Undone: Tag article').first()).toBeVisible();

  await page.keyboard.press('ControlOrMeta+1');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(page.getByText('4 articles', { exact: true })).toBeVisible();
  await rowOf(page, 0).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText('4 selected')).toBeVisible();
  await page.keyboard.press('5');
  await expect(page.getByText('4 articles: Final').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('button', { name: 'Done 2' })).toBeVisible();
  const { articles } = await exportOf(file);
  const tagged = articles.filter(({ tags }) => tags.includes('strike'));
  expect(tagged.map(({ title }) => title).sort()).toEqual(titles.slice(0, 2));
});

test('everything in the trash is said, and comes back together', async ({ launch }, info) => {
  const { page } = await launch({ args: [await makeLibrary(info.outputPath())] });
  await expect(rowOf(page, 0)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText('4 selected')).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(page.getByText('Every article is in the trash')).toBeVisible();
  await page.getByRole('button', { name: 'Open the trash' }).click();
  await expect(page.getByText(/nothing is deleted for good/)).toBeVisible();
  await rowOf(page, 0).focus();
  await page.keyboard.press('ControlOrMeta+a');
  const bar = page.getByRole('toolbar', { name: 'Selected articles' });
  await bar.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('4 articles restored').first()).toBeVisible();
  await page.getByRole('button', { name: 'Back to the library' }).click();
  await expect(page.getByText('4 articles', { exact: true })).toBeVisible();
});

test('columns, widths and the filter are as they were left', async ({ launch }, info) => {
  const file = await makeLibrary(info.outputPath());
  const first = await launch({ args: [file] });
  await expect(rowOf(first.page, 0)).toBeFocused();
  await first.page.getByRole('button', { name: 'New 4' }).click();
  await expect(first.page.getByRole('button', { name: 'Clear', exact: true })).toBeVisible();
  await first.page.getByRole('button', { name: 'Columns' }).click();
  await first.page.getByRole('dialog', { name: 'Columns' }).getByText('Language').click();
  await first.page.keyboard.press('Escape');
  await first.page.getByRole('button', { name: 'Sort by Language' }).press('Shift+ArrowRight');
  const head = (page: Page) => page.getByRole('columnheader', { name: 'Language' });
  const width = await head(first.page).evaluate((cell) => cell.clientWidth);
  await first.close();
  const { page } = await launch({ args: [file], profile: first.profile });
  await expect(head(page)).toBeVisible();
  expect(await head(page).evaluate((cell) => cell.clientWidth)).toBe(width);
  await expect(page.getByRole('button', { name: 'Clear', exact: true })).toBeVisible();
});
