import type { Page } from '@playwright/test';
import { expect, test, type LaunchOptions } from './app.ts';
import { callShell, valueOf } from './bridge.ts';
import { readerOf } from './reading.ts';

test('colours tell kind, type, speaker or status, the same in text and margin', async ({
  launch,
}, info) => {
  const { page } = await launch({ env: ownHome(info.outputPath()) });
  await openSample(page);
  const quotation = page.locator('.qm-seg.qm-q1', { hasText: 'We move people' }).first();
  const chip = page.locator('.qm-chip', { hasText: 'Ilka Torvane' }).first();
  const style = () => quotation.getAttribute('style');
  await expect.poll(style).toContain('--quote-line');

  valueOf(await callShell(page, 'settings.update', { colourBy: 'speaker' }));
  await expect.poll(style).toMatch(/--speaker-\d+/);
  const colour = /--speaker-\d+/.exec((await style()) ?? '')?.[0] ?? '';
  await expect(chip).toHaveAttribute('style', new RegExp(`${colour}\\b`));

  valueOf(await callShell(page, 'settings.update', { colourBy: 'status' }));
  await expect.poll(style).toContain('--other');
  await expect(page.locator('.qm-seg[style*="--corroborated"]').first()).toBeVisible();
  valueOf(await callShell(page, 'settings.update', { colourBy: 'type' }));
  await expect(page.locator('.qm-seg[style*="--place"]').first()).toBeVisible();
});

test('high contrast follows the system until it is chosen', async ({ launch }, info) => {
  const { page } = await launch({ env: ownHome(info.outputPath()) });
  await openSample(page);
  const root = page.locator(':root');
  await page.emulateMedia({ contrast: 'more', colorScheme: 'light' });
  await expect(root).toHaveAttribute('data-contrast', 'high');
  await expect(readerOf(page)).toHaveCSS('color', 'rgb(0, 0, 0)');
  valueOf(await callShell(page, 'settings.update', { contrast: 'normal' }));
  await expect(root).not.toHaveAttribute('data-contrast');
  await page.emulateMedia({ contrast: 'no-preference' });
  valueOf(await callShell(page, 'settings.update', { contrast: 'high' }));
  await expect(root).toHaveAttribute('data-contrast', 'high');
});

test('forced colours keep lines and edges, and fill what is selected', async ({ launch }, info) => {
  const { page } = await launch({ env: ownHome(info.outputPath()) });
  await openSample(page);
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
  const quotation = page.locator('.qm-seg.qm-q1', { hasText: 'We move people' }).first();
  const edge = () =>
    quotation.evaluate((element) => {
      const { backgroundColor, borderLeftColor, borderLeftWidth } = getComputedStyle(element);
      return { backgroundColor, borderLeftColor, borderLeftWidth };
    });
  expect(await edge()).toEqual({
    backgroundColor: 'rgb(255, 255, 255)',
    borderLeftColor: 'rgb(0, 0, 0)',
    borderLeftWidth: '2px',
  });
  await expect(page.locator('.qm-seg.qm-u0-solid').first()).toHaveCSS('background-image', /rgb/);
  await quotation.click();
  await expect(quotation).toHaveClass(/qm-selected/);
  expect((await edge()).backgroundColor).not.toBe('rgb(255, 255, 255)');
});

test('a screen reader meets a quotation once, with the way to its card', async ({
  launch,
}, info) => {
  const { page } = await launch({ env: ownHome(info.outputPath()) });
  await openSample(page);
  await page.locator('.qm-seg.qm-q1', { hasText: 'We move people' }).first().click();
  await expect(page.locator('#annotation-card')).toBeVisible();
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const marks = nodes.filter(({ role }) => role?.value === 'mark');
  const shown = await page.locator('.qm-seg[role=mark]').count();
  expect(marks).toHaveLength(shown);
  expect(marks.every(({ description }) => /quotation|Claim/.test(description?.value ?? ''))).toBe(
    true,
  );
  const details = marks.filter(({ properties }) =>
    properties?.some(({ name }) => name === 'details'),
  );
  expect(details.map(({ description }) => description?.value)).toEqual([
    'Direct quotation, Ilka Torvane',
    'Direct quotation, Ilka Torvane',
  ]);
});

test('prints the whole article with its marks, and nothing of the window', async ({
  launch,
}, info) => {
  const { page } = await launch({ env: ownHome(info.outputPath()) });
  await openSample(page);
  const before = await page.locator('.qm-chip').count();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('#outline')).toBeHidden();
  await expect(page.locator('#inspector')).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeHidden();
  await expect(page.getByText('We move people', { exact: false }).first()).toBeVisible();
  expect(await page.locator('.qm-chip').count()).toBeGreaterThan(before);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.locator('#outline')).toBeVisible();
  await expect(page.locator('.qm-printing')).toHaveCount(0);
});

/** A person without files: the sample project is made anew. */
function ownHome(home: string): NonNullable<LaunchOptions['env']> {
  return { HOME: home, XDG_CONFIG_HOME: home };
}

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /sample project/ }).click();
  await page.getByRole('row', { name: 'Thousands told to leave' }).dblclick();
  await expect(readerOf(page)).toContainText('We move people');
  await expect(page.locator('.qm-chip').first()).toBeVisible();
}
