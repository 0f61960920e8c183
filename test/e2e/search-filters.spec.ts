import type { Page } from '@playwright/test';
import { makeSampleProject } from '../bench/make-project.ts';
import { expect, test, type RunningApp } from './app.ts';

/** The Search view over the sample. */
const searching = test.extend<{ search: RunningApp }>({
  search: async ({ launch }, use, info) => {
    const file = info.outputPath('Sample.quotemark');
    makeSampleProject(file).close();
    const running = await launch({ args: [file] });
    const { page } = running;
    await expect(page.getByRole('grid', { name: 'Articles' })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Shift+f');
    await expect(fieldOf(page)).toBeFocused();
    await use(running);
  },
});

function fieldOf(page: Page) {
  return page.getByRole('combobox', { name: 'Search all articles' });
}

function chipsOf(page: Page) {
  return page.getByRole('button', { name: /^Change filter/ });
}

/** How many hits the foot of the view counts. */
async function countHits(page: Page): Promise<number> {
  const text = await page.getByText(/^\d+ hits? in \d+ articles?$/).textContent();
  return Number.parseInt(text ?? '', 10);
}

searching('filters are typed, chosen, taken away and changed by keys alone', async ({ search }) => {
  const { page } = search;
  await page.keyboard.type('dam');
  await expect(page.getByText(/hits in/)).toBeVisible();
  const all = await countHits(page);
  await page.keyboard.type(' type:');
  const values = page.getByRole('listbox', { name: 'Type' });
  await expect(values.getByRole('option')).toHaveText([
    'Direct',
    'Indirect',
    'Mixed',
    'Not speech',
  ]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(chipsOf(page)).toHaveText(['Type: Indirect']);
  await expect(fieldOf(page)).toHaveValue('dam ');
  await expect.poll(() => countHits(page)).toBeLessThan(all);
  // Without a list to choose from the space after it ends a filter.
  await page.keyboard.type('after:2024 ');
  await expect(chipsOf(page)).toHaveText(['Type: Indirect', 'From: 2024']);
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  await expect(chipsOf(page)).toHaveText(['Type: Indirect']);
  await chipsOf(page).click();
  await expect(fieldOf(page)).toHaveValue('dam type:indirect');
  await expect(fieldOf(page)).toBeFocused();
  // What still stands in the field is a filter as well, and Enter ends it.
  await page.keyboard.press('Enter');
  await expect(chipsOf(page)).toHaveText(['Type: Indirect']);
});

searching(
  'a filter is chosen by mouse, and the one that keeps everything away is named',
  async ({ search }) => {
    const { page } = search;
    await page.getByRole('button', { name: 'Add a filter' }).click();
    await page.getByRole('menuitem', { name: /Speaker/ }).click();
    await expect(fieldOf(page)).toBeFocused();
    await page.keyboard.type('torv');
    // No name is typed whole: Enter would search for what is typed.
    await expect(page.getByRole('option', { selected: true })).toHaveCount(0);
    await page.getByRole('option', { name: 'Ilka Torvane' }).click();
    await expect(page.getByText('Words to look for are missing')).toBeVisible();
    await page.getByRole('button', { name: 'List the quotations' }).click();
    await expect(page.getByText(/hits in/)).toBeVisible();
    const all = await countHits(page);
    await page.keyboard.type('before:1999 ');
    await expect(page.getByText(`Without “Before: 1999” there are ${all} hits.`)).toBeVisible();
    await page.getByRole('button', { name: 'Without Before: 1999' }).click();
    await expect(chipsOf(page)).toHaveText(['Speaker: Ilka Torvane']);
    await expect.poll(() => countHits(page)).toBe(all);
  },
);

searching('a fault is shown at its place', async ({ search }) => {
  const { page } = search;
  await page.keyboard.type('dam /clos(ed/');
  await expect(page.getByRole('alert')).toHaveText(/Character 6: The pattern is not right/);
  await expect(page.locator('code mark')).toHaveText('clos(ed');
});

searching('marks at the hits are counted, changed and deleted as one step', async ({ search }) => {
  const { page } = search;
  await page.keyboard.type('dam');
  await expect(page.getByText(/hits in/)).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('r');
  const change = page.getByRole('dialog', { name: 'Change marks of ticked hits' });
  await change.getByRole('button', { name: /Layer/ }).click();
  await page.getByRole('option', { name: /Quotation · \d+ marks/ }).click();
  await change.getByRole('button', { name: /Doubt/ }).click();
  await page.getByRole('option', { name: 'In doubt', exact: true }).click();
  const button = change.getByRole('button', { name: /Change \d+ marks/ });
  const changed = Number(/\d+/.exec((await button.textContent()) ?? '')?.[0]);
  expect(changed).toBeGreaterThan(1);
  await button.click();
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages.getByText(/^\d+ marks? changed/)).toBeVisible();
  await messages.getByRole('button', { name: 'Undo' }).click();
  await expect(messages.getByText(/^Undone: Change/)).toBeVisible();

  await page.getByRole('grid', { name: 'Hits' }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  const remove = page.getByRole('dialog', { name: 'Delete marks of ticked hits' });
  await expect(remove.getByRole('button', { name: /Delete \d+ marks/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(messages.getByText(/^\d+ marks? deleted/)).toBeVisible();
});

searching(
  'without ticks the hit of the keyboard, or under the pointer, is meant',
  async ({ search }) => {
    const { page } = search;
    await page.keyboard.type('"evacuation order" OR crest');
    const row = page.getByRole('grid', { name: 'Hits' }).locator('[data-row="0"]');
    await row.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Mark this hit as entity…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Mark this hit' });
    await dialog.getByRole('button', { name: /Cast entry/ }).click();
    await expect(page.getByRole('combobox', { name: 'Cast entry' })).toBeFocused();
    await page.keyboard.type('The Crest');
    await expect(page.getByRole('option', { name: /Add “The Crest”/ })).toBeVisible();
    await page.keyboard.press('Shift+Enter');
    await expect(dialog.getByRole('button', { name: 'Cast entry: The Crest (new)' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Mark 1 hit' }).click();
    const messages = page.getByRole('region', { name: 'Messages' });
    await expect(messages.getByText('1 mark made')).toBeVisible();
    await page.getByRole('grid', { name: 'Hits' }).locator('[data-row="0"]').focus();
    await page.keyboard.press('r');
    const change = page.getByRole('dialog', { name: 'Change marks of this hit' });
    await expect(change.getByRole('button', { name: /Entity · 1.mark/ })).toBeVisible();
  },
);
