import type { Page } from '@playwright/test';
import type { Bench } from './measure.ts';
import { armed, settle } from './page-clock.ts';

/** Presses of each key in one round. */
const presses = 10;

/** Times of one round in milliseconds, one a press. */
interface Round {
  readonly create: readonly number[];
  readonly resize: readonly number[];
  readonly remove: readonly number[];
  /** Script, style and layout of the whole of each act, until the engine has stored it and the window is at rest. */
  readonly work: readonly number[];
}

/**
 * Making, resizing and deleting marks in the middle of an article, by keys, many presses a round. Each mark is deleted again,
 * so that the article stays as it was.
 */
export function createMarkBenches(
  page: Page,
  label: string,
  open: () => Promise<unknown>,
): readonly Bench[] {
  const acts = 'a key that changes a class of one paragraph of that page';
  let round: Round | null = null;
  const show = async () => {
    await open();
    await scrollToMiddle(page);
  };
  // The keys of one mark are pressed in turn: all but the first bench take their values from the round of the first.
  const part = (key: keyof Round) => async () => {
    if (!round) throw new Error('nothing was created yet');
    return round[key];
  };
  const bench = (name: string, key: keyof Round): Bench => ({
    name: `${name}, ${label}`,
    floorIs: acts,
    measure: part(key),
    floor: () => pressForFloor(page),
  });
  const create = async () => {
    await show();
    round = await pressForMarks(page);
    return round.create;
  };
  const createFloor = async () => {
    await show();
    return pressForFloor(page);
  };
  return [
    { ...bench('create mark', 'create'), measure: create, floor: createFloor },
    bench('resize mark', 'resize'),
    bench('delete mark', 'remove'),
    { ...bench('all work of one act', 'work'), floor: () => workForFloor(page) },
  ];
}

async function scrollToMiddle(page: Page): Promise<void> {
  await page.evaluate(() => {
    const scroller = document.querySelector('.qm-reader');
    scroller?.scrollTo({ top: scroller.scrollHeight / 2 });
  });
  await settle(page);
}

async function pressForMarks(page: Page): Promise<Round> {
  const times = {
    create: [] as number[],
    resize: [] as number[],
    remove: [] as number[],
    work: [] as number[],
  };
  const press = async (
    key: string,
    word: string,
    into: 'create' | 'resize' | 'remove',
    isShown: (word: string) => boolean,
  ) => {
    const time = await armed(page, 1, word, isShown);
    const before = await readWork(page);
    await page.keyboard.press(key);
    times[into].push(await time.done());
    await settle(page);
    await page.locator('[data-saved="saved"]').waitFor();
    await settle(page);
    times.work.push((await readWork(page)) - before);
  };
  for (let i = 0; i < presses; i++) {
    const word = await selectFreeWord(page);
    await settle(page);
    await press('2', word, 'create', isMarked);
    await press('l', word, 'resize', isLonger);
    await press('Delete', word, 'remove', isGone);
  }
  return times;
}

function isMarked(word: string): boolean {
  return [...document.querySelectorAll('.qm-selected')].some((each) => each.textContent === word);
}

function isLonger(word: string): boolean {
  const text = [...document.querySelectorAll('.qm-text .qm-selected')]
    .map((each) => each.textContent)
    .join('');
  return text.startsWith(word) && text.length > word.length;
}

/** Deleting selects the next mark, so that others may be selected then. */
function isGone(word: string): boolean {
  const selected = [...document.querySelectorAll('.qm-text .qm-selected')];
  return selected.every((each) => !each.textContent.startsWith(word));
}

/** A key that does nothing but to change the looks of one paragraph in view: no such act can be shown sooner. */
async function pressForFloor(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < presses; i++) times.push(await pressOnce(page, 'at rest'));
  return times;
}

async function workForFloor(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < presses; i++) {
    const before = await readWork(page);
    await pressOnce(page, 'at rest');
    await settle(page);
    await settle(page);
    times.push((await readWork(page)) - before);
  }
  return times;
}

/** Press the key of the floor once, when the window is at rest or at once. */
export async function pressOnce(page: Page, when: 'at rest' | 'at once'): Promise<number> {
  await page.evaluate(() => {
    const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('p');
    window.addEventListener(
      'keydown',
      (event) => {
        event.stopPropagation();
        event.preventDefault();
        middle?.toggleAttribute('data-floor');
        if (middle) middle.style.textDecoration = middle.dataset['floor'] === '' ? 'underline' : '';
      },
      { capture: true, once: true },
    );
  });
  if (when === 'at rest') await settle(page);
  const time = await armed(page, 1, '', () => true);
  await page.keyboard.press('Pause');
  return time.done();
}

/** Milliseconds of script, style and layout that the page has spent so far. */
async function readWork(page: Page): Promise<number> {
  const client = await clientOf(page);
  const { metrics } = await client.send('Performance.getMetrics');
  const names = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'];
  return metrics.reduce(
    (sum, { name, value }) => (names.includes(name) ? sum + value * 1000 : sum),
    0,
  );
}

const clients = new WeakMap<Page, ReturnType<typeof connect>>();

async function connect(page: Page) {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  return client;
}

async function clientOf(page: Page) {
  const client = clients.get(page) ?? connect(page);
  clients.set(page, client);
  return client;
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
