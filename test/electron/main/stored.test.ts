import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openJsonFile } from '../../../electron/main/json-file.ts';
import { openRecentProjects } from '../../../electron/main/recent.ts';
import { chooseSamplePlace, sampleFileName } from '../../../electron/main/sample-place.ts';
import { initialSettings } from '../../../shared/contract/initial-settings.ts';
import { openSettings, toName } from '../../../electron/main/settings.ts';
import { shellContract } from '../../../shared/contract/shell.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'quotemark-main-'));
});
// A write may still be on its way.
afterEach(() => rm(folder, { recursive: true, maxRetries: 5 }));

describe('a JSON file', () => {
  const schema = z.object({ count: z.number() });

  test('gives the fallback when it is missing, and makes its folder on the first write', async () => {
    const file = path.join(folder, 'deeper', 'a.json');
    const stored = openJsonFile(file, schema, { count: 0 });
    expect(stored.get()).toEqual({ count: 0 });
    stored.set({ count: 1 });
    await stored.flush();
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ count: 1 });
  });

  test('ends with the newest of many values, and leaves nothing else behind', async () => {
    const file = path.join(folder, 'a.json');
    const stored = openJsonFile(file, schema, { count: 0 });
    for (let count = 1; count <= 100; count++) stored.set({ count });
    await stored.flush();
    expect(openJsonFile(file, schema, { count: 0 }).get()).toEqual({ count: 100 });
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  test.each([
    ['no JSON', '{"count": 1'],
    ['JSON of another shape', '{"count": "one"}'],
    ['nothing', ''],
  ])('is kept aside when it holds %s', async (_what, content) => {
    const file = path.join(folder, 'a.json');
    await writeFile(file, content);
    const stored = openJsonFile(file, schema, { count: 0 });
    expect(stored.get()).toEqual({ count: 0 });
    expect(await readFile(stored.setAside ?? '', 'utf8')).toBe(content);
  });
});

describe('settings', () => {
  const open = () =>
    openSettings(path.join(folder, 'settings.json'), {
      userName: 'ana.ruiz',
      newId: () => 'new-id',
    });

  test('name the annotator at the first start and keep that', async () => {
    const first = open();
    expect(first.get()).toEqual({
      ...initialSettings,
      annotatorId: 'new-id',
      annotatorName: 'Ana Ruiz',
    });
    first.update({ annotatorName: 'A. Ruiz' });
    await first.flush();
    expect(open().get()).toMatchObject({ annotatorId: 'new-id', annotatorName: 'A. Ruiz' });
  });

  test('change only what a patch of the contract names', () => {
    const settings = open();
    settings.update({ theme: 'dark', textSize: 22 });
    settings.update(shellContract['settings.update'].input.parse({ singleKeys: false }));
    expect(settings.get()).toMatchObject({ theme: 'dark', textSize: 22, singleKeys: false });
  });

  test('keep the places of other projects', () => {
    const settings = open();
    settings.update({ places: { a: { article: 1 }, b: 2 } });
    settings.update({ places: { a: null } });
    expect(settings.get().places).toEqual({ a: null, b: 2 });
  });

  test('say so when they were damaged', async () => {
    await writeFile(path.join(folder, 'settings.json'), 'x');
    const settings = open();
    expect(settings.notice).toContain('settings.json.damaged');
    expect(settings.get().theme).toBe('system');
  });

  test.each([
    ['ana', 'Ana'],
    ['ana_maria.ruiz', 'Ana Maria Ruiz'],
    ['DOMAIN', 'DOMAIN'],
    ['élodie', 'Élodie'],
    ['', 'Annotator'],
  ])('turn the account %j into the name %j', (account, name) => {
    expect(toName(account)).toBe(name);
  });
});

describe('recent projects', () => {
  const open = () => {
    let ids = 0;
    return openRecentProjects(path.join(folder, 'recent.json'), {
      newId: () => `key-${++ids}`,
      now: () => new Date('2026-11-23T07:00:00.000Z'),
    });
  };

  test('are listed newest first, with size, and missing ones stay', async () => {
    const file = path.join(folder, 'here.quotemark');
    await writeFile(file, 'abc');
    const recent = open();
    const gone = recent.add(path.join(folder, 'gone.quotemark'), 'Gone');
    const here = recent.add(file, 'Here');
    const openedAt = '2026-11-23T07:00:00.000Z';
    expect(await recent.list()).toEqual([
      { key: here, name: 'Here', folder, openedAt, sizeBytes: 3, missing: false },
      { key: gone, name: 'Gone', folder, openedAt, sizeBytes: null, missing: true },
    ]);
  });

  test('keep the key of a path, over restarts too', async () => {
    const first = open();
    const key = first.add('/a.quotemark', 'A');
    first.add('/b.quotemark', 'B');
    await first.flush();
    const second = open();
    expect(second.add('/a.quotemark', 'A renamed')).toBe(key);
    expect((await second.list()).map(({ name }) => name)).toEqual(['A renamed', 'B']);
  });

  test('follow a project to its new place, which has one entry only', async () => {
    const recent = open();
    const key = recent.add('/old.quotemark', 'Old');
    recent.add('/new.quotemark', 'New');
    recent.relocate(key, '/new.quotemark');
    expect(recent.findPath(key)).toBe('/new.quotemark');
    expect(await recent.list()).toHaveLength(1);
  });

  test('forget what is removed', () => {
    const recent = open();
    const key = recent.add('/a.quotemark', 'A');
    recent.remove(key);
    expect(recent.findPath(key)).toBeNull();
    expect(recent.keyOf('/a.quotemark')).toBeNull();
  });

  test('are at most thirty', async () => {
    const recent = open();
    for (let number = 0; number < 40; number++) recent.add(`/${number}.quotemark`, `${number}`);
    const listed = await recent.list();
    expect(listed).toHaveLength(30);
    expect(listed[0]?.name).toBe('39');
  });
});

describe('the place of the sample project', () => {
  test('is a folder of ours among the documents, each time the same', async () => {
    const documents = path.join(folder, 'Documents');
    await mkdir(documents);
    const place = path.join(documents, 'Quotemark', sampleFileName);
    expect(await chooseSamplePlace(documents, folder)).toBe(place);
    expect(await chooseSamplePlace(documents, folder)).toBe(place);
  });

  test.each([
    ['there are no documents', null],
    ['the documents are not there', 'gone'],
    ['something else has the name of the folder', 'taken'],
  ])('is the folder of the application when %s', async (_when, name) => {
    await mkdir(path.join(folder, 'taken'));
    await writeFile(path.join(folder, 'taken', 'Quotemark'), '');
    const own = path.join(folder, 'own');
    const documents = name && path.join(folder, name);
    expect(await chooseSamplePlace(documents, own)).toBe(path.join(own, sampleFileName));
  });
});
