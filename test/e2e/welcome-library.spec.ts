import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './app.ts';

async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

test('the welcome screen is reachable by key and has no accessibility fault in either theme', async ({
  page,
}) => {
  await expect(page.getByRole('heading', { name: 'Quotemark' })).toBeVisible();
  await expect(page.getByRole('button', { name: /New project/ })).toBeFocused();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findViolations(page)).toEqual([]);
  }
});

test('a project is made, closed, listed as recent and opened again where it was left', async ({
  page,
  dialogs,
}, info) => {
  const source = path.join(info.outputPath(), 'one.txt');
  await writeFile(source, 'Budget vote put off\n\nThe council put off the vote on Monday.\n');
  await dialogs.answerSave(path.join(info.outputPath(), 'Budget debate.quotemark'));
  await expect(page.getByRole('button', { name: /New project/ })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+n');
  await dialogs.answerOpen([source]);
  await page.getByRole('button', { name: /Add articles/ }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 article imported').first()).toBeVisible();
  await expect(page.getByRole('main', { name: 'Annotate' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+1');
  await expect(page.getByRole('row', { name: /Budget vote/ })).toBeVisible();

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findViolations(page)).toEqual([]);
  }

  await page.keyboard.press('ControlOrMeta+w');
  const recent = page.getByRole('button', { name: /Budget debate/ }).first();
  await expect(recent).toBeVisible();
  await recent.click();
  await expect(page.getByRole('row', { name: /Budget vote/ })).toBeVisible();
});

test('the palette and the cheat sheet have no accessibility fault', async ({ page }) => {
  await expect(page.getByRole('button', { name: /New project/ })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  expect(await findViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+/');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
});
