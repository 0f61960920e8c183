import { Ajv2020 } from 'ajv/dist/2020.js';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Connection } from '../../../electron/store/connection.ts';
import { sql } from '../../../electron/store/sql.ts';
import { makeFolder } from '../../helpers/project.ts';
import {
  quotemark,
  quotemarkJson,
  readJson,
  spawnQuotemark,
  writeSample,
} from '../../helpers/quotemark.ts';

test('goes from an article to a dataset', async () => {
  const spawnJson = (where: string, ...argv: readonly string[]) =>
    readJson(spawnQuotemark(where, ...argv, '--json'));
  const folder = makeFolder();
  await mkdir(path.join(folder, 'articles', 'deeper'), { recursive: true });
  await writeFile(
    path.join(folder, 'articles', 'a.txt'),
    'Dam holds\n\n“It holds,” Ana Ruiz said 🚨.\n',
  );
  await writeFile(
    path.join(folder, 'articles', 'deeper', 'b.md'),
    '# Rain\n\nIt **rained** for days.\n',
  );
  await writeFile(path.join(folder, 'articles', 'ignored.png'), 'no text');

  const made = await spawnJson(folder, 'new', 'p.quotemark', '--name', 'Dam');
  expect(made).toMatchObject({ status: 0, value: { ok: true, name: 'Dam' } });
  const imported = await spawnJson(folder, 'import', 'p.quotemark', 'articles');
  expect(imported).toMatchObject({
    status: 0,
    value: { ok: true, imported: 2, duplicates: 0, refused: 0 },
  });
  const info = await spawnJson(folder, 'info', 'p.quotemark');
  expect(info.value).toMatchObject({
    name: 'Dam',
    counts: { articles: 2 },
    annotators: [{ name: 'Tess Tester' }],
  });
  const checked = await spawnJson(folder, 'check', 'p.quotemark');
  expect(checked).toMatchObject({
    status: 0,
    value: { ok: true, faults: [], checked: { articles: 2 } },
  });
  const exported = await spawnJson(
    folder,
    'export',
    'p.quotemark',
    '--format',
    'json',
    '--out',
    'o.json',
  );
  expect(exported).toMatchObject({ status: 0, value: { ok: true, articles: 2 } });
  const tables = await quotemark(
    folder,
    'export',
    'p.quotemark',
    '--format',
    'csv',
    '--out',
    'csv',
  );
  expect(tables).toMatchObject({ status: 0, error: '' });
  expect(tables.out).toContain('quotations.csv');
  expect((await readdir(folder)).toSorted()).toEqual([
    'articles',
    'csv',
    'o.json',
    'o.json.manifest.json',
    'p.quotemark',
  ]);
}, 60_000);

test('takes its own export into a new project and gives the same file back', async () => {
  const folder = makeFolder();
  const sample = await writeSample(folder);
  await quotemark(folder, 'new', 'p.quotemark');
  const first = await quotemarkJson(folder, 'import', 'p.quotemark', sample);
  expect(first).toMatchObject({ status: 0, value: { imported: 1, refused: 0 } });
  const second = await quotemarkJson(folder, 'import', 'p.quotemark', sample);
  expect(second).toMatchObject({ status: 0, value: { imported: 0, duplicates: 1 } });
  await quotemark(folder, 'export', 'p.quotemark', '--format', 'json', '--out', 'o.json');
  const [before, after] = await Promise.all(
    [sample, path.join(folder, 'o.json')].map(async (file) => {
      const {
        exported_at: _,
        generator: __,
        project,
        ...rest
      } = JSON.parse(await readFile(file, 'utf8'));
      return { ...rest, project: { ...project, id: '' } };
    }),
  );
  expect(after).toEqual(before);
}, 60_000);

test('prints the schema that exports fit', async () => {
  const folder = makeFolder();
  const { status, out } = await quotemark(folder, 'schema');
  expect(status).toBe(0);
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(JSON.parse(out));
  expect(validate(JSON.parse(await readFile(await writeSample(folder), 'utf8')))).toBe(true);
});

