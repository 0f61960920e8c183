import { describe, expect, test } from 'vitest';
import type { SessionState } from '../../../renderer/state/session-state.ts';
import type { Annotation } from '../../../shared/records/records.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import { compareWithEngine, openSession, scene } from './open-session.ts';

describe('a step', () => {
  test('of the session itself ends in what the engine has, with nothing left on its way', async () => {
    const opened = await openSession();
    const { session, articleId } = opened;
    const id = session.newId();
    const running = session.run('annotation.create', {
      id,
      articleId,
      layer: 'mention',
      label: 'person',
      segments: [{ role: 'span', start: 0, end: 4 }],
    });
    expect(session.store.getState().article?.annotations.has(id)).toBe(true);
    expect(session.store.getState().pending).toBe(1);
    await running;
    expectInStep(opened);
    expect(session.store.getState()).toMatchObject({ pending: 0, stepCount: 1 });
    expect(session.store.getState().history.undo).not.toBeNull();
  });

  test('that only introduces a new annotator does not count: an offer to undo what follows stays', async () => {
    const { session, emit, settle } = await openSession();
    const annotator = session.store.getState().project?.annotator;
    if (!annotator) throw new TypeError('no annotator');
    const { history } = session.store.getState();
    emit('step', {
      stepId: 'first',
      command: 'annotator.create',
      label: 'First step',
      value: null,
      history,
      changes: [{ type: 'annotator', id: annotator.id, before: null, after: annotator }],
    });
    await settle();
    expect(session.store.getState().stepCount).toBe(0);
  });

  test('of another client, an undo and a redo are applied', async () => {
    const opened = await openSession();
    const { project, session, settle } = opened;
    const mark = firstMark(session.store.getState());
    project.run('annotation.update', { id: mark.id, note: 'From elsewhere' });
    project.run('entity.create', { id: 'new', type: 'person', name: 'Somebody' });
    await settle();
    expectInStep(opened);
    await session.undo();
    expectInStep(opened);
    expect(session.store.getState().entities.has('new')).toBe(false);
    await session.redo();
    expectInStep(opened);
    expect(session.store.getState().entities.has('new')).toBe(true);
  });

  test('that merges entities or brings in a dataset is applied', async () => {
    const opened = await openSession();
    const { project, session, articleId, settle } = opened;
    const [from, into] = [...session.store.getState().entities.keys()];
    project.run('entity.merge', { fromId: from, intoId: into });
    await settle();
    expectInStep(opened);
    const dataset = project.read.article(articleId);
    project.run('annotation.delete', { ids: dataset.annotations.map(({ id }) => id) });
    await settle();
    expect(session.store.getState().article?.annotations.size).toBe(0);
    project.run('dataset.import', { dataset: opened.dataset });
    await settle();
    expectInStep(opened);
    expect(session.store.getState().article?.annotations.size).toBeGreaterThan(0);
  });

  test('that makes a new revision fetches the article again; until then the old text keeps the marks that fit it', async () => {
    const opened = await openSession();
    const { project, session, articleId, channels, settle, emit } = opened;
    const before = session.store.getState().article;
    const { article } = project.read.article(articleId);
    const mark = firstMark(session.store.getState());
    const seen = new Set<unknown>();
    session.store.subscribe((state) => seen.add(state.article?.annotations.get(mark.id)));
    channels.length = 0;
    // No command corrects texts yet, so the step is one that such a command would make.
    emit('step', {
      stepId: 's',
      label: 'Correct text',
      command: 'article.correct',
      value: null,
      history: project.historyState(),
      changes: [
        { type: 'annotation', id: mark.id, before: mark, after: { ...mark, segments: [] } },
        {
          type: 'article',
          id: articleId,
          before: article,
          after: { ...article, revision: article.revision + 1 },
        },
      ],
    });
    await settle();
    expect(channels.filter((name) => name === 'article.open')).toHaveLength(1);
    expect([...seen].filter((each) => each !== mark)).toEqual([mark]);
    expect(session.store.getState().article).not.toBe(before);
    expectInStep(opened);
  });

  test('that removes the open article closes it', async () => {
    const { project, session, settle, errors } = await openSession();
    const outcome = project.run('article.create', {
      id: 'short-lived',
      title: '',
      byline: '',
      publisher: '',
      url: '',
      published: null,
      language: 'en',
      tags: [],
      note: '',
      origin: { file: null, importer: 'editor@1', sha256: null, encoding: null, newline: null },
      document: plainTextDocument(['Nothing much.']),
    });
    expect(outcome.changes.length).toBeGreaterThan(0);
    await session.openArticle('short-lived');
    await session.undo();
    await settle();
    expect(session.store.getState().article).toBeNull();
    expect(errors).toEqual([]);
  });

  test('fetches the claims when it touches one, and only then', async () => {
    const opened = await openSession();
    const { project, session, channels, settle } = opened;
    const claim = [...session.store.getState().claims.values()][0]?.claim;
    channels.length = 0;
    project.run('claim.update', { id: claim?.id, statement: 'Another statement.' });
    await settle();
    expect(channels.filter((name) => name === 'claim.list')).toHaveLength(1);
    expect(session.store.getState().claims.get(claim?.id ?? '')?.claim.statement).toBe(
      'Another statement.',
    );
    project.run('annotation.update', { id: firstMark(session.store.getState()).id, doubt: true });
    await settle();
    expect(channels.filter((name) => name === 'claim.list')).toHaveLength(1);
  });
});

