import { expect, test } from 'vitest';
import {
  createMakers,
  type AnnotateParts,
} from '../../../../../renderer/features/annotate/commands/make.ts';
import { openSession } from '../../../state/open-session.ts';

test('a command meant for a mark that undo is taking away waits, and says in words that it is gone', async () => {
  const { session, articleId } = await openSession();
  const id = session.newId();
  await session.run('annotation.create', {
    id,
    articleId,
    layer: 'mention',
    segments: [{ role: 'span', start: 0, end: 4 }],
  });
  const said: string[] = [];
  const find = () => session.store.getState().article?.annotations.get(id) ?? null;
  const { writing, needsMark } = createMakers({
    actions: { getArticle: () => session.store.getState().article, selected: find },
    resizing: { flush: () => undefined },
    workspace: { session, announce: (text: string) => said.push(text) },
  } as unknown as AnnotateParts);
  const doubt = writing({
    id: 'annotate.doubt',
    label: 'Flag as doubtful',
    section: 0,
    keys: [],
    blocked: needsMark,
    run: async () => void (await session.run('annotation.update', { id, doubt: true })),
  });

  await doubt.run();
  expect(find()?.doubt).toBe(true);
  const undoing = [session.undo(), session.undo()];
  expect(doubt.blocked()).toBeNull();
  await doubt.run();
  await Promise.all(undoing);
  expect(find()).toBeNull();
  expect(said).toEqual(['Select a mark first']);
});

test('typed text that is not sent yet is stored before undo, which then takes it back', async () => {
  const { session, articleId } = await openSession();
  const note = () => session.store.getState().article?.article.note;
  const before = note();
  await session.run('article.update', { id: articleId, note: 'First' });
  const stop = session.beforeHistory(
    () => void session.run('article.update', { id: articleId, note: 'First, and more' }),
  );
  await session.undo();
  stop();
  expect(note()).toBe('First');
  await session.undo();
  expect(note()).toBe(before);
});
