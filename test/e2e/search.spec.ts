import { writeFile } from 'node:fs/promises';
import { expect, test } from './app.ts';
import { exportOf, makeProject } from './project-files.ts';
import { readerOf } from './reading.ts';

test('words are found in all articles, opened, and marked as one step, by keys alone', async ({
  launch,
}, info) => {
  const file = info.outputPath('Search.quotemark');
  const articles = ['first', 'second', 'third'].map((name) => info.outputPath(`${name}.txt`));
  for (const [i, article] of articles.entries()) {
    const body = `“The quay holds 😀,” said Ada Quill of ward ${i}.\n\nLater Ada Quill left the quay.`;
    await writeFile(article, `Quay report ${i}\n\n${body}\n`);
  }
  await makeProject(file, articles);
  const { page, close } = await launch({ args: [file] });
  await expect(page.getByRole('grid', { name: 'Articles' })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+Shift+f');
  const field = page.getByRole('combobox', { name: 'Search all articles' });
  await expect(field).toBeFocused();
  await page.keyboard.type('"ada quill" -zeppelin');
  const hits = page.getByRole('grid', { name: 'Hits' });
  await expect(hits).toHaveAttribute('aria-rowcount', '7');
  await expect(page.getByText('6 hits in 3 articles')).toBeVisible();

  // There and back: the hit is selected in the text, and the list is where it was.
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(readerOf(page)).toBeFocused();
  await expect(readerOf(page)).toContainText('of ward 1');
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('Ada Quill');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(hits.locator('[data-row="2"]')).toBeFocused();

  // Space ticks, Mod+A ticks all.
  await page.keyboard.press('Space');
  await expect(page.getByText('1 ticked')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText('6 ticked')).toBeVisible();
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Mark ticked hits' });
  await expect(dialog.getByRole('button', { name: 'Mark 6 hits' })).toBeFocused();
  await page.keyboard.press('Enter');
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages.getByText('6 marks made')).toBeVisible();
  const marksNow = async () => (await exportOf(file)).articles.flatMap((each) => each.annotations);
  const marks = await marksNow();
  expect(marks.map(({ layer, segments }) => [layer, segments[0]?.exact])).toEqual(
    Array.from({ length: 6 }, () => ['mention', 'Ada Quill']),
  );

  await page.keyboard.press('ControlOrMeta+z');
  await expect(messages.getByText('Undone: Mark 6 hits')).toBeVisible();
  expect(await marksNow()).toEqual([]);
  await close();
});

test('a search is kept in the project, and is there again with its groups', async ({
  launch,
}, info) => {
  const file = info.outputPath('Kept.quotemark');
  const article = info.outputPath('a.txt');
  await writeFile(article, 'Quay report\n\nThe quay holds. The quay shakes.\n');
  await makeProject(file, [article]);
  const first = await launch({ args: [file] });
  await expect(first.page.getByRole('grid', { name: 'Articles' })).toBeVisible();
  await first.page.keyboard.press('ControlOrMeta+Shift+f');
  await first.page.getByRole('combobox', { name: 'Search all articles' }).fill('quay -zeppelin');
  await first.page.getByText('3 hits in 1 article').waitFor();
  await first.page.getByRole('button', { name: 'Kept searches' }).click();
  await first.page.getByRole('menuitem', { name: 'Keep this search' }).click();
  await first.page.getByRole('combobox', { name: 'Search all articles' }).fill('(');
  await expect(first.page.getByRole('alert')).toContainText('never closed');
  await first.page.getByRole('button', { name: 'Kept searches' }).click();
  await first.page.getByRole('menuitem', { name: /quay -zeppelin/ }).click();
  await expect(first.page.getByText('3 hits in 1 article')).toBeVisible();
  await first.page.getByRole('button', { name: /Sort by$/ }).click();
  await first.page.getByRole('option', { name: '1st word right' }).click();
  const row = first.page.getByRole('grid', { name: 'Hits' }).locator('[data-row="0"]');
  await expect(row).toContainText('quay holds');
  await first.close();
});
