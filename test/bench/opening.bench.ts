import { expect, type Page } from '@playwright/test';
import type { Bench } from './measure.ts';
import { pressOnce } from './marking.bench.ts';
import { armed, settle } from './page-clock.ts';

/** Titles in the library of what is opened. */
export interface OpenedTitles {
  readonly marked: string;
  /** The same text without marks. */
  readonly plain: string;
  /** A small article, which is open before. */
  readonly other: string;
}

/** Whether the library shows the article of its current row beside the list. */
type Preview = 'with' | 'without';

/**
 * Opening an article by Enter on its row while another one is open, and the first key in it. A step before each makes everything
 * forget what it has read of it.
 */
export function createOpenBenches(
  page: Page,
  label: string,
  { marked, plain, other }: OpenedTitles,
): readonly Bench[] {
  const floorIs = 'the same text without marks';
  const timeOpening = async (title: string, preview: Preview) => {
    await leaveFor(page, other, preview);
    const ms = await pressEnter(page, title);
    await checkInView(page);
    return ms;
  };
  return [
    {
      name: `open article, ${label}`,
      floorIs,
      measure: () => timeOpening(marked, 'without'),
      floor: () => timeOpening(plain, 'without'),
    },
    {
      name: `open article seen in the preview, ${label}`,
      floorIs,
      measure: () => timeOpening(marked, 'with'),
      floor: () => timeOpening(plain, 'with'),
    },
    {
      name: `first key in it, ${label}`,
      floorIs: 'a key that changes a class, right after the text without marks was painted',
      async measure() {
        await leaveFor(page, other, 'without');
        await pressEnter(page, marked);
        const time = await armed(
          page,
          1,
          '',
          () => !!document.querySelector('.qm-text .qm-selected'),
        );
        await page.keyboard.press('n');
        return time.done();
      },
      async floor() {
        await leaveFor(page, other, 'without');
        await pressEnter(page, plain);
        return pressOnce(page, 'at once');
      },
    },
  ];
}

/** Open another article, with nothing selected in the one before, and forget what was read of all. */
async function leaveFor(page: Page, other: string, preview: Preview): Promise<void> {
  await page.keyboard.press('Escape');
  await choose(page, other);
  const isShown = (await page.locator('#library-preview').count()) > 0;
  if (isShown !== (preview === 'with')) await page.keyboard.press('Control+Shift+I');
  const isDone = (await page.locator('[aria-selected="true"]', { hasText: 'Done' }).count()) > 0;
  await page.keyboard.press(isDone ? '2' : '3');
  await settle(page);
  await page.locator('[data-saved="saved"]').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Article' }).filter({ hasText: other }).waitFor();
  await settle(page);
}

async function choose(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+1');
  await page.getByRole('row', { name: title }).click();
  await page.locator('[aria-selected="true"]', { hasText: title }).waitFor();
  await settle(page);
}

/** Open an article from the library. */
export async function openArticle(page: Page, title: string): Promise<void> {
  await pressEnter(page, title);
  await page.locator('#outline > *').first().waitFor();
  await settle(page);
}

/** From Enter on its row until the frame after the one in which its text, and its marks if it has any, are drawn. */
async function pressEnter(page: Page, title: string): Promise<number> {
  await choose(page, title);
  // What the preview reads must be there before the clock starts.
  const preview = page.locator('#library-preview');
  if ((await preview.count()) > 0) {
    await expect(preview.getByRole('textbox', { name: 'Title' })).toHaveValue(title);
  }
  await settle(page);
  const time = await armed(page, 2, title, (wanted) => {
    // Asked in every frame: what it reads must cost nothing beside the frame itself.
    const head = document.querySelector('[aria-label="Article"] header');
    const text = document.querySelector('.qm-text');
    if (!head?.textContent.includes(wanted) || !text || text.childElementCount < 2) return false;
    return wanted.endsWith('plain') || text.querySelector('.qm-seg') !== null;
  });
  await page.keyboard.press('Enter');
  return time.done();
}

/** @throws when marks come into view after the clock has stopped. */
async function checkInView(page: Page): Promise<void> {
  const seen = await countInView(page);
  await settle(page);
  await page.locator('#outline > *').first().waitFor();
  await settle(page);
  if ((await countInView(page)) !== seen) throw new Error('Marks came into view later');
}

/** Stretches of marks that are in view. */
async function countInView(page: Page): Promise<number> {
  return page.evaluate(() => {
    const box = document.querySelector('.qm-reader')?.getBoundingClientRect();
    if (!box) throw new Error('no article is open');
    const rects = [...document.querySelectorAll('.qm-text .qm-seg')].map((each) =>
      each.getBoundingClientRect(),
    );
    return rects.filter(({ top, bottom }) => bottom > box.top && top < box.bottom).length;
  });
}
