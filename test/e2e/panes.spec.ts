import type { Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { expect, test, type RunningApp } from './app.ts';
import { callEngine, valueOf } from './bridge.ts';
import { makeProject } from './project-files.ts';
import { readerOf } from './reading.ts';

/** A made-up article of so many paragraphs, every sentence of which can be told by its number. */
function longArticle(paragraphs: number): string {
  const sentence = (number: number) =>
    `Sentence ${number} tells what the harbour committee heard from the people on the quay about the ferry and its lamps.`;
  const lines = Array.from({ length: paragraphs }, (_, index) =>
    Array.from({ length: 7 }, (_each, at) => sentence(index * 7 + at)).join(' '),
  );
  return ['The long night of the ferry', ...lines].join('\n\n');
}

/** The window with one long article open, and marks on every paragraph. */
async function openLong(app: RunningApp): Promise<Page> {
  const { page } = app;
  const { rows } = valueOf(await callEngine(page, 'article.list', {}));
  const articleId = rows[0]?.id ?? '';
  const { revision } = valueOf(await callEngine(page, 'article.get', { id: articleId }));
  const calls = [...revision.text.matchAll(/Sentence (\d+) tells/g)]
    .filter((_match, index) => index % 3 === 0)
    .map(({ index }) => ({
      name: 'annotation.create',
      input: {
        articleId,
        layer: 'mention',
        label: 'other',
        segments: [{ role: 'span', start: index, end: index + 8 }],
      },
    }));
  const input = { label: 'Mark', calls };
  valueOf(await callEngine(page, 'command.run', { name: 'batch.run', input }));
  await page.getByRole('row', { name: /long night/ }).press('Enter');
  await expect(readerOf(page)).toContainText('Sentence 12 ');
  return page;
}

interface Seen {
  /** Number of the first sentence that begins in view. */
  readonly sentence: number;
  /** Of its first line, in the scroller, in px. */
  readonly top: number;
}

/** The top of a sentence; of the first one that begins in view when none is named. Waits until the text stands still. */
async function look(page: Page, sentence: number | null = null): Promise<Seen> {
  let last: Seen | null = null;
  for (;;) {
    const next: Seen = await readerOf(page).evaluate(measure, sentence);
    if (last?.sentence === next.sentence && last.top === next.top) return next;
    last = next;
  }
}

async function measure(root: Element, wanted: number | null): Promise<Seen> {
  for (let i = 0; i < 4; i++) await new Promise((done) => requestAnimationFrame(done));
  const scroller = root.closest('.qm-reader');
  if (!scroller) throw new Error('no scroller');
  const box = scroller.getBoundingClientRect();
  for (const block of root.querySelectorAll('p')) {
    const { bottom } = block.getBoundingClientRect();
    if (wanted === null && bottom < box.top) continue;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // The first word of a sentence may be a text node of its own: it is marked.
      for (const { index } of (node.textContent ?? '').matchAll(/Sentence/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 8);
        const after = document.createRange();
        after.setStart(node, index + 8);
        after.setEndAfter(block);
        const number = Number(/\d+/.exec(after.toString())?.[0]);
        const top = range.getBoundingClientRect().top - box.top;
        if (wanted === null ? top >= 0 : number === wanted) return { sentence: number, top };
      }
    }
  }
  throw new Error(`sentence ${wanted} is not there`);
}

async function scrollTo(page: Page, part: number): Promise<void> {
  await readerOf(page).evaluate((root, share) => {
    const scroller = root.closest('.qm-reader');
    if (scroller) scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * share;
  }, part);
}

const paneKeys = ['Control+Shift+L', 'Control+Shift+I', 'Control+Shift+D'];

