import { expect, test } from 'vitest';
import { codePoints } from '../../../shared/text/offsets.ts';
import type { SessionState } from '../../../renderer/state/session-state.ts';
import { makeLargeArticle } from '../../helpers/large-article.ts';
import { compareWithEngine, openSessionOf } from './open-session.ts';

/**
 * Opens an article whose marks come after its text, and lists what was seen of it: marks that are arriving, marks that are
 * open, each once in a row.
 *
 * @param meanwhile Called when its text is shown, before the engine is asked for its marks.
 */
async function watchOpening(meanwhile: () => void = () => undefined) {
  const made = makeLargeArticle();
  const seen: string[] = [];
  const onCall = (channel: string) => {
    if (channel === 'article.marks') meanwhile();
  };
  const opened = await openSessionOf({ project: made.project, articleId: made.small }, onCall);
  const look = ({ arriving, article }: SessionState) => {
    const name = article?.article.id === made.large ? 'large' : article ? 'small' : 'none';
    const now = arriving
      ? `${arriving.annotations.size} arriving, ${name} open`
      : `${article?.annotations.size} of ${name} open`;
    if (seen.at(-1) !== now) seen.push(now);
  };
  look(opened.session.store.getState());
  opened.session.store.subscribe(look);
  opened.channels.length = 0;
  return { ...opened, ...made, articleId: made.large, seen };
}

test('an article shows its text with the marks in view first, then more of them, and is open when all are there', async () => {
  const opened = await watchOpening();
  const { project, session, large, seen, channels } = opened;
  let told = '';
  await session.openArticle(large, { near: 20_000, onText: () => (told = seen.join(' | ')) });
  const near = project.read.articleOpening(large, codePoints(20_000)).annotations.length;
  const [before, first, ...more] = seen;
  expect([before, first]).toEqual(['5 of small open', `${near} arriving, none open`]);
  expect(told).toBe(`${before} | ${first}`);
  expect(more.at(-1)).toBe('800 of large open');
  expect(more.length).toBeGreaterThan(2);
  expect(channels).toEqual(['article.open', 'article.marks']);
  const { annotations } = project.read.article(large);
  expect([...(session.store.getState().article?.annotations.values() ?? [])]).toEqual(annotations);
  expectInStep(opened);
});

test('what was drawn of a mark stays the same object', async () => {
  const { session, large } = await watchOpening();
  let first: SessionState['arriving'] = null;
  await session.openArticle(large, { onText: () => (first = session.store.getState().arriving) });
  const whole = session.store.getState().article?.annotations;
  const kept = (first as SessionState['arriving'])?.annotations ?? new Map<string, never>();
  expect(kept.size).toBeGreaterThan(100);
  for (const [id, mark] of kept) expect(whole?.get(id)).toBe(mark);
});

const cut = {
  document: {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Cut.' }] }],
  },
  reason: 'Cut',
};
const steps: Readonly<Record<string, (made: ReturnType<typeof makeLargeArticle>) => void>> = {
  'changes and removes marks': ({ project, large }) => {
    const [first, second] = project.read.article(large).annotations;
    project.run('annotation.update', { id: first?.id, note: 'Meanwhile' });
    project.run('annotation.delete', { ids: [second?.id] });
  },
  'makes a mark': ({ project, large }) => {
    const segments = [{ role: 'span', start: 0, end: 3 }];
    project.run('annotation.create', {
      ...{ id: 'new', articleId: large, layer: 'mention', label: 'person' },
      segments,
    });
  },
  'is taken back': ({ project, large }) => {
    const ids = project.read.article(large).annotations.map(({ id }) => id);
    project.run('annotation.delete', { ids: ids.slice(0, 300) });
    project.undo();
  },
  'gives it another text': ({ project, large }) => {
    project.run('article.revise', { id: large, ...cut });
  },
  'gives it another text and takes it back': ({ project, large }) => {
    project.run('article.revise', { id: large, ...cut });
    project.undo();
  },
  'finishes it and comments on it': ({ project, large }) => {
    project.run('article.setStatus', { ids: [large], status: 'done' });
    const target = { targetType: 'article', targetId: large, parentId: null };
    project.run('comment.create', { id: 'c', ...target, body: 'Done.' });
  },
};

