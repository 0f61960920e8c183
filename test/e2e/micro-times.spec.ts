// The numbered micro-interactions that promise a time, in the real app: measured in the page, from the key to the end of the
// frame that shows what it did. A machine that has other work may take as long as five of the simplest acts there are.
import type { Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { armed, settle } from '../bench/page-clock.ts';
import { expect, test } from './app.ts';
import { callEngine, valueOf } from './bridge.ts';
import { makeProject } from './project-files.ts';
import { caretTo, readerOf } from './reading.ts';
import { mode } from './scene.ts';

const paragraphs = 145;
const marksEach = 14;

const longArticle = Array.from(
  { length: paragraphs },
  (_, i) =>
    `“We count ${i + 200} houses by the river,” Mara Oduya told the board on day ${i + 1}. The board of ward ${i + 1} met in the old hall and heard nine reports before noon, and nobody there asked for more of them.`,
);

test('4, 9 and 18 · 5,000 words with 2,000 marks answer keys at once, and the next suggestion is in the middle', async ({
  launch,
}, info) => {
  test.setTimeout(180_000);
  const { page } = await openArticles(launch, info.outputPath('Long.quotemark'), [
    { name: info.outputPath('long.txt'), lines: ['The long count', ...longArticle] },
  ]);
  await addMarks(page);
  await caretTo(page, 'The board of ward 40 met');
  const times: Record<string, number[]> = { q: [], l: [], e: [], a: [], palette: [] };
  const floor: number[] = [];
  for (let round = 0; round < 13; round++) {
    floor.push(await pressForFloor(page));
    await page.keyboard.press('j');
    times['q']?.push(await press(page, 'q', '', isSelected));
    times['l']?.push(await press(page, 'l', await selectedText(page), isOther));
    for (const key of ['ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    times['e']?.push(await press(page, 'e', '', isSelected));
  }
  await page.keyboard.press('u');
  await expect(mode(page)).toContainText('ITEM entity');
  for (let round = 0; round < 13; round++) {
    times['a']?.push(await press(page, 'a', await selectedText(page), isOther));
    expect(await placeOfSelected(page)).toBeGreaterThanOrEqual(0.25);
    expect(await placeOfSelected(page)).toBeLessThanOrEqual(0.75);
  }
  const floorThen: number[] = [];
  for (let round = 0; round < 8; round++) {
    floorThen.push(await pressForFloor(page));
    times['palette']?.push(await press(page, 'Control+k', '', hasPalette));
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  // The first one is the first dialog of the window.
  const { palette = [], ...keys } = times;
  expectWithin(keys, high, 50, floor);
  expectWithin({ palette: palette.slice(1) }, median, 50, floorThen);
});

test('17 · finishing shows the next article at once', async ({ launch }, info) => {
  const names = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];
  const { page } = await openArticles(
    launch,
    info.outputPath('Short.quotemark'),
    names.map((name) => ({
      name: info.outputPath(`${name}.txt`),
      lines: [`The ${name} report`, ...longArticle.slice(0, 20)],
    })),
  );
  const floor: number[] = [];
  const times: number[] = [];
  for (const name of names.slice(1)) {
    floor.push(await pressForFloor(page));
    times.push(await press(page, 'Control+Enter', `The ${name} report`, isOpen));
  }
  expectWithin({ finish: times }, median, 150, floor);
});

async function openArticles(
  launch: (options: { args: string[] }) => Promise<{ readonly page: Page }>,
  file: string,
  articles: readonly { readonly name: string; readonly lines: readonly string[] }[],
) {
  for (const { name, lines } of articles) await writeFile(name, `${lines.join('\n\n')}\n`);
  await makeProject(
    file,
    articles.map(({ name }) => name),
  );
  const running = await launch({ args: [file] });
  const { page } = running;
  await page.getByRole('grid', { name: 'Articles' }).focus();
  await page.keyboard.press('Enter');
  await expect(readerOf(page)).toBeFocused();
  return running;
}

/** Fourteen entities in each paragraph, words of four letters and more; every third paragraph ends with a suggestion. */
async function addMarks(page: Page): Promise<void> {
  const list = valueOf(await callEngine(page, 'article.list', {}));
  const articleId = list.rows[0]?.id ?? '';
  const { revision } = valueOf(await callEngine(page, 'article.get', { id: articleId }));
  const calls = [...revision.text.matchAll(/\n“.*/g)].flatMap((line, index) =>
    [...line[0].matchAll(/[a-z]{4,}/g)].slice(0, marksEach).map((word, number) => {
      const start = line.index + word.index;
      const state = index % 3 === 0 && number === marksEach - 1 ? 'suggested' : 'accepted';
      const segments = [{ role: 'span', start, end: start + word[0].length }];
      const input = { articleId, layer: 'mention', label: 'person', state, segments };
      return { name: 'annotation.create', input };
    }),
  );
  expect(calls.length).toBeGreaterThan(1900);
  const input = { label: 'Marks', calls };
  valueOf(await callEngine(page, 'command.run', { name: 'batch.run', input }));
  await expect(page.getByRole('button', { name: /^Entities, \d{4}/ })).toBeVisible();
}

/** Time until a key shows, in ms. */
async function press(
  page: Page,
  key: string,
  argument: string,
  isShown: (argument: string) => boolean,
): Promise<number> {
  await settle(page);
  const clock = await armed(page, 1, argument, isShown);
  await page.keyboard.press(key);
  return clock.done();
}

/** A key that only underlines a paragraph: no act can be shown sooner here. */
async function pressForFloor(page: Page): Promise<number> {
  await page.evaluate(() => {
    const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('p');
    const options = { capture: true, once: true };
    const act = (event: KeyboardEvent) => {
      event.stopPropagation();
      event.preventDefault();
      if (middle) middle.style.textDecoration = middle.style.textDecoration ? '' : 'underline';
    };
    window.addEventListener('keydown', act, options);
  });
  return press(page, 'Pause', '', () => true);
}

function isSelected(): boolean {
  return document.querySelector('.qm-text .qm-selected') !== null;
}

function isOther(before: string): boolean {
  const parts = [...document.querySelectorAll('.qm-text .qm-selected')];
  const text = parts
    .map((part) => `${part.textContent}@${part.closest('p')?.textContent}`)
    .join('');
  return text !== '' && text !== before;
}

function hasPalette(): boolean {
  return document.querySelector('[role=dialog] [role=option]') !== null;
}

function isOpen(title: string): boolean {
  return document.querySelector('.qm-text')?.textContent.includes(title) ?? false;
}

function selectedText(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.qm-text .qm-selected')]
      .map((part) => `${part.textContent}@${part.closest('p')?.textContent}`)
      .join(''),
  );
}

/** Where the selected mark stands in the view: 0 is its upper edge, 1 its lower. */
function placeOfSelected(page: Page): Promise<number> {
  return page.evaluate(() => {
    const mark = document.querySelector('.qm-text .qm-selected')?.getBoundingClientRect();
    const box = document.querySelector('.qm-reader')?.getBoundingClientRect();
    if (!mark || !box) return -1;
    return ((mark.top + mark.bottom) / 2 - box.top) / box.height;
  });
}

type Figure = (values: readonly number[]) => number;

/** A figure of the times is at most so long, or five times that of a single change of style in the same page now. */
function expectWithin(
  times: Record<string, number[]>,
  figure: Figure,
  promisedMs: number,
  floor: readonly number[],
): void {
  const limit = Math.max(promisedMs, 5 * figure(floor));
  for (const [name, values] of Object.entries(times)) {
    const shown = `${name}: ${values.map(Math.round).join(', ')} ms, beside ${floor.map(Math.round).join(', ')} ms`;
    expect(figure(values), shown).toBeLessThanOrEqual(limit);
  }
}

/** The 95th of a hundred. */
function high(values: readonly number[]): number {
  return at(values, 0.95);
}

function median(values: readonly number[]): number {
  return at(values, 0.5);
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}
