import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { caretTo, readerOf, selectByKeys } from './reading.ts';

const article = `Two regional hospitals to close in the spring

By Ana Ruiz
March 12, 2026

Two regional hospitals are to close in the spring, the ministry said on Thursday.

"We signed in the open, and everyone was told in March," the finance minister, Tom Okafor, said.
`;

test('from an empty window to a dataset by keys alone', async ({ page, dialogs }, info) => {
  const source = path.join(info.outputPath(), 'closures.txt');
  const target = path.join(info.outputPath(), 'out.json');
  await writeFile(source, article);
  await dialogs.answerSave(path.join(info.outputPath(), 'Hospitals.quotemark'));
  await expect(page.getByRole('button', { name: /New project/ })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+n');
  await expect(page.getByText('Add your first article')).toBeVisible();
  await dialogs.answerOpen([source]);
  await page.keyboard.press('ControlOrMeta+Shift+a');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(readerOf(page)).toBeFocused();

  await caretTo(page, 'signed in the open');
  await page.keyboard.press('q');
  await expect(status(page)).toContainText('ITEM quotation 1/1');
  await selectByKeys(page, 'the finance minister, Tom Okafor');
  await page.keyboard.press('s');
  await page.getByRole('combobox', { name: 'Speaker' }).press('Enter');
  await selectByKeys(page, 'Tom Okafor');
  await page.keyboard.press('e');
  await expect(status(page)).toContainText('ITEM entity 1/1');

  // A key of one's own, recorded with keys.
  await page.keyboard.press('ControlOrMeta+,');
  await page.getByRole('searchbox', { name: 'Find a command or key' }).fill('mark claim');
  await page.getByRole('button', { name: 'Mark claim: C. Change' }).press('Enter');
  await page.keyboard.press('w');
  await expect(page.getByRole('button', { name: 'Mark claim: W. Change' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await selectByKeys(page, 'Two regional hospitals are to close in the spring');
  await page.keyboard.press('w');
  await expect(status(page)).toContainText('ITEM claim 1/1');

  await page.keyboard.press('ControlOrMeta+1');
  await expect(page.getByRole('grid', { name: 'Articles' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(readerOf(page)).toBeVisible();
  await expect(status(page)).toContainText('ITEM claim 1/1');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText(/last unfinished article/).first()).toBeVisible();

  await dialogs.answerSave(target);
  await page.keyboard.press('ControlOrMeta+Shift+x');
  await expect(page.getByText(/1 article · /)).toBeVisible();
  const write = page.getByRole('dialog').getByRole('button', { name: 'Export…' });
  for (let presses = 0; presses < 20; presses += 1) {
    if (await write.evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Export finished' })).toBeVisible();
  const written = JSON.parse(await readFile(target, 'utf8'));
  const layers = written.articles[0].annotations.map(({ layer }: { layer: string }) => layer);
  expect(layers.sort()).toEqual(['claim', 'mention', 'quotation']);
  expect(written.articles[0].annotations.some(({ speaker }: { speaker: unknown }) => speaker)).toBe(
    true,
  );
});

function status(page: Page) {
  return page.getByRole('contentinfo');
}
