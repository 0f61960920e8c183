import path from 'node:path';
import { expect, test } from 'vitest';
import type {
  ImportedFile,
  ImportPage,
  ImportReport,
  ImportSession,
} from '../../../shared/contract/import-views.ts';
import type { ArticleList, ProjectView } from '../../../shared/contract/views.ts';
import { buildDocx, wordParagraph } from '../../helpers/documents.ts';
import { serve, writeFiles } from '../../helpers/handlers.ts';

test('a table is read anew when its columns are named, and each row keeps its own original', async () => {
  const { get } = serve();
  const grants = writeFiles({
    'news.csv': 'first,second\nFerry runs,It floats.\nDam holds,It held.\n',
  });
  const session = await get<ImportSession>('import.read', { grants });
  expect(session.files).toMatchObject([{ key: '1', table: { rowCount: 2, mapping: {} } }]);
  expect(session.items).toMatchObject([{ kind: 'refused' }]);
  const mapping = { title: 'first', text: 'second' };
  const { sessionId } = session;
  const read = await get<ImportedFile>('import.remap', { sessionId, fileKey: '1', mapping });
  expect(read.items).toMatchObject([
    { key: '1.1', part: 1, title: 'Ferry runs', nearDuplicateOf: null },
    { key: '1.2', part: 2, title: 'Dam holds' },
  ]);
  const { articleIds } = await get<ImportReport>('import.commit', accept({ ...session, ...read }));
  expect(await get('article.original', { id: articleIds[1] })).toEqual({
    text: 'Dam holds,It held.\n',
  });
  expect((await get<{ faults: unknown }>('project.check')).faults).toEqual([]);
  await get('history.undo');
  expect(await get<ProjectView>('project.get')).toMatchObject({ counts: { articles: 0 } });
});

test('an edited copy is a near duplicate, and can become a new version of what it copies', async () => {
  const { get } = serve();
  const wire = Array.from(
    { length: 40 },
    (_, i) => `Sentence ${i} of the wire copy says something of its own.`,
  );
  const read = (files: Record<string, string>) =>
    get<ImportSession>('import.read', { grants: writeFiles(files) });
  const first = await read({ 'wire.txt': `Ferry runs again\n\n${wire.join(' ')}\n` });
  const { articleIds } = await get<ImportReport>('import.commit', accept(first));
  const copy = `Ferry runs again\n\n${wire.slice(0, 38).join(' ')} A last one was added here.\n`;
  const second = await read({ 'copy.txt': copy, 'other.txt': `${copy}\nAnd one more.\n` });
  expect(second.items).toMatchObject([
    { duplicateOf: null, nearDuplicateOf: { id: articleIds[0], title: 'Ferry runs again' } },
    { nearDuplicateOf: { id: '', title: 'Ferry runs again' } },
  ]);
  const { sessionId, items } = accept(second);
  const [chosen] = items.map((item) => ({ ...item, versionOf: articleIds[0] }));
  const report = await get<ImportReport>('import.commit', { sessionId, items: [chosen] });
  expect(report).toMatchObject({ imported: 0, revised: 1 });
  expect(await get('article.get', { id: articleIds[0] })).toMatchObject({
    revision: {
      number: 2,
      text: expect.stringContaining('A last one'),
      reason: 'New version from copy.txt',
    },
  });
  const third = await read({ 'again.txt': copy.replace('added', 'put') });
  expect(third.items[0]?.nearDuplicateOf?.id).toBe(articleIds[0]);
});

test('a folder is searched for files that can be imported', async () => {
  const { get } = serve();
  const [file = ''] = writeFiles({ 'ferry.md': '# Ferry\n\nIt floats.\n', 'notes.xyz': 'x' });
  const session = await get<ImportSession>('import.read', { grants: [path.dirname(file)] });
  expect(session.items.map(({ fileName }) => fileName)).toEqual(['ferry.md']);
  expect(await get('import.commit', accept(session))).toMatchObject({ imported: 1 });
});

