import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { articleFixture, exportOf, makeProject } from './project-files.ts';
import { caretTo, clickOn, readerOf, selectByKeys, selectByMouse } from './reading.ts';

const convention =
  '"A ship that sails overloaded breaks the U.N. convention which this country signed,"';
const callOn = '"(We) call on every line to count its passengers at the gate."';

test('Q takes the quotation at the caret, a trimmed selection wins over the selected mark, L is one step', async ({
  launch,
}, info) => {
  const { page, file, close } = await openHarbour(launch, info.outputPath('Harbour.quotemark'));
  await caretTo(page, 'sails overloaded');
  await page.keyboard.press('q');
  await expect(mode(page)).toHaveText(/ITEM quotation 1\/1/);
  await selectByKeys(page, ' Transport Minister ');
  await page.keyboard.press('2');
  await expect(mode(page)).toHaveText(/ITEM entity 1\/1/);
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await page.keyboard.press('Shift+L');
  await expect.poll(() => wordsOf(file)).toContain('span: Transport Minister Ilse');
  await page.keyboard.press('Control+z');
  await expect.poll(() => wordsOf(file)).toContain('span: Transport Minister');

  // An undo right after a key takes back what that key did.
  await clickOn(page, 'Transport Minister');
  await page.keyboard.press('l');
  await page.keyboard.press('Control+z');
  await expect.poll(() => wordsOf(file)).toEqual([`content: ${convention}`, 'span: Transport Minister']); // prettier-ignore

  // The second quotation of the paragraph becomes a piece of the first.
  await caretTo(page, 'call on every line');
  await page.keyboard.press('q');
  await expect(mode(page)).toHaveText(/ITEM quotation 2\/2/);
  await page.keyboard.press('Shift+Q');
  const joined = `content: ${convention} | content: ${callOn}`;
  await expect.poll(() => wordsOf(file)).toContain(joined);

  // Cut out of it again, and made a claim.
  await caretTo(page, 'every line to count');
  await run(page, 'Split mark here');
  await expect.poll(() => wordsOf(file)).toContain('content: every line to count its passengers at the gate."'); // prettier-ignore
  await run(page, 'Convert to claim');
  await expect(mode(page)).toHaveText(/ITEM claim 1\/1/);
  await close();
});

test('all occurrences are marked from a list, as one step', async ({ launch }, info) => {
  const { page, file, close } = await openHarbour(launch, info.outputPath('Harbour.quotemark'));
  await caretTo(page, 'Aurelia lies');
  await page.keyboard.press('e');
  await page.keyboard.press('6');
  await page.keyboard.press('Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Mark all occurrences' });
  await expect(dialog).toContainText('2 of 2 chosen, 1 marked already');
  await dialog.getByRole('checkbox', { name: /denied in a statement/ }).press('Space');
  await dialog.getByRole('checkbox', { name: 'Skip what is marked already' }).press('Space');
  await expect(dialog).toContainText('2 of 3 chosen');
  await dialog.getByRole('checkbox', { name: 'Skip what is marked already' }).press('Space');
  await info.attach('occurrences', { body: await page.screenshot(), contentType: 'image/png' });
  await dialog.getByRole('button', { name: 'Mark 1 place' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(readerOf(page)).toBeFocused();
  await expect.poll(() => wordsOf(file)).toEqual(['span: Aurelia', 'span: Aurelia']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => wordsOf(file)).toEqual(['span: Aurelia']);
  await close();
});

test('an armed label marks finished selections until Esc, and copying copies', async ({
  launch,
}, info) => {
  const { page, file, close } = await openHarbour(launch, info.outputPath('Harbour.quotemark'));
  await selectByMouse(page, 'The Coastal Safety Office');
  await page.keyboard.press('Control+c');
  await expect.poll(() => wordsOf(file)).toEqual([]);

  await run(page, 'Arm a label…');
  await page.getByRole('combobox', { name: 'Mark selections as' }).fill('organis');
  await page.keyboard.press('Enter');
  const banner = page.getByRole('region', { name: 'Armed label' });
  await expect(banner).toContainText('Marking: Organisation');
  await expect(mode(page)).toHaveText(/ARMED Organisation/);
  await selectByMouse(page, 'Vell Crossings');
  await expect.poll(() => wordsOf(file)).toEqual(['span: Vell Crossings']);
  await selectByKeys(page, 'Meridian Press');
  await page.keyboard.press('Control+c');
  await expect.poll(() => wordsOf(file)).toHaveLength(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => wordsOf(file)).toHaveLength(2);
  await info.attach('armed', { body: await page.screenshot(), contentType: 'image/png' });

  await page.keyboard.press('Escape');
  await expect(banner).toBeHidden();
  await expect(mode(page)).toHaveText(/ITEM entity/);
  await selectByMouse(page, 'seafarers');
  await expect(page.getByRole('toolbar', { name: 'Mark the selection' })).toBeVisible();
  await expect.poll(() => wordsOf(file)).toHaveLength(2);
  await close();
});

/** A project with the article about the harbour, open in the Annotate view with the focus in the text. */
async function openHarbour(
  launch: Parameters<Parameters<typeof test>[2]>[0]['launch'],
  file: string,
) {
  await makeProject(file, [articleFixture('harbour.txt')]);
  const { page, close } = await launch({ args: [file] });
  await page.getByRole('button', { name: 'Library' }).click();
  await page.getByRole('row', { name: /night ferry ban/ }).dblclick();
  await expect(readerOf(page)).toBeVisible();
  return { page, file, close };
}

/** Run a command from the palette. */
async function run(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(label);
  await page.keyboard.press('Enter');
}

function mode(page: Page) {
  return page.getByRole('contentinfo');
}

/** The marks that are stored, in the order of the text, by their words. */
async function wordsOf(file: string): Promise<string[]> {
  const { articles } = await exportOf(file);
  const characters = Array.from(articles[0]?.text ?? '');
  return (articles[0]?.annotations ?? []).map(({ segments }) =>
    segments
      .map(({ role, start, end }) => `${role}: ${characters.slice(start, end).join('')}`)
      .join(' | '),
  );
}
