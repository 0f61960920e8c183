import { expect, test } from 'vitest';
import type { SessionState } from '../../../renderer/state/session-state.ts';
import { openSession } from './open-session.ts';

/** Opens another article and lists what was seen of it: `old`, `text`, `marks`, each once in a row. */
async function watchOpening() {
  const opened = await openSession();
  const { project, session, articleId } = opened;
  const other = project.read.articleIds('with')[1] ?? '';
  const seen: string[] = [];
  const look = ({ arriving, article }: SessionState) => {
    const text = arriving && `text of ${arriving.article.id === other ? 'it' : 'another'}`;
    const marks = article && (article.article.id === other ? 'it' : 'old');
    const now = [text, marks].filter(Boolean).join(' and ') || 'nothing';
    if (seen.at(-1) !== now) seen.push(now);
  };
  look(session.store.getState());
  session.store.subscribe(look);
  return { ...opened, other, articleId, seen };
}

test('an article shows its text first, and nothing of the one before beside it', async () => {
  const { session, other, seen, channels, project } = await watchOpening();
  channels.length = 0;
  let told = 0;
  await session.openArticle(other, () => told++);
  expect(seen).toEqual(['old', 'text of it', 'it']);
  expect(told).toBe(1);
  expect(channels).toEqual(['article.text', 'article.get']);
  expect(session.store.getState().article?.revision).toEqual(project.read.article(other).revision);
  expect(session.store.getState().arriving).toBeNull();
});

test('one that was read to look at comes at once', async () => {
  const { session, other, seen } = await watchOpening();
  await session.readArticle(other);
  await session.openArticle(other);
  expect(seen).toEqual(['old', 'it']);
});

test('an article that cannot be read leaves the one before open', async () => {
  const { session, seen } = await watchOpening();
  await expect(session.openArticle('gone')).rejects.toMatchObject({
    failure: { code: 'not_found' },
  });
  expect(seen).toEqual(['old']);
});

test('going back while another text is shown ends it', async () => {
  const { session, articleId, other, seen } = await watchOpening();
  let back = Promise.resolve();
  const there = session.openArticle(other, () => {
    back = session.openArticle(articleId);
  });
  await there;
  await back;
  expect(seen).toEqual(['old', 'text of it', 'old']);
});
