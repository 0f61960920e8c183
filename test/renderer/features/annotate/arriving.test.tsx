import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { buildArticle, toOpening } from '../../canned.ts';
import { openWindow } from '../../window.tsx';
import { card, cast, drawn, inText, marks, withText } from './annotate-window.tsx';

const { article, status, revision, unplaced, comments } = buildArticle('article-0');
const rest = { article, status, unplaced, comments };

/** The window with an article of which the text and one mark are there, and how to let the others come. */
async function openArriving() {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const { frame } = await openWindow({
    articles: 3,
    engine: {
      'entity.list': () =>
        cast.map((entity) => ({ entity, mentions: 0, quotations: 0, articles: 0 })),
      'article.open': () => {
        const near = marks.filter(({ id }) => id === 'tom-1');
        return { article, status, revision, annotations: near, rest: null };
      },
      'article.marks': async (_, part) => {
        await released;
        part(marks.slice(0, 2));
        part(marks.slice(2));
        return rest;
      },
    },
  });
  const open = () => frame.opened.getState();
  await expect
    .poll(() => open()?.session.store.getState().project, { timeout: 10_000 })
    .toBeTruthy();
  const opening = open()?.openArticle('article-0');
  await expect.poll(inText, { timeout: 10_000 }).toBe(true);
  return {
    release: async () => {
      release();
      await opening;
    },
  };
}

test('text and marks in view are drawn while the others are read, and these when they come', async () => {
  const { release } = await openArriving();
  await expect.poll(() => drawn('tom-1').length).toBeGreaterThan(0);
  expect(drawn('claim')).toEqual([]);
  const [before] = drawn('tom-1');
  await release();
  await expect.poll(() => drawn('claim').length).toBeGreaterThan(0);
  expect(drawn('tom-1')).toEqual([before]);
});

test('a key that is pressed meanwhile goes to the marks that are there when all have come', async () => {
  const { release } = await openArriving();
  await expect.poll(() => drawn('tom-1').length).toBeGreaterThan(0);
  await userEvent.keyboard('n');
  expect(document.querySelector('.qm-selected')).toBeNull();
  await release();
  await expect.poll(card).toBe('Claim');
  expect(drawn('claim').every((each) => each.classList.contains('qm-selected'))).toBe(true);
});

test('a mark that is clicked meanwhile is selected when all have come', async () => {
  const { release } = await openArriving();
  await expect.poll(() => drawn('tom-1').length).toBeGreaterThan(0);
  const [mark] = drawn('tom-1');
  if (!mark) throw new TypeError('not drawn');
  await userEvent.click(mark);
  await release();
  await expect.poll(card).toBe('Entity');
});

test('an article that was never open begins at its beginning, wherever the caret was in the one before', async () => {
  const short = withText('The pier is safe.', []);
  const other = {
    ...short,
    article: { ...short.article, id: 'article-1' },
    revision: { ...short.revision, id: 'revision-1', articleId: 'article-1' },
  };
  const { frame, inputsOf } = await openWindow({
    articles: 3,
    engine: {
      'article.open': ({ id }) =>
        toOpening(id === 'article-1' ? other : withText('Long. '.repeat(99), [])),
    },
  });
  const open = () => frame.opened.getState();
  await expect
    .poll(() => open()?.session.store.getState().project, { timeout: 10_000 })
    .toBeTruthy();
  await open()?.openArticle('article-0');
  await expect.poll(inText, { timeout: 10_000 }).toBe(true);
  await userEvent.keyboard('{Control>}{End}{/Control}');
  await open()?.openArticle('article-1');
  await expect
    .poll(() => document.querySelector('.qm-text')?.textContent)
    .toBe('The pier is safe.');
  await userEvent.keyboard('c');
  await expect.poll(() => inputsOf('engine', 'command.run')).toHaveLength(1);
  expect(JSON.stringify(inputsOf('engine', 'command.run')[0])).toContain('"start":0,"end":17');
});
