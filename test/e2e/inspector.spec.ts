import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { articleFixture, exportOf, makeProject } from './project-files.ts';
import { caretTo, readerOf, selectByKeys } from './reading.ts';

const speech = 'that the line would lose its licence if the lists prove false';

test('a speaker is found and linked with one key, and its kind of source is known', async ({
  launch,
}, info) => {
  const { page, file, close } = await openHarbour(launch, info.outputPath('Harbour.quotemark'));
  await caretTo(page, 'van Doorn');
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Enter');
  await selectByKeys(page, speech);
  await page.keyboard.press('q');

  // The sentence credits somebody whom the cast knows.
  await page.keyboard.press('s');
  await expect(readerOf(page)).toBeFocused();
  await expect(
    card(page, 'Quotation').getByRole('button', { name: /^Ilse van Doorn/ }),
  ).toBeVisible();

  // The next one has no name: nobody of the cast, and yet settled.
  await caretTo(page, 'counted heads');
  await page.keyboard.press('q');
  await selectByKeys(page, 'a harbour official');
  await page.keyboard.press('s');
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(
    'Described source: no cast entry',
  );
  await page.keyboard.press('1');
  await expect(readerOf(page)).toBeFocused();
  await expect(card(page, 'Quotation')).toContainText('Described');
  await close();

  const { articles, entities } = await exportOf(file);
  const quotations = articles[0]?.annotations.filter(({ layer }) => layer === 'quotation') ?? [];
  expect(entities.map(({ name }) => name)).toEqual(['Ilse van Doorn']);
  expect(quotations.map(({ attributes }) => attributes)).toEqual(
    expect.arrayContaining([{ source_kind: 'described' }]),
  );
});

test('between card and text, with comments and a way back in history', async ({ launch }, info) => {
  const { page, close } = await openHarbour(launch, info.outputPath('Harbour.quotemark'));
  await caretTo(page, 'counted heads');
  await page.keyboard.press('q');
  const quotation = card(page, 'Quotation');
  await expect(quotation).toBeVisible();

  const head = quotation.getByRole('button', { name: 'Quotation', exact: true });
  await head.focus();
  await page.keyboard.press('Enter');
  await expect(readerOf(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(head).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(readerOf(page)).toBeFocused();
  await expect(quotation).toBeVisible();

  await page.getByRole('textbox', { name: 'Add a comment' }).fill('Who is this?');
  await page.keyboard.press('Control+Enter');
  const thread = page.getByRole('region', { name: 'Comments' });
  await expect(thread).toContainText('Who is this?');
  await expect(page.getByTitle('1 comment')).toBeVisible();
  await thread.getByRole('button', { name: 'Delete' }).click();
  await expect(thread).not.toContainText('Who is this?');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(thread).toContainText('Who is this?');

  await readerOf(page).focus();
  await page.keyboard.press('2');
  await page.keyboard.press('f');
  const history = page.getByRole('region', { name: 'History' });
  await history.getByRole('button', { name: 'History' }).click();
  await expect(history).toContainText('Type: Direct → Indirect');
  await history.getByRole('button', { name: /Go back to this: Mark quotation/ }).click();
  await expect(history).toContainText('Type: Indirect → Direct');
  await expect(page.getByRole('checkbox', { name: 'Doubtful' })).not.toBeChecked();
  await readerOf(page).focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('checkbox', { name: 'Doubtful' })).toBeChecked();
  await expect(page.getByText('All changes saved')).toBeVisible();
  await close();
});

function card(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

type Launch = Parameters<Parameters<typeof test>[2]>[0]['launch'];

async function openHarbour(launch: Launch, file: string) {
  await makeProject(file, [articleFixture('harbour.txt')]);
  const { page, close } = await launch({ args: [file] });
  await page.keyboard.press('Control+1');
  await expect(page.getByRole('row', { name: /night ferry ban/ })).toBeVisible();
  await page.getByRole('grid', { name: 'Articles' }).focus();
  await page.keyboard.press('Enter');
  await expect(readerOf(page)).toBeVisible();
  return { page, file, close };
}
