import { describe, expect, test } from 'vitest';
import {
  applyToArticle,
  applyToEntities,
  toOpenArticle,
} from '../../../renderer/state/apply-changes.ts';
import type { Change } from '../../../shared/records/change.ts';
import type { Annotation, ArticleState, Comment } from '../../../shared/records/records.ts';
import { codePoints } from '../../../shared/text/offsets.ts';
import { buildArticle } from '../canned.ts';

const stamp = {
  createdAt: '2026-11-20T09:00:00.000Z',
  createdBy: 'ann',
  updatedAt: '2026-11-20T09:00:00.000Z',
  updatedBy: 'ann',
};
const mark = buildMark('a', 'article-0');
const remark = buildComment('r', 'annotation', 'a');
const open = toOpenArticle({
  ...buildArticle('article-0'),
  annotations: [mark],
  comments: [remark],
});

describe('applyToArticle', () => {
  test.each<[string, Change]>([
    ['a mark on another article', put('annotation', buildMark('b', 'article-1'))],
    ['the status of another annotator', put('article_state', buildState('bob', 'done'))],
    ['another article', put('article', { ...open.article, id: 'article-1' })],
    ['a comment on a mark of another article', put('comment', buildComment('s', 'annotation', 'b'))],
    ['the removal of a mark that is not here', { type: 'annotation', id: 'b', before: buildMark('b', 'article-0'), after: null }],
  ])('gives the same object for %s', (_, change) => {
    expect(applyToArticle(open, [change], 'ann')).toBe(open);
  }); // prettier-ignore

  test('puts, replaces and removes marks and comments, in the order of the changes', () => {
    const doubted = { ...mark, doubt: true };
    const second = buildMark('b', 'article-0');
    const answer = buildComment('s', 'annotation', 'b');
    const changes: Change[] = [
      put('annotation', doubted),
      put('annotation', second),
      put('comment', answer),
      put('comment', buildComment('t', 'article', 'article-0')),
      { type: 'comment', id: 'r', before: remark, after: null },
      { type: 'comment', id: 't', before: null, after: null },
    ];
    expect(applyToArticle(open, changes, 'ann')).toEqual({
      ...open,
      annotations: new Map([
        ['a', doubted],
        ['b', second],
      ]),
      comments: new Map([['s', answer]]),
    });
    expect(open.annotations.get('a')).toBe(mark);
  });

  test('a mark on an earlier text is unplaced and never among those to draw, until it is placed', () => {
    const lost = { ...mark, revision: 0 };
    const unplaced = applyToArticle(open, [put('annotation', lost)], 'ann');
    expect(unplaced).toEqual({
      ...open,
      annotations: new Map(),
      unplaced: new Map([['a', lost]]),
    });
    if (typeof unplaced === 'string') throw new TypeError(unplaced);
    expect(applyToArticle(unplaced, [put('annotation', mark)], 'ann')).toEqual(open);
  });

  test('keeps the maps that nothing touched', () => {
    const next = applyToArticle(open, [put('article_state', buildState('ann', 'done'))], 'ann');
    expect(next).toMatchObject({ status: 'done' });
    expect(typeof next === 'object' && next.annotations).toBe(open.annotations);
  });

  test('takes the status back to new with its row', () => {
    const done = { ...open, status: 'done' as const };
    const state = buildState('ann', 'done');
    const change: Change = { type: 'article_state', id: state.id, before: state, after: null };
    expect(applyToArticle(done, [change], 'ann')).toEqual({ ...open, status: 'new' });
  });

  test('is stale after a new revision and gone with its row; an undone revision in one list is neither', () => {
    const corrected = { ...open.article, revision: 2 };
    expect(applyToArticle(open, [put('article', corrected)], 'ann')).toBe('stale');
    const removed: Change = { type: 'article', id: 'article-0', before: open.article, after: null };
    expect(applyToArticle(open, [removed], 'ann')).toBe('gone');
    const titled = { ...open.article, title: 'New' };
    const both = [put('article', corrected), put('article', titled)];
    expect(applyToArticle(open, both, 'ann')).toEqual({ ...open, article: titled });
  });
});

test('applyToEntities gives the same map when no entity is named', () => {
  const entities = new Map();
  expect(applyToEntities(entities, [put('annotation', mark)])).toBe(entities);
});

function put<Type extends Change['type']>(
  type: Type,
  after: Extract<Change, { type: Type }>['after'] & { readonly id: string },
): Change {
  return { type, id: after.id, before: null, after } as Change;
}

function buildMark(id: string, articleId: string): Annotation {
  return {
    ...stamp,
    id,
    articleId,
    revision: 1,
    layer: 'mention',
    label: 'person',
    annotatorId: 'ann',
    state: 'accepted',
    attributes: {},
    doubt: false,
    note: '',
    entityId: null,
    speakerId: null,
    claimId: null,
    segments: [{ role: 'span', start: codePoints(0), end: codePoints(3), exact: 'Two' }],
  };
}

function buildComment(id: string, targetType: Comment['targetType'], targetId: string): Comment {
  return { ...stamp, id, targetType, targetId, parentId: null, body: 'Hm.', annotatorId: 'ann', resolved: false }; // prettier-ignore
}

function buildState(annotatorId: string, status: ArticleState['status']): ArticleState {
  return { ...stamp, id: `article-0:${annotatorId}`, articleId: 'article-0', annotatorId, status };
}
