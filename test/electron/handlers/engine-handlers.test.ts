import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ProjectView } from '../../../shared/contract/views.ts';
import { serve } from '../../helpers/handlers.ts';
import {
  ann,
  articleInput,
  articleText,
  bob,
  dumpAll,
  fillProject,
  makeFolder,
  makeProject,
  reopen,
} from '../../helpers/project.ts';

test('a project answers what it is and who works in it', async () => {
  const { project, get } = serve();
  fillProject(project);
  const view = await get<ProjectView>('project.get');
  expect(view).toMatchObject({
    project: { name: 'Test' },
    annotator: ann,
    annotators: [{ id: 'ann' }],
    fileName: 'test.quotemark',
    readOnly: null,
    notices: [],
    counts: { articles: 1, annotations: 3 },
  });
  expect(view.sizeBytes).toBe(statSync(project.path).size);
  expect(await get('project.check')).toMatchObject({ faults: [] });
});

test('an annotator who has done nothing yet is named all the same, and the file not changed by looking', async () => {
  const project = makeProject();
  project.close();
  const before = readFileSync(project.path);
  const { get, project: theirs } = serve(reopen(project.path, { annotator: bob }));
  expect(await get<ProjectView>('project.get')).toMatchObject({
    annotator: bob,
    annotators: [{ id: 'ann' }],
  });
  theirs.close();
  expect(readFileSync(project.path).equals(before)).toBe(true);
});

test('every failure is an answer', async () => {
  const { project, call, logged } = serve();
  fillProject(project);
  const codes: unknown[] = [];
  for (const [channel, input] of [
    ['no.channel', {}],
    ['toString', {}],
    ['article.get', {}],
    ['article.get', { id: 'none' }],
    ['claim.get', { id: 'none' }],
    ['command.run', { name: 'no.such', input: {} }],
    ['command.run', { name: 'article.update', input: { id: 3 } }],
    ['history.list', { limit: 0 }],
    ['history.redo', {}],
    ['import.commit', { sessionId: 'gone', items: [] }],
    ['project.saveCopy', { target: project.path }],
    ['project.saveCopy', { target: '/no/such/folder/copy.quotemark' }],
  ] as const) {
    const result = await call(channel, input);
    codes.push(result.ok ? null : result.error.code);
  }
  expect(codes).toEqual([
    'bad_input',
    'bad_input',
    'bad_input',
    'not_found',
    'not_found',
    'bad_input',
    'bad_input',
    'bad_input',
    'nothing_to_redo',
    'not_found',
    'refused',
    'file_access',
  ]);
  expect(logged).toEqual([]);
});

test('commands, undo and history go through the same table', async () => {
  const { get } = serve();
  await get('command.run', { name: 'article.create', input: articleInput('a') });
  expect(await get('history.state')).toEqual({ undo: 'Add article', redo: null });
  await get('history.undo');
  await get('history.redo');
  expect(await get('history.list', { record: { type: 'article', id: 'a' } })).toHaveLength(3);
  expect(await get('article.list', { query: 'mayor' })).toMatchObject({ total: 1 });
  expect(await get('article.get', { id: 'a' })).toMatchObject({
    status: 'new',
    revision: { text: articleText.join('\n') },
  });
  expect(await get('article.original', { id: 'a' })).toEqual({ text: null });
});

test('a copy is a whole project, and replaces only a whole one', async () => {
  const { project, get } = serve();
  fillProject(project);
  const target = path.join(makeFolder(), 'copy.quotemark');
  writeFileSync(target, 'something before');
  const { sizeBytes } = await get<{ sizeBytes: number }>('project.saveCopy', { target });
  expect(sizeBytes).toBe(statSync(target).size);
  expect(dumpAll(target)).toEqual(dumpAll(project.path));
  expect(reopen(target).check().faults).toEqual([]);
});
