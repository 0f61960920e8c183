import { expect, test } from 'vitest';
import { openProject } from '../../../electron/engine/open.ts';
import type { OpenProject } from '../../../electron/engine/project.ts';
import { articleOrder } from '../../../shared/contract/article-filter.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import { dumpAll, dumpRecords, makeProject } from '../../helpers/project.ts';

/** Long enough for several parts of the history and many turns. */
const count = 90;
const paragraph = 'The harbour board said that the dredging would go on until spring. '.repeat(300);

function buildImport(articles: number) {
  const about = { byline: '', publisher: '', url: '', published: null, language: 'en', note: '' };
  const origin = { file: null, importer: 'test@1', sha256: null, encoding: null, newline: null };
  return {
    articles: Array.from({ length: articles }, (_, i) => ({
      id: `article-${i}`,
      title: `Article ${i}`,
      ...about,
      tags: [],
      origin,
      document: plainTextDocument([`${i}`, paragraph]),
    })),
  };
}

function listTotal(project: OpenProject): number {
  const order = articleOrder.parse({ sort: 'title' });
  return project.read.articles({ ...order, offset: 0, limit: 1 }).total;
}

test('a step in many parts is one step: undone, done again, found from each of its rows', async () => {
  const project = makeProject();
  const before = dumpRecords(project.path);
  const heard: unknown[] = [];
  const stop = project.onStep(({ command, changes, isLarge }) => {
    heard.push([command, changes.length, isLarge]);
  });
  const outcome = await project.runInTurns('article.import', buildImport(count));
  const after = dumpRecords(project.path);
  expect(outcome).toMatchObject({ label: `Import ${count} articles`, changes: [], isLarge: true });
  expect(listTotal(project)).toBe(count);
  expect(project.read.history({ limit: 10 })[0]).toMatchObject({ changeCount: 2 * count });
  for (const id of ['article-0', `article-${count - 1}`]) {
    const [step] = project.read.history({ record: { type: 'article', id }, limit: 10 });
    expect(step).toMatchObject({ stepId: outcome.stepId, changes: [{ id, before: null }] });
  }
  await project.undoInTurns();
  expect(dumpRecords(project.path)).toEqual(before);
  expect(listTotal(project)).toBe(0);
  await project.redoInTurns();
  expect(dumpRecords(project.path)).toEqual(after);
  expect(project.check().faults).toEqual([]);
  expect(heard.slice(-3)).toEqual([
    ['article.import', 0, true],
    ['history.undo', 0, true],
    ['history.redo', 0, true],
  ]);
  stop();
});

test('cancelled in the middle it leaves no trace, and the next step is stored', async () => {
  const project = makeProject();
  const before = dumpAll(project.path);
  const signal = { aborted: false };
  const seen: number[] = [];
  const progress = ({ done }: { readonly done: number }) => {
    seen.push(done);
    signal.aborted = true;
    // What was opened before the end is not kept as if it were there.
    listTotal(project);
  };
  const running = project.runInTurns('article.import', buildImport(count), { signal, progress });
  await expect(running).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  expect(seen[0]).toBeLessThan(count);
  expect(dumpAll(project.path)).toEqual(before);
  expect(listTotal(project)).toBe(0);
  project.run('article.import', buildImport(1));
  expect(listTotal(project)).toBe(1);
});

test('other steps wait for it, in their order; what must be done at once is refused', async () => {
  const project = makeProject();
  const waiting = {
    signal: { aborted: false },
    progress: () => {
      expect(project.isStoring()).toBe(true);
      expect(() => project.run('entity.create', { type: 'person', name: 'Now' })).toThrow('stored');
    },
  };
  const ended: string[] = [];
  const note = async (name: string, step: Promise<unknown>) => {
    await step;
    ended.push(name);
  };
  await Promise.all([
    note('import', project.runInTurns('article.import', buildImport(count), waiting)),
    note('tag', project.runInTurns('article.tag', { ids: ['article-3'], add: ['late'] })),
    note('undo', project.undoInTurns()),
    note(
      'free',
      project.whenFree(() => null),
    ),
  ]);
  expect(ended).toEqual(['import', 'tag', 'undo', 'free']);
  expect(project.read.get('article', 'article-3').tags).toEqual([]);
});

test('a project that is closed meanwhile takes it back', async () => {
  const project = makeProject();
  const before = dumpRecords(project.path);
  const { annotator, path } = project;
  const progress = () => project.close();
  const waiting = { signal: { aborted: false }, progress };
  const running = project.runInTurns('article.import', buildImport(count), waiting);
  await expect(running).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  const again = openProject(path, { annotator });
  expect(dumpRecords(path)).toEqual(before);
  expect(again.check().faults).toEqual([]);
  again.close();
});

test.each([
  ['article.tag', { add: ['one'] }],
  ['article.setStatus', { status: 'done' }],
  ['article.trash', {}],
])(
  '%s on very many articles can be cancelled, and is one step when it is not',
  async (name, more) => {
    const project = makeProject();
    const articles = Array.from({ length: 1500 }, (_, i) => {
      const [article] = buildImport(1).articles;
      return { ...article, id: `article-${i}`, document: plainTextDocument([`${i}`]) };
    });
    project.run('article.import', { articles });
    const input = { ids: articles.map(({ id }) => id), ...more };
    const before = dumpAll(project.path);
    const signal = { aborted: false };
    const progress = () => (signal.aborted = true);
    const cancelled = project.runInTurns(name, input, { signal, progress });
    await expect(cancelled).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(dumpAll(project.path)).toEqual(before);
    await project.runInTurns(name, input);
    await project.undoInTurns();
    expect(project.historyState().undo).toBe('Import 1500 articles');
  },
);