test.each(Object.entries(steps))(
  'a step that %s while its marks are read is not lost',
  async (_, run) => {
    let hasRun = false;
    const opened = await watchOpening(() => {
      if (hasRun) return;
      hasRun = true;
      run(opened);
    });
    await opened.session.openArticle(opened.large);
    await opened.settle();
    expect(hasRun).toBe(true);
    expectInStep(opened);
  },
);

test('a step that comes right after its marks were read is not lost', async () => {
  const opened = await watchOpening(() => {
    // The engine is asked for the marks in this task, so it does this after it has read them.
    queueMicrotask(() => {
      const input = {
        name: 'annotation.update',
        input: { id: `${opened.large}-mark-0`, note: 'Late' },
      };
      ran = opened.session.clients.engine.call('command.run', input);
    });
  });
  let ran: Promise<unknown> = Promise.resolve();
  await opened.session.openArticle(opened.large);
  await ran;
  await opened.settle();
  const { annotations } = opened.session.store.getState().article ?? {};
  expect(annotations?.get(`${opened.large}-mark-0`)?.note).toBe('Late');
  expectInStep(opened);
});

test('what is done to marks waits until all are there', async () => {
  const { session, large } = await watchOpening();
  let done = '';
  const act = () => (done += session.store.getState().article?.annotations.size ?? 'none');
  await session.openArticle(large, {
    onText: () => {
      void session.inTurn(act);
      expect(done).toBe('');
    },
  });
  await session.inTurn(() => undefined);
  expect(done).toBe('800');
});

test('one that was read to look at comes without its text being read again', async () => {
  const { session, large, seen, channels } = await watchOpening();
  await session.readArticle(large, 0);
  await session.openArticle(large);
  expect(channels).toEqual(['article.open', 'article.marks']);
  expect(seen.at(-1)).toBe('800 of large open');
});

test('an article that cannot be read leaves the one before open', async () => {
  const { session, seen } = await watchOpening();
  await expect(session.openArticle('gone')).rejects.toMatchObject({
    failure: { code: 'not_found' },
  });
  expect(seen).toEqual(['5 of small open']);
});

test('an article that goes away while its marks are read leaves the one before open', async () => {
  const opened = await watchOpening(() => opened.project.undo());
  const { project, session, large, seen, settle } = opened;
  await expect(session.openArticle(large)).rejects.toMatchObject({
    failure: { code: 'not_found' },
  });
  await settle();
  expect(project.read.articleIds('with')).toEqual([]);
  expect(session.store.getState().arriving).toBeNull();
  expect(seen.slice(0, 1)).toEqual(['5 of small open']);
});

test('going back while another text is shown ends it', async () => {
  const { session, small, large, seen } = await watchOpening();
  let back = Promise.resolve();
  await session.openArticle(large, {
    onText: () => {
      back = session.openArticle(small);
    },
  });
  await back;
  expect(seen.at(-1)).toBe('5 of small open');
  expect(seen).not.toContain('800 of large open');
});

test('an open article whose text changes is read again behind the old one', async () => {
  const { project, session, large, seen, settle } = await watchOpening();
  await session.openArticle(large);
  seen.length = 0;
  const { document } = project.read.article(large).revision;
  const shorter = { ...document, content: document.content.slice(1) };
  project.run('article.revise', { id: large, document: shorter, reason: 'Cut' });
  await settle();
  await expect.poll(() => session.store.getState().article?.article.revision).toBe(2);
  expect(seen.filter((look) => look.includes('arriving'))).toEqual([]);
});

function expectInStep(opened: Awaited<ReturnType<typeof openSessionOf>>): void {
  const { told, shown } = compareWithEngine(opened);
  expect(shown).toEqual(told);
  expect(opened.errors).toEqual([]);
}
