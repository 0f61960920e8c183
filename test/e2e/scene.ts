import type { Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import type { Annotation } from '../../shared/records/records.ts';
import { expect, test, type RunningApp } from './app.ts';
import { callEngine, valueOf } from './bridge.ts';
import { articleFixture, makeProject } from './project-files.ts';
import { readerOf } from './reading.ts';

/** The first of two articles in an open project, the reader with the focus. */
export interface Scene {
  readonly running: RunningApp;
  readonly page: Page;
  /** Annotations as the engine has them, in the order they were made. */
  readonly stored: () => Promise<readonly Annotation[]>;
  readonly articleId: string;
}

/** The real app at the first of two articles. */
export const scene = test.extend<{ scene: Scene }>({
  scene: async ({ launch }, use, info) => {
    const file = info.outputPath('Harbour.quotemark');
    const second = info.outputPath('lamp.txt');
    await writeFile(second, 'The lamp on the pier\n\n“It burns again,” the keeper said.\n');
    await makeProject(file, [articleFixture('harbour.txt'), second]);
    const running = await launch({ args: [file] });
    const { page } = running;
    await expect(page.getByRole('row', { name: /night ferry ban/ })).toBeVisible();
    await page.getByRole('grid', { name: 'Articles' }).focus();
    await page.keyboard.press('Enter');
    await expect(readerOf(page)).toBeFocused();
    const list = valueOf(await callEngine(page, 'article.list', {}));
    const id = list.rows[0]?.id ?? '';
    const stored = async () => {
      await expect(page.getByText('All changes saved')).toBeVisible();
      const { annotations } = valueOf(await callEngine(page, 'article.get', { id }));
      return annotations.toSorted((left, right) => (left.createdAt < right.createdAt ? -1 : 1));
    };
    await use({ running, page, stored, articleId: id });
  },
});

/** The status bar. */
export function mode(page: Page) {
  return page.getByRole('contentinfo');
}