describe('an article that was read to look at', () => {
  test('is opened without reading it again', async () => {
    const opened = await openSession();
    const { session, articleId, channels } = opened;
    session.closeArticle();
    channels.length = 0;
    await session.readArticle(articleId, 0);
    await session.openArticle(articleId);
    expect(channels).toEqual(['article.open']);
    expectInStep(opened);
    await session.readArticle(articleId, 0);
    expect(channels).toEqual(['article.open', 'article.open']);
  });

  test('is read again when a step was committed since', async () => {
    const opened = await openSession();
    const { project, session, articleId, channels, settle } = opened;
    const mark = firstMark(session.store.getState());
    session.closeArticle();
    channels.length = 0;
    await session.readArticle(articleId, 0);
    project.run('annotation.update', { id: mark.id, note: 'Meanwhile' });
    await settle();
    await session.openArticle(articleId);
    expect(channels.filter((name) => name === 'article.open')).toHaveLength(2);
    expectInStep(opened);
  });
});

describe('a refused command', () => {
  test('leaves everything as it was', async () => {
    const { session } = await openSession();
    const mark = firstMark(session.store.getState());
    const before = scene(session.store.getState());
    const running = session.run('annotation.update', { id: mark.id, claimId: 'no such claim' });
    expect(firstMark(session.store.getState()).claimId).toBe('no such claim');
    await expect(running).rejects.toMatchObject({ failure: { code: 'not_found' } });
    const after = scene(session.store.getState());
    expect(after).toEqual(before);
    expect(after.article).toBe(before.article);
  });

  test('that could be seen to be refused is not drawn, and its failure is that of the engine', async () => {
    const { session, articleId } = await openSession();
    const before = scene(session.store.getState());
    const running = session.run('annotation.create', {
      id: 'outside',
      articleId,
      layer: 'mention',
      segments: [{ role: 'span', start: 0, end: 10_000_000 }],
    });
    expect(session.store.getState().article).toBe(before.article);
    await expect(running).rejects.toMatchObject({ failure: { code: 'bad_input' } });
    expect(scene(session.store.getState())).toEqual(before);
  });

  test('takes back its own prediction only: not another one on its way, not what came in between', async () => {
    const opened = await openSession();
    const { project, session } = opened;
    const { id } = firstMark(session.store.getState());
    project.run('annotation.update', { id, label: 'mixed', note: 'In between' });
    const refused = session.run('annotation.update', { id, claimId: 'no such claim' });
    const kept = session.run('annotation.update', { id, doubt: true });
    await expect(refused).rejects.toMatchObject({ failure: { code: 'not_found' } });
    expect(session.store.getState().article?.annotations.get(id)).toMatchObject({
      claimId: null,
      doubt: true,
      note: 'In between',
    });
    await kept;
    expectInStep(opened);
  });
});

test('quick commands keep each other’s predictions while the steps of the first ones arrive', async () => {
  const opened = await openSession();
  const { session } = opened;
  const { id, segments } = firstMark(session.store.getState());
  const seen: string[] = [];
  session.store.subscribe(({ article }) => {
    const mark = article?.annotations.get(id);
    const line = `${mark?.doubt} ${mark?.note} ${mark?.segments.length}`;
    if (seen.at(-1) !== line) seen.push(line);
  });
  const bare = segments.map(({ role, start, end }) => ({ role, start, end }));
  const all = [
    session.run('annotation.update', { id, doubt: true, note: '' }),
    session.run('annotation.update', { id, note: 'x' }),
    session.run('annotation.setSegments', {
      id,
      segments: [...bare, { role: 'addressee', start: 0, end: 3 }],
    }),
  ];
  await Promise.all(all);
  const count = segments.length;
  expect(seen).toEqual([`true  ${count}`, `true x ${count}`, `true x ${count + 1}`]);
  expectInStep(opened);
});

test('a prediction made while the article is fetched stays on it', async () => {
  const opened = await openSession();
  const { session, articleId } = opened;
  const { id } = firstMark(session.store.getState());
  const fetched = session.openArticle(articleId);
  const running = session.run('annotation.update', { id, note: 'meanwhile' });
  await fetched;
  expect(session.store.getState().article?.annotations.get(id)?.note).toBe('meanwhile');
  await running;
  expectInStep(opened);
});

test('of two articles opened one after the other the last one is shown', async () => {
  const { project, session, articleId } = await openSession();
  const other = project.read.articleIds('with')[1] ?? '';
  await Promise.all([session.openArticle(other), session.openArticle(articleId)]);
  expect(session.store.getState().article?.article.id).toBe(articleId);
  await expect(session.openArticle('gone')).rejects.toMatchObject({
    failure: { code: 'not_found' },
  });
  expect(session.store.getState().article?.article.id).toBe(articleId);
});

test('a step that comes while the project is loaded is not written over', async () => {
  const opened = await openSession();
  const { project, session, settle } = opened;
  const loading = session.load();
  project.run('entity.create', { id: 'early', type: 'person', name: 'Early' });
  await loading;
  await settle();
  expectInStep(opened);
  expect(session.store.getState().history).toEqual(project.historyState());
});

function expectInStep(opened: Awaited<ReturnType<typeof openSession>>): void {
  const { told, shown, toldCast, shownCast } = compareWithEngine(opened);
  expect(shown).toEqual(told);
  expect(shownCast).toEqual(toldCast);
  expect(opened.errors).toEqual([]);
}

function firstMark({ article }: SessionState): Annotation {
  const marks = [...(article?.annotations.values() ?? [])];
  const mark = marks.find(({ layer }) => layer === 'quotation');
  if (!mark) throw new TypeError('no mark');
  return mark;
}
