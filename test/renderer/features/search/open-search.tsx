import { expect } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { SearchHit } from '../../../../shared/search/hit.ts';
import { codePoints } from '../../../../shared/text/offsets.ts';
import { openWindow } from '../../window.tsx';

/** The field of the query. */
export function field() {
  return page.getByRole('combobox', { name: 'Search all articles' });
}

const stamp = { createdAt: '', createdBy: 'ann', updatedAt: '', updatedBy: 'ann' };
const cast = ['Ana Ruiz', 'Ruiz', 'Tom Ruizman'].map((name) => ({
  entity: {
    ...stamp,
    id: name,
    type: 'person',
    name,
    aliases: [],
    externalIds: {},
    note: '',
    mergedInto: null,
  },
  mentions: 1,
  quotations: 1,
  articles: 1,
  claims: 0,
}));

const hit: SearchHit = {
  number: 0,
  articleId: 'article-0',
  revision: 1,
  title: 'Title',
  publisher: '',
  published: null,
  span: { start: codePoints(0), end: codePoints(3) },
  markId: null,
  layer: '',
  speakerId: null,
  speaker: '',
  quotationType: null,
  about: '',
  left: '',
  exact: 'dam',
  right: '',
};

/** The Search view over an engine that finds one hit for everything. */
export async function openSearch() {
  const opened = await openWindow({
    articles: 3,
    engine: {
      'entity.list': () => cast,
      'search.run': () => ({
        searchId: 's',
        hits: 1,
        kept: 1,
        articles: 1,
        isComplete: true,
        candidates: null,
        rows: [],
      }),
      'search.end': () => null,
      'search.page': () => ({ total: 1, rows: [hit] }),
      'search.groups': () => [],
      'search.marks': () => [
        { layer: 'mention', hits: 1, marks: 1, suggested: 0 },
        { layer: 'quotation', hits: 1, marks: 1, suggested: 0 },
      ],
      'search.work': () => ({
        stepId: null,
        made: 0,
        changed: 1,
        removed: 0,
        skipped: 0,
        outdated: 0,
      }),
    },
  });
  await expect.element(page.getByRole('grid', { name: 'Articles' })).toBeVisible();
  await userEvent.keyboard('{Control>}{Shift>}F{/Shift}{/Control}');
  await expect.element(field()).toHaveFocus();
  const { inputsOf } = opened;
  /** The query that the engine was asked last. */
  const asked = () => {
    const last: unknown = inputsOf('engine', 'search.run').at(-1);
    const text: unknown = Reflect.get(Object(last), 'text');
    return text;
  };
  return { inputsOf, asked };
}
