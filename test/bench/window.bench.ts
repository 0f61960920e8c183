import type { Page } from '@playwright/test';
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import type { Launcher, LaunchedApp } from './launch.ts';
import type { ArticleSize } from './corpus.ts';
import { makeGeneratedProject } from './make-project.ts';
import type { Bench } from './measure.ts';

/** Benches of a running app, and how to end it. */
export interface WindowBenches {
  readonly benches: readonly Bench[];
  readonly close: () => Promise<void>;
}

/**
 * Opening articles and making marks in the real window, by its keys. Times are taken inside the page: from the key event to the
 * end of the frame that shows what it did.
 */
export async function windowBenches(
  launcher: Launcher,
  folder: string,
  sizes: readonly ArticleSize[],
  seed: number,
): Promise<WindowBenches> {
  const file = path.join(folder, 'window.quotemark');
  const planned = sizes.flatMap((size) => [
    { ...size, title: titleOf(size, 'marked') },
    { ...size, marks: 0, title: titleOf(size, 'plain') },
  ]);
  makeGeneratedProject(file, planned, seed).close();
  const profile = await mkdtemp(path.join(folder, 'profile-'));
  const launched = await launcher.launch({ profile, args: [file] });
  await setSize(launched);
  const { page } = launched;
  await page.getByRole('row', { name: titleOf(sizes[0], 'plain') }).waitFor();
  const benches = sizes.flatMap((size): Bench[] => {
    const label = `${size.words.toLocaleString('en')} words, ${size.marks.toLocaleString('en')} marks`;
    return [
      {
        name: `open article, ${label}`,
        floorIs: 'the same text without marks',
        measure: () => openArticle(page, titleOf(size, 'marked')),
        floor: () => openArticle(page, titleOf(size, 'plain')),
      },
      {
        name: `create mark, ${label}`,
        floorIs: 'the same text without marks',
        measure: () => createMark(page, titleOf(size, 'marked')),
        floor: () => createMark(page, titleOf(size, 'plain')),
      },
    ];
  });
  return { benches, close: () => launched.app.close() };
}

function titleOf(size: ArticleSize | undefined, kind: 'marked' | 'plain'): string {
  return `Article of ${size?.words} words, ${kind}`;
}

async function setSize({ app }: LaunchedApp): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800);
  });
}

/** From Enter on its row until the frame after the one in which its text, and its marks if it has any, are drawn. */
export async function openArticle(page: Page, title: string): Promise<number> {
  await page.keyboard.press('Control+1');
  const row = page.getByRole('row', { name: title });
  await row.click();
  // The preview beside the list shows the article too; it must be done before the clock starts.
  await page.locator('[aria-selected="true"]', { hasText: title }).waitFor();
  await settle(page);
  const time = await armed(page, 2, title, (wanted) => {
    const text = document.querySelector('.qm-text');
    const isThere = document.querySelector('[aria-label="Article"]')?.textContent.includes(wanted);
    if (!text || !isThere || text.textContent.length < 100) return false;
    return wanted.endsWith('plain') || text.querySelector('.qm-seg') !== null;
  });
  await page.keyboard.press('Enter');
  return time.done();
}

/** From the key on a selected word until the frame that shows its mark. The mark is taken back afterwards. */
export async function createMark(page: Page, title: string): Promise<number> {
  await openArticle(page, title);
  await page.evaluate(() => {
    const scroller = document.querySelector('.qm-reader');
    scroller?.scrollTo({ top: scroller.scrollHeight / 2 });
  });
  await settle(page);
  const word = await selectFreeWord(page);
  await settle(page);
  const time = await armed(page, 1, word, isMarked);
  await page.keyboard.press('2');
  const taken = await time.done();
  await settle(page);
  await page.locator('[data-saved="saved"]').waitFor();
  await page.keyboard.press('Control+z');
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('.qm-seg')].every((each) => each.textContent !== wanted),
    word,
  );
  await settle(page);
  return taken;
}

function isMarked(word: string): boolean {
  return [...document.querySelectorAll('.qm-seg')].some((each) => each.textContent === word);
}

/** Select a word in the middle of the view that no mark touches, as a mouse would. Returns it. */
async function selectFreeWord(page: Page): Promise<string> {
  return page.evaluate(() => {
    const text = document.querySelector<HTMLElement>('.qm-text');
    if (!text) throw new Error('no article is open');
    text.focus();
    const marked = new Set([...text.querySelectorAll('.qm-seg')].map((each) => each.textContent));
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!(node instanceof Text) || node.parentElement?.closest('.qm-seg')) continue;
      const word = / ([a-z]{4,}) /.exec(node.data);
      if (!word?.[1] || marked.has(word[1])) continue;
      const range = document.createRange();
      range.setStart(node, word.index + 1);
      range.setEnd(node, word.index + 1 + word[1].length);
      const { top, bottom } = range.getBoundingClientRect();
      if (top < 200 || bottom > 700) continue;
      getSelection()?.setBaseAndExtent(node, range.startOffset, node, range.endOffset);
      return word[1];
    }
    throw new Error('every word in view is marked');
  });
}

/** Two frames without anything to do. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let frames = 4;
        const next = () => {
          if (frames-- > 0) requestAnimationFrame(next);
          else requestIdleCallback(() => resolve(), { timeout: 1000 });
        };
        next();
      }),
  );
}

/** A clock in the page that the next key starts. */
interface Clock {
  readonly done: () => Promise<number>;
}

/**
 * Start a clock at the next key; it stops when `isShown` is true, at the end of that frame or of one of the next.
 *
 * @param frames 1: the frame in which it is true; 2: the one after.
 */
async function armed(
  page: Page,
  frames: number,
  argument: string,
  isShown: (argument: string) => boolean,
): Promise<Clock> {
  const clock = await page.evaluateHandle(
    ({ frames: wanted, argument: given, source }) => {
      // The page's policy forbids to build functions from text, so it comes as one from outside.
      const check: unknown = Reflect.get(window, source);
      if (typeof check !== 'function') throw new Error('no check');
      const time = new Promise<number>((resolve) => {
        window.addEventListener(
          'keydown',
          ({ timeStamp }) => {
            let left = wanted;
            const look = () => {
              if ((left < wanted || check(given)) && --left === 0) {
                const { port1, port2 } = new MessageChannel();
                port1.addEventListener('message', () => resolve(performance.now() - timeStamp));
                port1.start();
                port2.postMessage(null);
              } else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          },
          { capture: true, once: true },
        );
      });
      return { time };
    },
    { frames, argument, source: await expose(page, isShown) },
  );
  return { done: () => clock.evaluate(({ time }) => time) };
}

let checks = 0;

/** Put a function into the page under a name of its own. */
async function expose(page: Page, check: (argument: string) => boolean): Promise<string> {
  const name = `benchCheck${checks++}`;
  await page.evaluate(`window.${name} = ${String(check)}`);
  return name;
}
