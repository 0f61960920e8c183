import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type RunningApp } from './app.ts';
import { callShell } from './bridge.ts';
import { readerOf, textOf } from './reading.ts';

async function openArticle({ page }: RunningApp, title: string): Promise<void> {
  await page.getByRole('button', { name: /sample/i }).click();
  await page.getByRole('row', { name: new RegExp(title) }).dblclick();
  await expect(readerOf(page)).toBeFocused();
}

function bar(page: Page) {
  return page.getByRole('search', { name: 'Find in article' });
}

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode()
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

test('finding in the article goes from hit to hit and leaves the last one selected', async ({
  running,
}) => {
  const { page } = running;
  await openArticle(running, 'Thousands told to leave');
  await page.keyboard.press('ControlOrMeta+f');
  const field = bar(page).getByRole('textbox');
  await expect(field).toBeFocused();
  await page.keyboard.type('dam');
  const count = bar(page).getByRole('status');
  await expect(count).toHaveText(/^1 of \d+$/);
  await page.keyboard.press('Enter');
  await expect(count).toHaveText(/^2 of \d+$/);
  await page.keyboard.press('Shift+Enter');
  await expect(count).toHaveText(/^1 of \d+$/);
  await page.keyboard.press('F3');
  await expect(count).toHaveText(/^2 of \d+$/);

  await bar(page).getByText('Regular expression').click();
  await field.fill('(a');
  await expect(count).toHaveText('Unterminated group');
  await field.fill('\\b[Dd]am\\b');
  await expect(count).toHaveText(/^1 of \d+$/);
  await field.fill('(\\w+\\s?)+#');
  await expect(count).toHaveText('The pattern takes too long', { timeout: 10_000 });
  await field.fill('[Dd]am');
  await expect(count).toHaveText(/^1 of \d+$/);
  expect(await faults(page)).toEqual([]);

  await field.press('Escape');
  await expect(bar(page)).toHaveCount(0);
  await expect(readerOf(page)).toBeFocused();
  expect(await page.evaluate(() => String(getSelection()).toLowerCase())).toBe('dam');
});

test('settings apply at once, are found by words, and can be set back', async ({ running }) => {
  const { page, app } = running;
  await openArticle(running, 'Thousands told to leave');
  await page.keyboard.press('ControlOrMeta+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('group', { name: 'Font' }).getByText('Mono').click();
  await expect
    .poll(() => page.locator('.qm-page').evaluate((of) => getComputedStyle(of).fontFamily))
    .toMatch(/mono/i);
  await dialog.getByRole('button', { name: 'Reset Font' }).click();
  await expect(dialog.getByRole('button', { name: 'Reset Font' })).toHaveCount(0);

  await dialog.getByRole('group', { name: 'Motion' }).getByText('Reduced').click();
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) =>
        getComputedStyle(element)
          .transitionDuration.split(',')
          .some((part) => parseFloat(part) > 0.001),
      ).length,
  );
  expect(moving).toBe(0);

  await dialog.getByRole('searchbox', { name: 'Find a setting' }).fill('zoom');
  await expect(dialog.getByRole('group', { name: 'Theme' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Zoom in' }).click();
  await expect(dialog.getByLabel('Zoom', { exact: true }).first()).toBeVisible();
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor().toFixed(1),
      ),
    )
    .toBe('1.1');
  for (const theme of ['light', 'dark'] as const) {
    await callShell(page, 'settings.update', { theme });
    await expect(page.locator(':root')).toHaveAttribute('data-theme', theme);
    await dialog.getByRole('searchbox', { name: 'Find a setting' }).fill('');
    expect(await faults(page), theme).toEqual([]);
    const found = await page.evaluate(
      () => getComputedStyle(document.body, '::highlight(qm-find)').backgroundColor,
    );
    expect(found).toBe(theme === 'light' ? 'rgb(255, 228, 92)' : 'rgb(107, 91, 0)');
  }
});

test('a locked text stays as it is, and says once how to change it', async ({ running }) => {
  const { page, app } = running;
  await openArticle(running, 'Thousands told to leave');
  const before = await textOf(page);
  await page.keyboard.press('w');
  await expect(page.locator('[data-toast]')).toContainText('Text is locked.');
  await app.evaluate(({ clipboard }) => clipboard.writeText('pasted'));
  await page.keyboard.press('ControlOrMeta+v');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ControlOrMeta+x');
  await readerOf(page).evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', 'dropped');
    const { left, top } = text.getBoundingClientRect();
    const at = { clientX: left + 80, clientY: top + 40, bubbles: true, cancelable: true };
    text.dispatchEvent(new DragEvent('drop', { ...at, dataTransfer }));
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
  await session.send('Input.insertText', { text: '日' });
  await expect(readerOf(page)).toBeFocused();
  expect(await textOf(page)).toBe(before);
});
