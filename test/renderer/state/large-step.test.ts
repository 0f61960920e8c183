import { expect, test } from 'vitest';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import { compareWithEngine, openSession } from './open-session.ts';

test('a step too large to be told is read again; the open article goes with the step that had made it', async () => {
  const opened = await openSession();
  const { project, session, channels, errors, settle } = opened;
  const about = { byline: '', publisher: '', url: '', published: null, language: '', note: '' };
  const origin = { file: null, importer: 'test@1', sha256: null, encoding: null, newline: null };
  const articles = Array.from({ length: 20 }, (_, i) => ({
    ...{ id: `large-${i}`, title: `Large ${i}`, ...about, tags: [], origin },
    document: plainTextDocument([`${i}`, 'word '.repeat(10_000)]),
  }));
  await session.run('article.import', { articles });
  await settle();
  const { shown, told } = compareWithEngine(opened);
  expect(shown).toEqual(told);
  await session.openArticle('large-3');
  channels.length = 0;
  project.undo();
  await settle();
  expect(channels).toContain('entity.list');
  expect(session.store.getState()).toMatchObject({ article: null, stepCount: 2 });
  expect(errors).toEqual([]);
});
