import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { articleFixture, exportOf, makeProject } from './project-files.ts';
import { caretTo, readerOf } from './reading.ts';

/** Kills in one run; QUOTEMARK_KILLS=50 for the full count. */
const kills = Number(process.env['QUOTEMARK_KILLS'] ?? 3);

test('killing the app right after an acknowledged mark loses nothing and reopens at the same place', async ({
  launch,
}, info) => {
  test.setTimeout(60_000 + kills * 20_000);
  const file = info.outputPath('Harbour.quotemark');
  const profile = info.outputPath('profile');
  await makeProject(file, [articleFixture('harbour.txt')]);
  const words = (await exportWords(file)).filter((word) => /^\p{L}{4,}$/u.test(word));
  for (let i = 0; i < kills; i++) {
    const { page, kill } = await launch({ profile, args: [file] });
    if (i === 0) {
      await page.keyboard.press('Control+1');
      await expect(page.getByRole('row', { name: /night ferry ban/ })).toBeVisible();
      await page.getByRole('grid', { name: 'Articles' }).focus();
      await page.keyboard.press('Enter');
    }
    await expect(readerOf(page)).toContainText('counted heads');
    await expect(page.getByRole('button', { name: `Entities, ${i}` })).toBeVisible();
    // The same article, the caret in the paragraph where the last mark was made.
    if (i > 0) expect(await paragraphOfCaret(page)).toContain(words[(i - 1) * 2]);
    await caretTo(page, words[i * 2] ?? '');
    await page.keyboard.press('Control+Shift+ArrowRight');
    await page.keyboard.press('2');
    await expect(page.getByRole('button', { name: `Entities, ${i + 1}` })).toBeVisible();
    await expect(page.getByText('All changes saved')).toBeVisible();
    await kill();
  }
  const { articles } = await exportOf(file);
  expect(articles[0]?.annotations).toHaveLength(kills);
});

function paragraphOfCaret(page: Page): Promise<string> {
  return readerOf(page).evaluate(() => {
    const node = getSelection()?.focusNode;
    const element = node instanceof Element ? node : node?.parentElement;
    return element?.closest('p, h1, h2, h3, figcaption')?.textContent ?? '';
  });
}

async function exportWords(file: string): Promise<string[]> {
  const { articles } = await exportOf(file);
  return [...new Set((articles[0]?.text ?? '').split(/\s+/u))];
}
