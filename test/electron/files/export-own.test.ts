import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { previewExport } from '../../../electron/files/export.ts';
import { csvTableNames } from '../../../shared/formats/csv/csv-tables.ts';
import { parseExportFile } from '../../../shared/formats/json/quotemark-json.ts';
import { buildJsonSchema } from '../../../shared/formats/json/quotemark-json-schema.ts';
import { sha256 } from '../../helpers/datasets.ts';
import {
  asJsonl,
  readJson,
  readLines,
  withProjectOf,
  withSample,
} from '../../helpers/exchange-exports.ts';
import { asCsv, asJson, exportAll, making, quiet, sampleDataset } from '../../helpers/exports.ts';
import { articleInput, makeFolder, makeProject } from '../../helpers/project.ts';

const split = { train: 50, validation: 25, test: 25, seed: 3, groupBy: 'story' } as const;
const parts = ['train', 'validation', 'test'] as const;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(buildJsonSchema());

async function readTable(folder: string, table: string): Promise<Record<string, string>[]> {
  return parseCsv(await readFile(path.join(folder, `${table}.csv`), 'utf8'), { columns: true });
}

/** Ids of articles by part, as JSON lines are split, and what leaks between them. */
async function splitLines(folder: string) {
  const target = path.join(folder, 'lines');
  const report = await withSample((project) => exportAll(project, { ...asJsonl, split }, target));
  const ids: Record<string, string[]> = {};
  for (const name of parts) {
    ids[name] = (await readLines(path.join(target, `${name}.jsonl`))).map(({ id }) => id);
  }
  return { ids, split: report.split };
}

test('parts of the JSON export are files that can be imported, split as every format is', async () => {
  const folder = makeFolder();
  const target = path.join(folder, 'json');
  const report = await withSample((project) => exportAll(project, { ...asJson, split }, target));
  const lines = await splitLines(folder);
  expect(report.split).toEqual(lines.split);
  expect((await readdir(target)).toSorted()).toEqual(
    ['manifest.json', ...parts.map((name) => `${name}.json`)].toSorted(),
  );
  let annotations = 0;
  for (const name of parts) {
    const text = await readFile(path.join(target, `${name}.json`), 'utf8');
    const result = parseExportFile(text, sha256);
    if (!result.ok) throw new Error(result.error.message);
    const { articles } = result.value.dataset;
    expect(articles.map(({ article }) => article.id)).toEqual(lines.ids[name]);
    expect(result.value.ignored).toEqual([]);
    annotations += articles.reduce((sum, item) => sum + item.annotations.length, 0);
  }
  expect(annotations).toBe(report.annotations);
  const { leakage } = (await readJson(path.join(target, 'manifest.json'))).split;
  expect(leakage).toEqual(
    (await readJson(path.join(folder, 'lines', 'manifest.json'))).split.leakage,
  );
  expect(new Set(report.losses).size).toBe(report.losses.length);
});

test('a remark goes with the part that has its mark', async () => {
  const dataset = sampleDataset();
  const comments = dataset.articles.flatMap(({ annotations: [mark] }) =>
    mark
      ? [
          {
            id: `on-${mark.id}`,
            targetType: 'annotation' as const,
            targetId: mark.id,
            parentId: null,
            body: 'Sure?',
            annotatorId: mark.annotatorId,
            resolved: false,
            createdAt: mark.createdAt,
            createdBy: mark.createdBy,
            updatedAt: mark.updatedAt,
            updatedBy: mark.updatedBy,
          },
        ]
      : [],
  );
  const target = path.join(makeFolder(), 'json');
  await withProjectOf({ ...dataset, comments }, (project) =>
    exportAll(project, { ...asJson, split }, target),
  );
  const found: number[] = [];
  for (const name of parts) {
    const text = await readFile(path.join(target, `${name}.json`), 'utf8');
    const result = parseExportFile(text, sha256);
    if (!result.ok) throw new Error(result.error.message);
    found.push(result.value.dataset.comments.length);
  }
  expect(found).toEqual([4, 2, 2]);
});

