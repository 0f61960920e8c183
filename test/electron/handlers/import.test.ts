import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Progress } from '../../../shared/contract/channel.ts';
import type { ImportReport, ImportSession } from '../../../shared/contract/import-views.ts';
import type { ProjectView } from '../../../shared/contract/views.ts';
import { serve, writeFiles } from '../../helpers/handlers.ts';
import { dumpAll, dumpRecords, fillProject, makeFolder } from '../../helpers/project.ts';

/** All items of a session as they came, for `import.commit`. */
function accept({ sessionId, items }: Pick<ImportSession, 'sessionId' | 'items'>) {
  const chosen = items.filter((item) => item.kind !== 'refused' && item.duplicateOf === null);
  return {
    sessionId,
    items: chosen.map(({ key, title, byline, publisher, url, published, language, tags }) => ({
      key,
      title,
      byline,
      publisher,
      url,
      published,
      language,
      tags,
    })),
  };
}

const story =
  'Ferry runs again\n\nBy Kim Byline\n\nHARBOUR TOWN, Jan. 5 (Tidemark) - “It floats,” said the captain.\n\nThe ferry had been out of use since May.\n';

test('texts become articles in one step that can be undone, with their originals kept', async () => {
  const { project, get } = serve();
  const windows = Buffer.from(
    'Caf\xe9 closes\r\n\r\n\x93Enough,\x94 said the owner.\r\n',
    'latin1',
  );
  const grants = writeFiles({
    'ferry.txt': story,
    'cafe.txt': windows,
    'note.md': '# Note\n\nSome **bold** words.\n',
  });
  const progress: Progress[] = [];
  const session = await get<ImportSession>(
    'import.read',
    { grants },
    { progress: (step) => progress.push(step) },
  );
  expect(session.items).toMatchObject([
    {
      kind: 'article',
      fileName: 'ferry.txt',
      title: 'Ferry runs again',
      encoding: 'utf-8',
      duplicateOf: null,
    },
    { kind: 'article', title: 'Café closes', encoding: 'windows-1252' },
    { kind: 'article', title: 'Note' },
  ]);
  expect(progress.at(-1)).toEqual({ done: 3, total: 3, label: '' });
  const before = dumpRecords(project.path);
  const report = await get<ImportReport>('import.commit', accept(session));
  expect(report).toMatchObject({ imported: 3, skipped: [] });
  const [, cafe = ''] = report.articleIds;
  expect(await get('article.get', { id: cafe })).toMatchObject({
    article: {
      origin: { file: 'cafe.txt', importer: 'text@1', encoding: 'windows-1252', newline: 'crlf' },
    },
  });
  expect(await get('article.original', { id: cafe })).toEqual({
    text: 'Café closes\r\n\r\n“Enough,” said the owner.\r\n',
  });
  await get('history.undo');
  expect(dumpRecords(project.path)).toEqual(before);
  await get('history.redo');
  expect(await get('article.original', { id: cafe })).toMatchObject({
    text: expect.stringContaining('Café'),
  });
  expect((await get<{ faults: unknown }>('project.check')).faults).toEqual([]);
});

test('the person’s corrections of a proposal are stored', async () => {
  const { get } = serve();
  const session = await get<ImportSession>('import.read', {
    grants: writeFiles({ 'ferry.txt': story }),
  });
  const { sessionId, items } = accept(session);
  const corrected = items.map((item) => ({
    ...item,
    title: 'Ferry!',
    published: '2026-01-05',
    tags: ['sea'],
  }));
  const { articleIds } = await get<ImportReport>('import.commit', { sessionId, items: corrected });
  expect(await get('article.get', { id: articleIds[0] })).toMatchObject({
    article: { title: 'Ferry!', published: '2026-01-05', tags: ['sea'] },
  });
});

test('the same text is reported as a duplicate, of a stored article or of another file', async () => {
  const { get } = serve();
  const files = { 'one.txt': story, 'two.txt': story.replaceAll('\n', '\r\n') };
  const first = await get<ImportSession>('import.read', { grants: writeFiles(files) });
  expect(first.items.map((item) => item.duplicateOf)).toEqual([null, { id: '', title: 'one.txt' }]);
  const { articleIds } = await get<ImportReport>('import.commit', accept(first));
  const second = await get<ImportSession>('import.read', { grants: writeFiles(files) });
  expect(second.items[0]?.duplicateOf).toEqual({ id: articleIds[0], title: 'Ferry runs again' });
  expect(await get<ImportReport>('import.commit', accept(second))).toEqual({
    stepId: null,
    articleIds: [],
    imported: 0,
    revised: 0,
    marks: 0,
    skipped: [],
    leftOut: [],
  });
});