describe('import', () => {
  test('says of each file what became of it, and imports the others when one is refused', async () => {
    const folder = makeFolder();
    await writeFile(path.join(folder, 'a.txt'), 'Title\n\nSome words of an article.\n');
    await writeFile(path.join(folder, 'b.txt'), 'Title\n\nSome words of an article.\n');
    await writeFile(
      path.join(folder, 'c.txt'),
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    );
    await writeFile(path.join(folder, 'd.json'), '{"format": "quotemark", "version": 1}');
    await quotemark(folder, 'new', 'p.quotemark');
    const { status, value } = await quotemarkJson(
      folder,
      ...['import', 'p.quotemark', 'a.txt', 'b.txt', 'c.txt', 'd.json', 'none.txt'],
    );
    expect(status).toBe(1);
    expect(value).toMatchObject({ ok: false, imported: 1, duplicates: 1, refused: 3 });
    expect(value.error.code).toBe('refused');
    const outcomes = value.files.map((file: { path: string; outcome: string }) => {
      return [path.basename(file.path), file.outcome];
    });
    expect(Object.fromEntries(outcomes)).toEqual({
      'a.txt': 'imported',
      'b.txt': 'duplicate',
      'c.txt': 'refused',
      'd.json': 'refused',
      'none.txt': 'refused',
    });
    expect((await quotemarkJson(folder, 'info', 'p.quotemark')).value.counts.articles).toBe(1);
  }, 60_000);

  test('reads a format that is named', async () => {
    const folder = makeFolder();
    await writeFile(path.join(folder, 'a.txt'), '# Heading\n\nText with **bold** words.\n');
    await quotemark(folder, 'new', 'p.quotemark');
    await quotemark(folder, 'import', 'p.quotemark', 'a.txt', '--format', 'markdown');
    await quotemark(folder, 'export', 'p.quotemark', '--format', 'json', '--out', 'o.json');
    const [article] = JSON.parse(await readFile(path.join(folder, 'o.json'), 'utf8')).articles;
    expect(article.text).toBe('Heading\nText with bold words.');
  }, 60_000);
});

describe('check', () => {
  test('lists every fault and exits with 1', async () => {
    const folder = makeFolder();
    const sample = await writeSample(folder);
    await quotemark(folder, 'new', 'p.quotemark');
    await quotemark(folder, 'import', 'p.quotemark', sample);
    const db = new Connection(path.join(folder, 'p.quotemark'));
    db.run(sql`UPDATE segment SET start_offset = start_offset + 1 WHERE row_id IN (1, 2)`);
    db.close();
    const { status, value } = await quotemarkJson(folder, 'check', 'p.quotemark');
    expect(status).toBe(1);
    expect(value).toMatchObject({ ok: false, error: { code: 'damaged' } });
    const parts = value.faults.map((fault: { part: string }) => fault.part);
    expect(parts.filter((part: string) => part === 'offset')).toHaveLength(2);
  }, 60_000);

  test('refuses what is no project', async () => {
    const folder = makeFolder();
    await writeFile(
      path.join(folder, 'p.quotemark'),
      'no database at all, but long enough to be read',
    );
    const { status, value } = await quotemarkJson(folder, 'check', 'p.quotemark');
    expect(status).toBe(1);
    expect(value).toMatchObject({ ok: false, error: { code: 'not_a_project' } });
  });
});

