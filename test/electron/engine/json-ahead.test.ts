import { copyFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { JsonAhead } from '../../../electron/engine/exporting/json-ahead.ts';
import type { OpenProject } from '../../../electron/engine/project.ts';
import type { JsonWish } from '../../../shared/records/read-rows.ts';
import { makeProjectOf, sampleDataset } from '../../helpers/exports.ts';
import { makeFolder } from '../../helpers/project.ts';

const everything = { layers: [], annotators: [], states: [] };
const wish: JsonWish = { filter: everything, separator: ',\n', withLinks: true };

function makeSample(): OpenProject {
  const project = makeProjectOf(makeFolder(), sampleDataset());
  onTestFinished(() => project.close());
  return project;
}

function readAhead(project: OpenProject, wanted: JsonWish): JsonAhead {
  const ahead = project.read.json.ahead(wanted);
  if (!ahead) throw new Error('no thread for a file');
  onTestFinished(() => ahead.close());
  return ahead;
}

test('a thread answers as the engine does, in the order of the questions', async () => {
  const project = makeSample();
  const articles = project.read.list('article', {});
  expect(articles.length).toBeGreaterThan(3);
  for (const wanted of [wish, { ...wish, separator: '', withLinks: false }]) {
    const ahead = readAhead(project, wanted);
    const answers = articles.map(({ id, revision }) => ahead.ask(id, revision));
    expect(ahead.open).toBeGreaterThan(0);
    expect(await Promise.all(answers)).toEqual(
      articles.map(({ id, revision }) => project.read.json.article(id, revision, wanted)),
    );
    expect(ahead.open).toBe(0);
    expect(ahead.fault).toBeNull();
    await ahead.close();
  }
});

test('a thread has no answer for a revision that is not there', async () => {
  const project = makeSample();
  const ahead = readAhead(project, wish);
  expect(await ahead.ask('nothing', 1)).toBeNull();
  expect(ahead.fault).toBeNull();
});

test('a thread tells nothing of another state of the project than it was started for', async () => {
  const project = makeSample();
  const [article] = project.read.list('article', {});
  if (!article) throw new Error('no article');
  const ahead = readAhead(project, wish);
  expect(await ahead.ask(article.id, article.revision)).not.toBeNull();
  project.run('article.trash', { ids: [article.id] });
  expect(await ahead.ask(article.id, article.revision)).toBeNull();
  expect(ahead.fault).toBe('The file has changed.');
});

test('a thread tells nothing of another file that was put in the place of the project', async () => {
  const project = makeSample();
  const [article] = project.read.list('article', {});
  if (!article) throw new Error('no article');
  const other = makeSample();
  renameSync(project.path, `${project.path}.away`);
  copyFileSync(other.path, project.path);
  expect(await readAhead(project, wish).ask(article.id, article.revision)).toBeNull();
  expect(project.read.json.article(article.id, article.revision, wish)).not.toBeNull();
});

test('a thread that cannot start answers with nothing, and says why', async () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  onTestFinished(() => warn.mockRestore());
  const file = path.join(makeFolder(), 'gone.quotemark');
  const ahead = new JsonAhead({ file, head: 'head', wish });
  expect(await ahead.ask('article', 1)).toBeNull();
  expect(await ahead.ask('article', 1)).toBeNull();
  expect(ahead.fault).toMatch(/unable to open|not exist|directory/i);
  expect(warn).toHaveBeenCalledOnce();
  await ahead.close();
});

test('a thread that is closed leaves nobody waiting', async () => {
  const project = makeSample();
  const [article] = project.read.list('article', {});
  if (!article) throw new Error('no article');
  const ahead = readAhead(project, wish);
  const answers = Array.from({ length: 200 }, () => ahead.ask(article.id, article.revision));
  await ahead.close();
  await ahead.close();
  expect((await Promise.all(answers)).at(-1)).toBeNull();
  expect(await ahead.ask(article.id, article.revision)).toBeNull();
  expect(ahead.fault).toBeNull();
});

test('a step is stored while a thread reads', async () => {
  const project = makeSample();
  const articles = project.read.list('article', {});
  const ahead = readAhead(project, wish);
  const answers = Array.from({ length: 50 }, () =>
    articles.map(({ id, revision }) => ahead.ask(id, revision)),
  );
  project.run('project.update', { name: 'Another name' });
  expect(project.read.project().name).toBe('Another name');
  await Promise.all(answers.flat());
});
