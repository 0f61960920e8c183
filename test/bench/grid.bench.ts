import type { Page } from '@playwright/test';
import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { watchWindow } from './corpus-window.bench.ts';
import type { Launcher } from './launch.ts';
import { timeOf, type Bench } from './measure.ts';
import { drawFrames, settle } from './page-clock.ts';

/** Benches of a running app, and how to end it. */
export interface GridBenches {
  readonly benches: readonly Bench[];
  readonly close: () => Promise<void>;
}

/** Ways through a list, each from its beginning. */
const ways: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  async wheel(page) {
    const box = await page.getByRole('grid').boundingBox();
    if (!box) throw new Error('no list');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    // Two notches at a time, as fast as a wheel is turned.
    for (let i = 0; i < 150; i++) {
      await page.mouse.wheel(0, 240);
      await drawFrames(page, 1);
    }
  },
  async PageDown(page) {
    for (let i = 0; i < 80; i++) await page.keyboard.press('PageDown');
  },
  async 'End and Home'(page) {
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press(i % 2 === 0 ? 'End' : 'Home');
      await settle(page);
    }
  },
  async 'drag of the thumb'(page) {
    const box = await page.locator('[role=grid] [role=rowgroup]').last().boundingBox();
    if (!box) throw new Error('no list');
    const x = box.x + box.width - 6;
    await page.mouse.move(x, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(x, box.y + box.height - 12, { steps: 150 });
    await page.mouse.up();
  },
};

/** What is told of a way besides its blank frames. */
const told = ['held', 'longestHold', 'updates'] as const;
const toldOf = {
  held: { name: 'frames with rows of another place', unit: 'frames' },
  longestHold: { name: 'longest stay of rows of another place', unit: 'ms' },
  updates: { name: 'rows that came in a second', unit: 'times' },
} as const;

/** Rows that are blank while a long library is scrolled, and the longest task while all of it is chosen or filtered. */
export async function gridBenches(
  launcher: Launcher,
  folder: string,
  file: string,
  count: number,
): Promise<GridBenches> {
  const profile = await mkdtemp(path.join(folder, 'profile-'));
  // Known as written here: a file from elsewhere is checked to its last row before it opens.
  const known = [{ key: 'grid', path: file, name: 'Corpus', openedAt: new Date().toISOString() }];
  await writeFile(path.join(profile, 'recent.json'), JSON.stringify(known));
  const { app, page } = await launcher.launch({ profile, args: [file] });
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800);
  });
  await page.getByRole('row').nth(5).waitFor();
  const facet = page
    .locator('#library-facets')
    .getByRole('checkbox', { name: /^Publisher/u })
    .first();
  await facet.waitFor({ timeout: 60_000 });
  const toTop = async () => {
    await page.getByRole('grid').locator('[role=row][tabindex="0"]').focus();
    await page.keyboard.press('Home');
    await settle(page);
  };
  const idle = async () => {
    await toTop();
    return (await watchWindow(page, () => drawFrames(page, 60))).blank;
  };
  let round = 0;
  const orders = page.getByRole('button', { name: /^Sort by/u });
  const scrolls = Object.entries(ways).flatMap(([name, scroll]): Bench[] => {
    let last = { held: 0, longestHold: 0, updates: 0 };
    const blank: Bench = {
      name: `frames with a blank row, ${name}, ${count} articles`,
      unit: 'frames',
      floorIs: 'the same of a list that stands still, for a second',
      async measure() {
        // In another order each time: what was fetched by the rounds before would not have to be waited for.
        await orders.nth(round++ % (await orders.count())).click();
        await toTop();
        let ms = 0;
        const { updates, ...seen } = await watchWindow(page, async () => {
          ms = await timeOf(() => scroll(page));
        });
        last = { ...seen, updates: updates / (ms / 1000) };
        console.error(`  ${name}: ${seen.blank} blank, ${seen.held} held of ${seen.frames} frames`);
        return seen.blank;
      },
      floor: idle,
    };
    const others = told.map((key): Bench => ({
      name: `${toldOf[key].name}, ${name}, ${count} articles`,
      unit: toldOf[key].unit,
      floorIs: 'nothing: of the same scrolling as the line above',
      measure: async () => last[key],
      floor: async () => 0,
    }));
    return [blank, ...others];
  });
  const longest = async (work: () => Promise<unknown>) => {
    await toTop();
    return Math.max(0, ...(await watchWindow(page, work)).tasks);
  };
  const task = (name: string, work: () => Promise<unknown>): Bench => ({
    name: `longest task of the window, ${name}, ${count} articles`,
    floorIs: 'the same of a window with nothing to do, for a second: 0 as a rule',
    measure: () => longest(work),
    floor: () => longest(() => drawFrames(page, 60)),
  });
  const selected = page.getByText(`${count.toLocaleString('en')} selected`);
  return {
    benches: [
      ...scrolls,
      task('all selected, then one', async () => {
        await page.keyboard.press('Control+a');
        await selected.first().waitFor();
        await settle(page);
        await page.keyboard.press('ArrowDown');
        await selected.first().waitFor({ state: 'detached' });
      }),
      task('filtered by a publisher and back', async () => {
        for (const isOn of ['true', 'false']) {
          await facet.click();
          await page.waitForFunction(
            (on) => document.querySelector('#library-facets [role=checkbox]')?.ariaChecked === on,
            isOn,
          );
          await settle(page);
        }
      }),
    ],
    close: () => app.close(),
  };
}