test('a folder that is odd or broken does not keep out the others', async () => {
  const { get } = serve();
  const [odd = ''] = writeFiles({ 'README.md/ferry.md': '# Ferry\n\nIt floats.\n' });
  const [broken = ''] = writeFiles({ 'dataset_info.json': '{}', 'rows.parquet': 'PAR1' });
  const grants = [path.dirname(path.dirname(odd)), path.dirname(broken)];
  const { items } = await get<ImportSession>('import.read', { grants });
  expect(items).toMatchObject([
    { fileName: 'ferry.md', kind: 'article' },
    { kind: 'refused', problem: expect.stringContaining('Parquet') },
  ]);
});

test('a new version comes from a document of any format', async () => {
  const { get } = serve();
  const grants = writeFiles({
    'ferry.docx': buildDocx(wordParagraph('It floats, said the captain.')),
  });
  const { sessionId, items } = await get<ImportSession>('import.read', { grants });
  expect(await get('import.document', { sessionId, key: items[0]?.key })).toMatchObject({
    document: { content: [{ type: 'paragraph' }] },
  });
});

test('a long list comes in pages; what is not named comes in as it is, unless it is a duplicate or left out', async () => {
  const { get } = serve();
  const rows = Array.from({ length: 7 }, (_, i) => (i === 3 ? 2 : i)).map((i) => `Title ${i},Text ${i} of a row.\n`);
  const grants = writeFiles({
    'ferry.txt': 'It floats, said the captain.',
    'news.csv': `title,text\n${rows.join('')}`,
    'z.md': 'The dam holds.',
  });
  const { sessionId, ...first } = await get<ImportSession>('import.read', { grants, first: 3 });
  const keys = ({ items }: ImportPage) => items.map(({ key }) => key).join(' ');
  expect([keys(first), first.itemCount]).toEqual(['1 2.1 2.2', 9]);
  const window = { sessionId, offset: 3, limit: 4 };
  const next = await get<ImportPage>('import.items', window);
  expect(keys(next)).toBe('2.3 2.4 2.5 2.6');
  expect(next.files).toMatchObject([{ key: '2', table: { rowCount: 7 } }]);

  const mapping = { title: 'title', text: 'text' };
  const remap = { sessionId, fileKey: '2', mapping, first: 2 };
  const again = await get<ImportedFile>('import.remap', remap);
  expect([again.items.length, again.itemCount]).toEqual([2, 7]);
  expect(keys(await get<ImportPage>('import.items', { ...window, fileKey: '2', limit: 2 }))).toBe('2.4 2.5');
  expect(keys(await get<ImportPage>('import.items', { sessionId, offset: 7, limit: 9 }))).toBe('2.7 3');

  const named = { key: '2.1', title: 'Renamed', byline: '', publisher: '', url: '', published: null, language: 'en', tags: [] };
  const choice = { rest: 'take', files: { 3: false }, without: ['2.5'], items: [named] };
  expect(await get('import.commit', { sessionId, ...choice })).toMatchObject({ imported: 6 });

  const { rows: stored } = await get<ArticleList>('article.list', {});
  expect(stored.map(({ title }) => title)).toEqual([
    'ferry', 'Renamed', 'Title 1', 'Title 2', 'Title 5', 'Title 6',
  ]);
}); // prettier-ignore

test('a file whose columns are chosen otherwise meanwhile stays as it was', async () => {
  const { get, call } = serve();
  const grants = writeFiles({ 'news.csv': 'first,second\nFerry runs,It floats.\n' });
  const { sessionId } = await get<ImportSession>('import.read', { grants });
  const remap = (mapping: Readonly<Record<string, string>>, signal: AbortSignal) =>
    call('import.remap', { sessionId, fileKey: '1', mapping }, { signal });
  const first = new AbortController();
  const answers = [
    remap({ text: 'first' }, first.signal),
    remap({ text: 'second', title: 'first' }, new AbortController().signal),
  ];
  first.abort();
  expect(await Promise.all(answers)).toMatchObject([
    { ok: false, error: { code: 'cancelled' } },
    { ok: true },
  ]);
  const { items } = await get<ImportPage>('import.items', { sessionId, offset: 0, limit: 9 });
  expect(items).toMatchObject([{ key: '1.1', title: 'Ferry runs' }]);
});

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