test('what cannot be imported is refused with a reason, the rest is not held up', async () => {
  const { project, get } = serve();
  const folder = makeFolder();
  mkdirSync(path.join(folder, 'folder.txt'));
  const big = path.join(folder, 'big.txt');
  writeFileSync(big, '');
  truncateSync(big, 60 * 1024 * 1024);
  const grants = [
    ...writeFiles({
      'photo.txt': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0]),
      'empty.txt': ' \n',
      'bad.json': '{"format": 3}',
      'good.txt': story,
    }),
    path.join(folder, 'folder.txt'),
    path.join(folder, 'missing.txt'),
    big,
  ];
  const before = dumpAll(project.path);
  const session = await get<ImportSession>('import.read', { grants });
  expect(session.items.map((item) => [item.fileName, item.kind])).toEqual([
    ['photo.txt', 'refused'],
    ['empty.txt', 'refused'],
    ['bad.json', 'refused'],
    ['good.txt', 'article'],
    ['folder.txt', 'refused'],
    ['missing.txt', 'refused'],
    ['big.txt', 'refused'],
  ]);
  const silent = session.items.filter((item) => item.kind === 'refused' && item.problem === null);
  expect(silent).toEqual([]);
  await get('import.discard', { sessionId: session.sessionId });
  expect(dumpAll(project.path)).toEqual(before);
});

test('a new version keeps its file and takes its origin over, and goes with one undo', async () => {
  const { project, get } = serve();
  fillProject(project);
  const before = project.read.get('article', 'a').origin;
  const grants = writeFiles({ 'second.md': '# The wall\n\nThe wall is down.\n' });
  const { sessionId, items } = await get<ImportSession>('import.read', { grants });
  const key = items[0]?.key ?? '';
  const revision = { articleId: 'a', reason: 'New version', placements: [] };
  expect(await get('import.revise', { sessionId, key, ...revision })).toMatchObject({
    value: { revision: 2 },
  });
  expect(project.read.get('article', 'a').origin).toMatchObject({ file: 'second.md' });
  expect(await get('article.original', { id: 'a' })).toEqual({
    text: '# The wall\n\nThe wall is down.\n',
  });
  expect(project.check().faults).toEqual([]);
  await get('history.undo');
  expect(project.read.get('article', 'a').origin).toEqual(before);
});

test('reading can be cancelled', async () => {
  const { call } = serve();
  const grants = writeFiles({ 'a.txt': story, 'b.txt': story, 'c.txt': story });
  const signal = { aborted: false };
  const result = await call(
    'import.read',
    { grants },
    { signal, progress: () => (signal.aborted = true) },
  );
  expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
});

test('an export comes back whole into another project, the second time without effect', async () => {
  const { project, get } = serve();
  fillProject(project);
  const target = path.join(makeFolder(), 'out.json');
  expect(await get('export.preview', { format: 'json' })).toMatchObject({
    articles: 1,
    annotations: 3,
  });
  await get('export.write', { format: 'json', target });
  const other = serve();
  const session = await other.get<ImportSession>('import.read', { grants: [target] });
  expect(session.items).toMatchObject([{ kind: 'dataset', title: 'Test' }]);
  const report = await other.get<ImportReport>('import.commit', accept(session));
  expect(report).toMatchObject({ articleIds: ['a'], imported: 1, skipped: [] });
  const records = (file: string) => {
    const { project: _, ...rest } = dumpRecords(file);
    return rest;
  };
  expect(records(other.project.path)).toEqual(records(project.path));
  const again = await other.get<ImportSession>('import.read', { grants: [target] });
  expect(await other.get('import.commit', accept(again))).toMatchObject({
    imported: 0,
    skipped: [],
  });
  expect(other.project.check().faults).toEqual([]);
});

test('texts and a dataset together are one step', async () => {
  const { project, get } = serve();
  fillProject(project);
  const target = path.join(makeFolder(), 'out.json');
  await get('export.write', { format: 'json', target });
  const other = serve();
  const session = await other.get<ImportSession>('import.read', {
    grants: [target, ...writeFiles({ 'ferry.txt': story })],
  });
  expect(await other.get('import.commit', accept(session))).toMatchObject({ imported: 2 });
  await other.get('history.undo');
  expect(await other.get<ProjectView>('project.get')).toMatchObject({
    counts: { articles: 0, annotations: 0, entities: 0 },
  });
});
