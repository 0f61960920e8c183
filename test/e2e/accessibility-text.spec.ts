// Correcting a text for people who see, read or point in other ways.
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { check, listCutOff } from './faults.ts';
import { caretTo, readerOf, selectByKeys } from './reading.ts';
import { mode, scene } from './scene.ts';

scene(
  'correcting the text has no accessibility fault, and at 200 % nothing is out of reach',
  async ({ scene: { page, running } }) => {
    test.setTimeout(120_000);
    await selectByKeys(page, 'Ilse van Doorn');
    await page.keyboard.press('e');
    await caretTo(page, 'counted heads');
    await page.keyboard.press('q');
    await expect(mode(page)).toContainText('ITEM quotation');

    await runCommand(page, 'Edit text');
    const editing = page.getByRole('dialog', { name: 'Edit text' });
    await expect(editing.getByRole('textbox', { name: 'Article text' })).toBeVisible();
    await check(page, 'edit text');
    await zoom(2);
    expect(await listCutOff(page), 'edit text').toEqual([]);
    await zoom(1);
    await editing.getByRole('textbox', { name: 'Article text' }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Nobody counted heads that evening.');
    await editing.getByRole('button', { name: 'Review marks…' }).click();
    await expect(page.getByRole('dialog', { name: 'Marks in the new text' })).toBeVisible();
    await check(page, 'report');
    await zoom(2);
    expect(await listCutOff(page), 'report').toEqual([]);
    await zoom(1);
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByRole('list', { name: 'Unplaced marks' })).toBeVisible();
    await check(page, 'unplaced marks');

    await runCommand(page, 'Versions');
    await expect(
      page.getByRole('dialog', { name: 'Versions of the text' }).locator('del'),
    ).not.toHaveCount(0);
    await check(page, 'versions');
    await zoom(2);
    expect(await listCutOff(page), 'versions').toEqual([]);

    async function zoom(factor: number): Promise<void> {
      await running.app.evaluate(({ BrowserWindow }, to) => {
        const window = BrowserWindow.getAllWindows()[0];
        window?.setContentSize(1280, 800);
        window?.webContents.setZoomFactor(to);
      }, factor);
      await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1280 / factor);
    }
  },
);

scene(
  'with the colours of the system a box that is not ticked shows no tick',
  async ({ scene: { page } }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await caretTo(page, 'counted heads');
    await page.keyboard.press('q');
    const box = page.locator('label', { hasText: 'Doubtful' }).locator('svg');
    await expect(box).toBeHidden();
    await page.keyboard.press('f');
    await expect(box).toBeVisible();
  },
);

scene('what is done is told to a screen reader, politely and once', async ({ scene: { page } }) => {
  const live = page
    .locator('[aria-live=polite], [role=status]')
    .filter({ hasText: 'Mark deleted' });
  await caretTo(page, 'counted heads');
  await page.keyboard.press('q');
  await expect(mode(page)).toContainText('ITEM quotation');
  await page.keyboard.press('Delete');
  await expect(live).toHaveCount(1);
  await expect(readerOf(page)).toBeFocused();
});

async function runCommand(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
}