describe('wrong usage exits with 2 and says how it is used', () => {
  test.each([
    [[]],
    [['frobnicate']],
    [['new']],
    [['new', 'a.quotemark', 'b.quotemark']],
    [['new', 'a.quotemark', '--nam', 'x']],
    [['import', 'a.quotemark']],
    [['export', 'a.quotemark', '--out', 'x']],
    [['export', 'a.quotemark', '--format', 'xml', '--out', 'x']],
    [['export', 'a.quotemark', '--format', 'json']],
    [['export', 'a.quotemark', '--format', 'json', '--out', 'x', '--spreadsheet']],
    [['export', 'a.quotemark', '--format', 'jsonl', '--out', 'x', '--split', '80/10/20']],
    [['export', 'a.quotemark', '--format', 'jsonl', '--out', 'x', '--split', 'most']],
    [['export', 'a.quotemark', '--format', 'jsonl', '--out', 'x', '--seed', '3']],
    [['export', 'a.quotemark', '--format', 'jsonl', '--out', 'x', '--status', 'ready']],
    [['export', 'a.quotemark', '--format', 'jsonl', '--out', 'x', '--offsets', 'characters']],
    [['export', 'a.quotemark', '--format', 'brat', '--out', 'x', '--offsets', 'bytes']],
    [['formats', 'x']],
    [['schema', 'x']],
    [['codebook', 'copy', 'a.quotemark']],
    [['codebook', 'import', 'a.quotemark']],
    [['codebook', 'export', 'a.quotemark', '--format', 'xml', '--out', 'x']],
    [['codebook', 'export', 'a.quotemark', '--format', 'csv', '--out', 'x', '--replace']],
    [['list', 'a.quotemark', '--filter', 'colour:red']],
    [['list', 'a.quotemark', '--sort', 'colour']],
    [['list', 'a.quotemark', '--limit', 'all']],
  ])('%j', async (argv) => {
    const folder = makeFolder();
    const { status, out, error } = await quotemark(folder, ...argv);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(error).toMatch(/^quotemark: .+\nUsage: quotemark /);
    const json = await quotemark(folder, ...argv, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, error: { code: 'usage' } });
    expect(json).toMatchObject({ status: 2, error: '' });
    expect(await readdir(folder)).toEqual([]);
  });

  test('as a process too', async () => {
    expect(await spawnQuotemark(makeFolder(), 'frobnicate')).toMatchObject({ status: 2, out: '' });
  });
});

test('takes a codebook from one project to another', async () => {
  const folder = makeFolder();
  await writeFile(path.join(folder, 'frames.csv'), 'name,definition\nRescue,A way out\n');
  for (const name of ['a.quotemark', 'b.quotemark']) await quotemark(folder, 'new', name);
  const added = await quotemark(folder, 'codebook', 'import', 'a.quotemark', 'frames.csv');
  expect(added).toMatchObject({ status: 0, error: '' });
  expect(added.out).toBe('2 added, 0 changed, 0 removed. The codebook has version 2 now.\n');
  for (const format of ['json', 'csv', 'qdc', 'html']) {
    const out = `book.${format}`;
    const argv = ['codebook', 'export', 'a.quotemark', '--format', format, '--out', out];
    const wrote = await quotemarkJson(folder, ...argv);
    expect(wrote).toMatchObject({ status: 0, value: { ok: true, format, losses: [] } });
    expect(await readFile(path.join(folder, out), 'utf8')).toContain('A way out');
  }
  const taken = await quotemarkJson(folder, 'codebook', 'import', 'b.quotemark', 'book.qdc');
  expect(taken.value).toMatchObject({ ok: true, added: 2, changed: 0, removed: 0 });
  expect((await quotemarkJson(folder, 'check', 'b.quotemark')).value).toMatchObject({ faults: [] });
});

test('refuses to make a project over a file, and to work on one that is not there', async () => {
  const folder = makeFolder();
  await writeFile(path.join(folder, 'p.quotemark'), 'mine');
  const made = await quotemarkJson(folder, 'new', 'p.quotemark');
  expect(made).toMatchObject({ status: 1, value: { ok: false, error: { code: 'conflict' } } });
  expect(await readFile(path.join(folder, 'p.quotemark'), 'utf8')).toBe('mine');
  const info = await quotemarkJson(folder, 'info', 'none.quotemark');
  expect(info).toMatchObject({ status: 1, value: { ok: false, error: { code: 'not_found' } } });
});

test('explains itself', async () => {
  const folder = makeFolder();
  const all = await quotemark(folder, 'help');
  const one = await quotemark(folder, 'export', '--help');
  expect([all.status, one.status]).toEqual([0, 0]);
  for (const name of ['new', 'import', 'export', 'formats', 'check', 'info', 'list', 'schema']) {
    expect(all.out).toContain(`\n  ${name}`);
  }
  expect(one.out).toContain('--format ID --out PATH [--spreadsheet]');
});
