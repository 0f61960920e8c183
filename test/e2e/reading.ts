import { expect, type Page } from '@playwright/test';
import { listSentences } from '../../shared/text/sentences.ts';
import { buildOffsetMap, utf16 } from '../../shared/text/offsets.ts';

/** The reader of the Annotate view. */
export function readerOf(page: Page) {
  return page.getByRole('textbox', { name: /^Article text/ });
}

/** Canonical text of the article as the reader shows it: its blocks, joined by line feeds. */
export async function textOf(page: Page): Promise<string> {
  return readerOf(page).evaluate((root) =>
    [...root.querySelectorAll('p, h1, h2, h3, figcaption, [data-type="caption"]')]
      .map((block) => block.textContent)
      .join('\n'),
  );
}

/** Put the caret before some words with keys alone: sentence by sentence, then letter by letter. */
export async function caretTo(page: Page, words: string): Promise<void> {
  const text = await textOf(page);
  const at = text.indexOf(words);
  if (at < 0) throw new Error(`The article does not say: ${words}`);
  const offset = buildOffsetMap(text).toCodePoint(utf16(at));
  const sentences = listSentences(text, 'en');
  const index = sentences.findLastIndex(({ start }) => start <= offset);
  // Within 200 ms of a focus ProseMirror takes a jump to the very start for the browser's own and undoes it.
  await expect(async () => {
    await readerOf(page).press('Control+Home');
    expect(await isCaretAtStart(page)).toBe(true);
  }).toPass();
  // The first sentence begins where the caret is.
  for (let i = 0; i < index; i++) await page.keyboard.press('j');
  const steps = offset - (sentences[index]?.start ?? 0);
  for (let i = 0; i < steps; i++) await page.keyboard.press('ArrowRight');
}

function isCaretAtStart(page: Page): Promise<boolean> {
  return readerOf(page).evaluate((root) => {
    const selection = getSelection();
    if (!selection?.isCollapsed || !selection.focusNode) return false;
    const before = document.createRange();
    before.setStart(root, 0);
    before.setEnd(selection.focusNode, selection.focusOffset);
    return before.toString() === '';
  });
}

/** Select some words with keys alone. */
export async function selectByKeys(page: Page, words: string): Promise<void> {
  await caretTo(page, words);
  for (const { index } of new Intl.Segmenter('en').segment(words)) {
    void index;
    await page.keyboard.press('Shift+ArrowRight');
  }
}

/** Select some words by dragging the mouse over them. Both ends must be in view or can be scrolled there. */
export async function selectByMouse(page: Page, words: string): Promise<void> {
  const ends = await rectsOf(page, words);
  await page.mouse.move(ends.from.x, ends.from.y);
  await page.mouse.down();
  await page.mouse.move((ends.from.x + ends.to.x) / 2, (ends.from.y + ends.to.y) / 2, { steps: 3 });
  await page.mouse.move(ends.to.x, ends.to.y, { steps: 3 });
  await page.mouse.up();
}

/** Click into some words, at the middle of their first line. */
export async function clickOn(page: Page, words: string): Promise<void> {
  const { from, to } = await rectsOf(page, words);
  await page.mouse.click(from.y === to.y ? (from.x + to.x) / 2 : from.x + 12, from.y);
}

/** Select the word in the middle of some words by a double click. */
export async function doubleClickOn(page: Page, words: string): Promise<void> {
  const { from, to } = await rectsOf(page, words);
  await page.mouse.dblclick(from.y === to.y ? (from.x + to.x) / 2 : from.x + 12, from.y);
}

/** Window coordinates of the edges of some words, scrolled into view, once the text stands still. */
async function rectsOf(page: Page, words: string): Promise<Ends> {
  await scrollTo(page, words);
  let last = await measure(page, words);
  // Blocks that come into view take their real height in the next frames, and what stands below them moves.
  for (;;) {
    const next = await measure(page, words);
    if (next.from.y === last.from.y && next.to.y === last.to.y) return next;
    last = next;
  }
}

interface Ends {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

function scrollTo(page: Page, words: string): Promise<void> {
  return readerOf(page).evaluate((root, wanted) => {
    const blocks = [...root.querySelectorAll('p, h1, h2, h3, figcaption, [data-type="caption"]')];
    blocks
      .find(({ textContent }) => textContent.includes(wanted))
      ?.scrollIntoView({ block: 'center' });
  }, words);
}

function measure(page: Page, words: string): Promise<Ends> {
  return readerOf(page).evaluate(async (root, wanted) => {
    // Marks are drawn anew for what has come into view: look at the text after that.
    for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
    const nodes: { node: Text; start: number }[] = [];
    let text = '';
    const blocks = root.querySelectorAll('p, h1, h2, h3, figcaption, [data-type="caption"]');
    for (const block of blocks) {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!(node instanceof Text)) continue;
        nodes.push({ node, start: text.length });
        text += node.data;
      }
      text += '\n';
    }
    const at = text.indexOf(wanted);
    if (at < 0) throw new Error(`The article does not say: ${wanted}`);
    const place = (offset: number, side: 'start' | 'end') => {
      const found = nodes.findLast(({ start }) =>
        side === 'start' ? start <= offset : start < offset,
      );
      if (!found) throw new Error('no text there');
      return { node: found.node, offset: offset - found.start };
    };
    const from = place(at, 'start');
    const to = place(at + wanted.length, 'end');
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
    const first = rects[0];
    const last = rects.at(-1);
    if (!first || !last) throw new Error('not drawn');
    return {
      from: { x: first.left + 0.5, y: first.top + first.height / 2 },
      to: { x: last.right - 0.5, y: last.top + last.height / 2 },
    };
  }, words);
}
