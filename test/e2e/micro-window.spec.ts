// The numbered micro-interactions of the Annotate view that reach beyond the text, in the real app.
import { expect } from './app.ts';
import { callEngine, valueOf } from './bridge.ts';
import { caretTo, readerOf, selectByKeys } from './reading.ts';
import { mode, scene } from './scene.ts';

scene(
  '9 · accepting goes on to the next suggestion, in view',
  async ({ scene: { page, stored, articleId } }) => {
    const { revision } = valueOf(await callEngine(page, 'article.get', { id: articleId }));
    for (const words of ['Aurelia', 'Coastal Safety Office', 'Vell Crossings']) {
      const start = revision.text.indexOf(words);
      const segments = [{ role: 'span', start, end: start + words.length }];
      const input = {
        articleId,
        layer: 'mention',
        label: 'organisation',
        state: 'suggested',
        segments,
      };
      valueOf(await callEngine(page, 'command.run', { name: 'annotation.create', input }));
    }
    const pending = (count: number) => page.getByRole('button', { name: `Suggestions, ${count}` });
    await expect(pending(3)).toBeVisible();
    await caretTo(page, 'Harbour board');
    await page.keyboard.press('u');
    await expect(mode(page)).toContainText('ITEM entity');
    for (const left of [2, 1]) {
      await page.keyboard.press('a');
      await expect(pending(left)).toBeVisible();
      await expect(mode(page)).toContainText('ITEM entity');
      await expect(page.locator('.qm-seg.qm-selected').first()).toBeInViewport();
    }
    await page.keyboard.press('x');
    await expect(mode(page)).toContainText('All suggestions reviewed');
    await expect(readerOf(page)).toBeFocused();
    expect((await stored()).map(({ state }) => state).sort()).toEqual([
      'accepted',
      'accepted',
      'rejected',
    ]);
  },
);

scene(
  '16 · what is undone elsewhere is named, and shown on demand',
  async ({ scene: { page } }) => {
    await caretTo(page, 'counted heads');
    await page.keyboard.press('q');
    await page.keyboard.press('2');
    await expect(page.getByText('All changes saved')).toBeVisible();
    await page.keyboard.press('Control+1');
    await expect(page.getByRole('grid', { name: 'Articles' })).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.locator('[data-toast]')).toContainText('Undone');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(mode(page)).toContainText('ITEM quotation 1/1');
    await expect(readerOf(page)).toBeFocused();
  },
);

scene(
  '17 · finishing opens the next article and names what is open',
  async ({ scene: { page } }) => {
    await caretTo(page, 'counted heads');
    await page.keyboard.press('q');
    await page.keyboard.press('Control+Enter');
    await expect(readerOf(page)).toContainText('It burns again');
    await expect(page.locator('[data-toast]')).toContainText(
      'Still open: 1 quotation without source',
    );
    await page.getByRole('button', { name: 'Show the first' }).click();
    await expect(readerOf(page)).toContainText('counted heads');
    await expect(mode(page)).toContainText('ITEM quotation 1/1');
  },
);

scene(
  '19 and 20 · a key is recorded, swapped and shown as it is now',
  async ({ scene: { page } }) => {
    const keyOf = (label: string) => page.getByRole('button', { name: new RegExp(`^${label}: `) });
    await page.keyboard.press('Control+,');
    await keyOf('Mark quotation').click();
    await page.keyboard.press('c');
    await expect(page.getByRole('alert')).toContainText('C is “Mark claim”.');
    await page.keyboard.press('Enter');
    await expect(keyOf('Mark quotation')).toHaveAccessibleName('Mark quotation: C. Change');
    await expect(keyOf('Mark claim')).toHaveAccessibleName('Mark claim: Q. Change');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await selectByKeys(page, 'Opposition members');
    await page.keyboard.press('c');
    await expect(mode(page)).toContainText('ITEM quotation');
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(keys.getByRole('heading', { level: 3 }).first()).toContainText(
      'Now: ITEM quotation',
    );
    await page.getByRole('searchbox', { name: 'Find a shortcut' }).fill('mark quotation');
    await expect(keys).toContainText('Mark quotationC');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(keys).toHaveCount(0);
  },
);