test('parts of the CSV export are data packages whose hashes are true', async () => {
  const folder = makeFolder();
  const target = path.join(folder, 'csv');
  const report = await withSample((project) => exportAll(project, { ...asCsv, split }, target));
  const lines = await splitLines(folder);
  expect(report.split).toEqual(lines.split);
  for (const name of parts) {
    const part = path.join(target, name);
    const { resources } = await readJson(path.join(part, 'datapackage.json'));
    expect(resources).toHaveLength(csvTableNames.length);
    for (const { path: file, bytes, hash } of resources) {
      const content = await readFile(path.join(part, file));
      const found = createHash('sha256').update(content).digest('hex');
      expect([bytes, hash]).toEqual([content.length, `sha256:${found}`]);
    }
    const articles = await readTable(part, 'articles');
    expect(articles.map((row) => row['article_id'])).toEqual(lines.ids[name]);
    const known = new Set(lines.ids[name]);
    const segments = await readTable(part, 'segments');
    expect(segments.filter((row) => !known.has(row['article_id'] ?? ''))).toEqual([]);
  }
});

test('a cell that a spreadsheet cuts is told of, also in parts', async () => {
  const project = makeProject();
  project.run('article.create', articleInput('a', ['Title', 'word '.repeat(7000)]));
  const options = { ...asCsv, spreadsheet: true, split };
  const report = await exportAll(project, options, path.join(makeFolder(), 'out'));
  expect(report.losses).toContain(
    'Cells longer than 32767 characters: Excel cuts them. (1 article)',
  );
});

test('a CSV export takes the place of its parts, and they of it', async () => {
  const target = path.join(makeFolder(), 'csv');
  await withSample(async (project) => {
    await exportAll(project, asCsv, target);
    await exportAll(project, { ...asCsv, split }, target);
    expect(await readdir(target)).toContain('train');
    await exportAll(project, asCsv, target);
  });
  expect(await readdir(target)).not.toContain('train');
});

test('JSON without texts says so, fits its schema, and is not imported', async () => {
  const folder = makeFolder();
  const bare = { ...asJson, hasText: false };
  const target = path.join(folder, 'whole.json');
  const report = await withSample(async (project) => {
    await exportAll(project, { ...bare, split }, path.join(folder, 'parts'));
    return exportAll(project, bare, target);
  });
  expect(report.losses).toContain('Texts of 8 articles left out.');
  const files = [target, ...parts.map((name) => path.join(folder, 'parts', `${name}.json`))];
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    const value = JSON.parse(text);
    expect(value.without_text).toBe(true);
    validate(value);
    expect(validate.errors).toBeNull();
    for (const article of value.articles) {
      expect(Object.keys(article)).not.toContain('text');
      expect(Object.keys(article)).not.toContain('document');
      expect(article.annotations[0].segments[0].exact).not.toBe('');
    }
    expect(parseExportFile(text, sha256)).toMatchObject({
      ok: false,
      error: { code: 'bad_input', message: expect.stringContaining('without the texts') },
    });
  }
});

test('CSV without texts says so and has empty cells for them', async () => {
  const folder = makeFolder();
  const bare = { ...asCsv, hasText: false };
  await withSample(async (project) => {
    await exportAll(project, bare, path.join(folder, 'whole'));
    await exportAll(project, { ...bare, split }, path.join(folder, 'parts'));
  });
  for (const name of ['whole', 'parts/train', 'parts/validation', 'parts/test']) {
    const target = path.join(folder, ...name.split('/'));
    const rows = await readTable(target, 'articles');
    expect(new Set(rows.map((row) => row['text']))).toEqual(new Set(['']));
    const segments = await readTable(target, 'segments');
    expect(segments.every((row) => row['exact'] !== '')).toBe(true);
    const { quotemark, resources } = await readJson(path.join(target, 'datapackage.json'));
    expect(quotemark.without_text).toBe(true);
    expect(quotemark.losses.join(' ')).toMatch(/Texts of .+ left out\./);
    expect(resources[0].description).toContain('was left out');
  }
});

test.each([asJson, asCsv])(
  'a preview of $format shows the split and says that texts are left out',
  async (whole) => {
    const options = { ...whole, hasText: false, split };
    const [preview, report] = await withSample(async (project) => [
      await previewExport(project, options, making, quiet),
      await exportAll(project, options, path.join(makeFolder(), 'out')),
    ]);
    expect(preview.split).toEqual(report.split);
    expect([preview.articles, preview.annotations]).toEqual([report.articles, report.annotations]);
    expect(preview.warnings).toContain('Texts of 8 articles left out.');
    const isJson = whole.format === 'json';
    expect(preview.sample.includes('"without_text": true')).toBe(isJson);
  },
);