test('no pane, width or mark moves the first sentence in view', async ({ launch }, info) => {
  const text = info.outputPath('long.txt');
  await writeFile(text, longArticle(60));
  const file = info.outputPath('Long.quotemark');
  await makeProject(file, [text]);
  const app = await launch({ args: [file] });
  const page = await openLong(app);
  for (const part of [0.03, 0.13, 0.5, 0.87, 1]) {
    await scrollTo(page, part);
    const before = await look(page);
    // Each pane away or there, and back again: the text gets wider, narrower, higher and lower.
    for (const key of [...paneKeys, ...paneKeys]) {
      await readerOf(page).press(key);
      const after = await look(page, before.sentence);
      expect(Math.abs(after.top - before.top), `${key} at ${part}`).toBeLessThanOrEqual(2);
    }
    await setWidth(app, 1040);
    const narrow = await look(page, before.sentence);
    expect(Math.abs(narrow.top - before.top), `narrow at ${part}`).toBeLessThanOrEqual(2);
    await setWidth(app, 1280);
  }

  await scrollTo(page, 0.4);
  const before = await look(page);
  const stays = async (what: string) => {
    const after = await look(page, before.sentence);
    expect(Math.abs(after.top - before.top), what).toBeLessThanOrEqual(2);
  };
  const box = await readerOf(page).locator('..').boundingBox();
  await page.mouse.click((box?.x ?? 0) + 300, 400);
  await page.keyboard.press('c');
  await expect(page.getByRole('contentinfo')).toHaveText(/ITEM claim/);
  await stays('a mark');
  await page.keyboard.press('Delete');
  await stays('a mark deleted');
  await expect(readerOf(page)).toBeFocused();
  await expect(page.getByRole('contentinfo')).toHaveText(/ITEM entity/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await stays('a mark back');
  await expect(readerOf(page)).toBeFocused();
});

test('an article that is opened where it was left stands still from its first frame on', async ({
  launch,
}, info) => {
  const text = info.outputPath('long.txt');
  await writeFile(text, longArticle(400));
  const file = info.outputPath('Long.quotemark');
  await makeProject(file, [text]);
  const app = await launch({ args: [file] });
  const page = await openLong(app);
  await scrollTo(page, 0.5);
  await look(page);
  const box = await readerOf(page).locator('..').boundingBox();
  await page.mouse.click((box?.x ?? 0) + 300, 400);
  await expect(page.getByText('All changes saved')).toBeVisible();
  await page.keyboard.press('Control+1');
  await page.getByRole('row', { name: /long night/ }).focus();
  const seen = page.evaluate(topsOfCaret);
  await page.keyboard.press('Enter');
  const tops = await seen;
  expect(tops.length).toBeGreaterThan(10);
  expect(Math.max(...tops) - Math.min(...tops)).toBeLessThanOrEqual(2);
});

/** Where the caret of the reader is, in px, in every frame of a second from the one in which it has one. */
async function topsOfCaret(): Promise<number[]> {
  const tops: number[] = [];
  for (let until = Infinity; performance.now() < until;) {
    await new Promise((done) => requestAnimationFrame(done));
    const text = document.querySelector('.qm-text');
    const selection = getSelection();
    if (!text || !selection?.anchorNode || !text.contains(selection.anchorNode)) continue;
    if (selection.anchorNode === text) continue;
    if (tops.length === 0) until = performance.now() + 1000;
    const caret = document.createRange();
    caret.setStart(selection.anchorNode, selection.anchorOffset);
    tops.push(caret.getBoundingClientRect().top);
  }
  return tops;
}

test('panes, dock and memo are kept with the project', async ({ launch }, info) => {
  const text = info.outputPath('long.txt');
  await writeFile(text, longArticle(3));
  const file = info.outputPath('Long.quotemark');
  await makeProject(file, [text]);
  const first = await launch({ args: [file] });
  const page = await openLong(first);
  const outline = page.getByRole('complementary', { name: 'Outline' });
  const dock = page.getByRole('region', { name: 'Dock' });
  await expect(outline).toBeVisible();
  await expect(dock).toBeHidden();
  await page.keyboard.press('Control+Shift+D');
  await page.keyboard.press('Control+Shift+L');
  await expect(outline).toBeHidden();
  await dock.getByRole('button', { name: /^Sentence, .* not linked$/ }).press('Enter');
  await expect(page.getByRole('contentinfo')).toHaveText(/ITEM entity 1/);
  await dock.getByRole('tab', { name: /Memo/ }).click();
  await dock
    .getByRole('textbox', { name: 'Note on the article' })
    .fill('Ask the line for its lists.');
  // Closed before the note had time to be stored by itself.
  await readerOf(page).focus();
  await expect(page.getByText('All changes saved')).toBeVisible();
  await first.close();

  const second = await launch({ profile: first.profile, args: [file] });
  await expect(readerOf(second.page)).toBeVisible();
  await expect(second.page.getByRole('complementary', { name: 'Outline' })).toBeHidden();
  const note = second.page.getByRole('textbox', { name: 'Note on the article' });
  await expect(note).toHaveValue('Ask the line for its lists.');
  await second.page.keyboard.press('Control+1');
  await expect(second.page.getByRole('row', { name: /long night/ })).toBeFocused();
});

async function setWidth(app: RunningApp, width: number): Promise<void> {
  await app.app.evaluate(({ BrowserWindow }, widthPx) => {
    const window = BrowserWindow.getAllWindows()[0];
    window?.setContentSize(widthPx, window.getContentSize()[1] ?? 800);
  }, width);
  await expect.poll(() => app.page.evaluate(() => innerWidth)).toBe(width);
}
