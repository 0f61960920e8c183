import { readFile, writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { articleFixture, makeProject } from './project-files.ts';
import { readerOf, selectByKeys, textOf } from './reading.ts';

const minister = 'Ilse van Doorn';

async function runCommand(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command or article' }).fill(name);
  await page
    .getByRole('option', { name: new RegExp(name) })
    .first()
    .click();
}

async function openArticle(page: Page): Promise<void> {
  await page.keyboard.press('Control+1');
  await expect(page.getByRole('row', { name: /night ferry ban/ })).toBeVisible();
  await page.getByRole('grid', { name: 'Articles' }).focus();
  await page.keyboard.press('Enter');
  await expect(readerOf(page)).toBeVisible();
}

/** Select the first occurrence of some words of an editable text, as a mouse would. */
async function selectWords(text: Locator, words: string): Promise<void> {
  await text.evaluate((root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at >= 0) return getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
    }
    throw new Error(`The text does not say: ${wanted}`);
  }, words);
}

test('correct the text: marks are reported, carried, unplaced, placed again and taken back', async ({
  launch,
}, info) => {
  const file = info.outputPath('Harbour.quotemark');
  await makeProject(file, [articleFixture('harbour.txt')]);
  const { page } = await launch({ args: [file] });
  await openArticle(page);
  for (const words of [minister, 'a harbour official']) {
    await selectByKeys(page, words);
    await page.keyboard.press('e');
  }
  const original = await textOf(page);
  const marks = readerOf(page).locator('[data-ann]');
  await expect(marks).toHaveText([/a harbour official/, minister]);

  // A sentence goes in front, a name goes away; finishing the article is off meanwhile.
  await runCommand(page, 'Edit text');
  const editing = page.getByRole('dialog', { name: 'Edit text' });
  await expect(editing).toContainText('Editing text');
  const editor = editing.getByRole('textbox', { name: 'Article text' });
  await selectWords(editor, 'Harbour board');
  await page.keyboard.type('Corrected. Harbour board');
  await editor.press('Control+Enter');
  await expect(editing).toContainText('off while the text is edited');
  await selectWords(editor, minister);
  await page.keyboard.press('Delete');
  await editing.getByRole('button', { name: 'Review marks…' }).click();

  const report = page.getByRole('dialog', { name: 'Marks in the new text' });
  await expect(report).toContainText('1 mark untouched, 1 without words.');
  await expect(report.getByRole('radio', { name: 'Leave unplaced' })).toBeChecked();

  // Back to the text: it can still be undone there, and done again.
  await report.getByRole('button', { name: 'Back to the text' }).click();
  await expect(editor).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(editor).toContainText(minister);
  await page.keyboard.press('Control+Shift+z');
  await editing.getByRole('button', { name: 'Review marks…' }).click();
  await report.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // The mark that moved is on its words; the lost one waits in the tray and is not drawn.
  expect(await textOf(page)).toMatch(/^Corrected\. /);
  await expect(marks).toHaveText([/a harbour official/]);
  const tray = page.getByRole('list', { name: 'Unplaced marks' });
  await expect(tray).toContainText(minister);
  await selectByKeys(page, 'Transport Minister');
  await tray.getByRole('button', { name: 'Place on selection' }).click();
  await expect(tray).toHaveCount(0);
  await expect(marks).toHaveText([/a harbour official/, 'Transport Minister']);

  // The texts that were, with what changed.
  await runCommand(page, 'Versions');
  const versions = page.getByRole('dialog', { name: 'Versions of the text' });
  await expect(versions.locator('ins')).toContainText(['Corrected']);
  await expect(versions.locator('del')).toContainText([minister]);
  await versions.getByRole('button', { name: 'Next change' }).click();
  await expect(versions).toContainText('Change 2 of 2');
  await expect(versions.locator('del')).toBeInViewport();
  await versions.getByRole('button', { name: /Original/ }).click();
  await expect(versions.getByRole('region', { name: 'Text', exact: true })).toContainText(minister);
  await page.keyboard.press('Escape');

  // One step each: the old text is back with its marks.
  await page.keyboard.press('Control+z');
  await expect(tray).toContainText(minister);
  await page.keyboard.press('Control+z');
  await expect(marks).toHaveText([/a harbour official/, minister]);
  expect(await textOf(page)).toBe(original);
});

test('cancelling asks only when the text was changed', async ({ launch }, info) => {
  const file = info.outputPath('Harbour.quotemark');
  await makeProject(file, [articleFixture('harbour.txt')]);
  const { page } = await launch({ args: [file] });
  await openArticle(page);
  await runCommand(page, 'Edit text');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await runCommand(page, 'Edit text');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Article text' }).press('x');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('editing begins where the person was reading', async ({ launch }, info) => {
  const file = info.outputPath('Harbour.quotemark');
  await makeProject(file, [articleFixture('harbour.txt')]);
  const { page } = await launch({ args: [file] });
  await openArticle(page);
  await selectByKeys(page, 'the shipyard');
  await runCommand(page, 'Edit text');
  const editor = page.getByRole('dialog').getByRole('textbox', { name: 'Article text' });
  await expect(editor).toBeFocused();
  await page.keyboard.type(' itself');
  await expect(editor).toContainText('the shipyard itself');
});

test('a new version of the article keeps the marks whose words it has', async ({
  launch,
}, info) => {
  const file = info.outputPath('Harbour.quotemark');
  await makeProject(file, [articleFixture('harbour.txt')]);
  const { page, dialogs } = await launch({ args: [file] });
  await openArticle(page);
  await selectByKeys(page, minister);
  await page.keyboard.press('e');
  const version = info.outputPath('second edition.txt');
  const text = await readFile(articleFixture('harbour.txt'), 'utf8');
  await writeFile(version, text.replace(minister, 'Jan Kuiper'));
  await dialogs.answerOpen([version]);
  await runCommand(page, 'Import as new version');
  const report = page.getByRole('dialog', { name: 'New version' });
  await expect(report).toContainText('0 marks untouched, 1 without words.');
  await expect(report.getByRole('textbox', { name: 'Reason' })).toHaveValue(/second edition\.txt/);
  await report.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('list', { name: 'Unplaced marks' })).toContainText(minister);
});
