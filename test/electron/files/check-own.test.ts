import { hash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareCsvExport } from '../../../electron/files/check-csv.ts';
import { compareJsonExport } from '../../../electron/files/check-json.ts';
import type { ExportOptions } from '../../../electron/files/export-options.ts';
import { startRun } from '../../../electron/files/export-run.ts';
import { buildHeadRows, collectNames } from '../../../shared/formats/csv/csv-rows.ts';
import { stringifyExportFile } from '../../../shared/formats/json/quotemark-text.ts';
import { buildExportFile } from '../../../shared/formats/json/quotemark-json.ts';
import type { Dataset } from '../../../shared/formats/dataset.ts';
import { readJson, withProjectOf, withSample } from '../../helpers/exchange-exports.ts';
import { asCsv, asJson, exportAll, making, quiet } from '../../helpers/exports.ts';
import { makeFolder } from '../../helpers/project.ts';
import { workedExample } from '../../helpers/worked-example.ts';

const split = { train: 60, validation: 20, test: 20, seed: 7, groupBy: 'story' } as const;

/** A pattern in what was written, what stands there instead, and what the refusal says. */
type Fault = readonly [name: string, from: RegExp, to: string, says: RegExp];

const jsonFaults: readonly Fault[] = [
  ['position', /"start":11,/, '"start":12,', /out\.json: the article “Grid holds” .*e1/],
  ['mark that is gone', /\{"id":"e1",.*\},\n {8}/, '', /“Grid holds” comes back with the mark e1/],
  ['letter of the text', /("text": ".*)Lena/, '$1Lina', /text of the document of article/],
  ['note', /"doubt":false,"note":""/, '"doubt":false,"note":"?"', /changed or gone/],
  ['title', /"title": "Grid/, '"title": "Grit', /comes back changed/],
  ['name in the cast', /"name":"Lena/, '"name":"Lina', /before the articles/],
  ['end', /\]\n\}\n$/, ']\n', /its end/],
  ['more', /$/, ' ', /more than was written/],
];

describe('a JSON export that is not as its rows is refused:', () => {
  test.each(jsonFaults)('a wrong %s', async (_, from, to, says) => {
    await checkJson((text) => text, /^compared$/);
    await checkJson((text) => text.replace(from, to), says);
  });
});

async function checkJson(change: (text: string) => string, says: RegExp): Promise<void> {
  const file = path.join(makeFolder(), 'out.json');
  const answer = await withProjectOf(workedExample(), async (project) => {
    await exportAll(project, asJson, file);
    const text = await readFile(file, 'utf8');
    const changed = change(text);
    expect(changed === text).toBe(String(says) === '/^compared$/');
    await writeFile(file, changed);
    const run = startRun(project, asJson, making, quiet);
    const head = [text.slice(0, text.indexOf('"articles": [') + 13)];
    const { articleIds } = { articleIds: project.read.articleIds() };
    return compareJsonExport(run, file, 'out.json', { head, articleIds, hasText: true })
      .then(() => 'compared', String)
      .finally(run.stop);
  });
  expect(answer).toMatch(says);
}

const csvFaults: readonly (readonly [table: string, ...Fault])[] = [
  ['segments', 'position', /,11,19,/, ',12,19,', /segments\.csv, record \d+: “e1”/],
  ['annotations', 'record that is gone', /e1,[^\r]*\r\n/, '', /annotations\.csv, record \d+: /],
  ['articles', 'letter of the text', /Lena/, 'Lina', /articles\.csv, record 2: /],
  ['quotations', 'quotes', /"/, '', /quotations\.csv/],
  ['entities', 'name', /Lena/, 'Lina', /entities\.csv, record \d+: /],
  ['mentions', 'header', /^mention_id/, 'id', /mentions\.csv, record 1: “mention_id”/],
  ['codebook', 'end', /$/, 'x\r\n', /codebook\.csv: there is more/],
];

describe('a CSV export that is not as its rows is refused:', () => {
  test.each(csvFaults)('%s with a wrong %s', async (table, _, from, to, says) => {
    await checkCsv(table, (text) => text, /^compared$/);
    await checkCsv(table, (text) => text.replace(from, to), says);
  });
});

async function checkCsv(
  table: string,
  change: (text: string) => string,
  says: RegExp,
): Promise<void> {
  const folder = path.join(makeFolder(), 'out');
  const dataset = workedExample();
  const answer = await withProjectOf(dataset, async (project) => {
    await exportAll(project, asCsv, folder);
    const file = path.join(folder, `${table}.csv`);
    const text = await readFile(file, 'utf8');
    await writeFile(file, change(text));
    const run = startRun(project, asCsv, making, quiet);
    const head = readHeadOf(project.read, dataset);
    const names = collectNames(head);
    const choice = { variant: 'exact', hasText: true } as const;
    return compareCsvExport(run, folder, {
      head: [buildHeadRows(head, names)],
      names,
      articleIds: project.read.articleIds(),
      choice,
    })
      .then(() => 'compared', String)
      .finally(run.stop);
  });
  expect(answer).toMatch(says);
}

function readHeadOf(
  read: Parameters<Parameters<typeof withSample>[0]>[0]['read'],
  dataset: Dataset,
) {
  return {
    ...dataset,
    annotators: read.list('annotator', {}),
    entities: read.list('entity', {}),
    claims: read.list('claim', {}),
    events: read.list('claim_event', {}),
    evidence: read.list('evidence', {}),
    codebook: read.codebook(),
  };
}

test.each<[string, ExportOptions]>([
  ['JSON', asJson],
  ['JSON without texts', { ...asJson, hasText: false }],
  ['JSON in parts', { ...asJson, split }],
  ['CSV', asCsv],
  ['CSV for Excel', { ...asCsv, spreadsheet: true }],
  ['CSV without texts', { ...asCsv, hasText: false }],
  ['CSV in parts', { ...asCsv, split, spreadsheet: true }],
  ['some of JSON', { ...asJson, layers: ['quotation'], statuses: ['done', 'final'] }],
])('%s is read back and compared', async (_, options) => {
  await withSample(async (project) => {
    const labels = new Set<string>();
    const { writeExport } = await import('../../../electron/files/export.ts');
    const progress = ({ label }: { readonly label: string }) => void labels.add(label);
    const context = { ...quiet, progress };
    const target = path.join(makeFolder(), 'out');
    const report = await writeExport(project, options, target, making, context);
    expect(report.comparison).toBe(
      `Read back and compared: all ${report.articles} articles are as they were written.`,
    );
    expect(labels).toContain('Reading back');
  });
});

test('a manifest that is true stands beside a JSON export', async () => {
  const folder = makeFolder();
  const report = await withSample((project) =>
    exportAll(project, asJson, path.join(folder, 'out.json')),
  );
  expect((await readdir(folder)).toSorted()).toEqual(['out.json', 'out.json.manifest.json']);
  expect(report.files.map(({ name }) => name)).toEqual(['out.json', 'out.json.manifest.json']);
  const bytes = await readFile(path.join(folder, 'out.json'));
  const manifest = await readJson(path.join(folder, 'out.json.manifest.json'));
  const { articles } = JSON.parse(bytes.toString('utf8'));
  const layers: Record<string, number> = {};
  for (const { annotations } of articles) {
    for (const { layer } of annotations) layers[layer] = (layers[layer] ?? 0) + 1;
  }
  expect(manifest).toMatchObject({
    format: 'quotemark-export-manifest',
    version: 1,
    export_format: 'json',
    offset_unit: 'code point',
    counts: { articles: 8, annotations: report.annotations, layers },
    read_back: { compared: true, articles: 8, reason: null },
    losses: { left_behind: report.losses },
    files: [{ name: 'out.json', size_bytes: bytes.length, sha256: hash('sha256', bytes, 'hex') }],
  });
  expect(manifest.articles).toEqual(
    articles.map((article: { id: string; text: string; annotations: unknown[] }) => ({
      id: article.id,
      text_sha256: hash('sha256', article.text, 'hex'),
      annotations: article.annotations.length,
    })),
  );
});

test('the description of a CSV export tells counts and that it was read back', async () => {
  const folder = path.join(makeFolder(), 'out');
  await withSample((project) => exportAll(project, asCsv, folder));
  const { quotemark } = await readJson(path.join(folder, 'datapackage.json'));
  expect(quotemark).toMatchObject({ read_back: { compared: true, articles: 8 } });
  const { articles, layers } = quotemark.counts;
  expect(articles).toBe(8);
  const rows = (await readFile(path.join(folder, 'annotations.csv'), 'utf8')).split('\r\n');
  for (const [layer, count] of Object.entries(layers)) {
    expect(rows.filter((row) => row.split(',')[2] === layer)).toHaveLength(Number(count));
  }
});

test('an export of no articles is read back', async () => {
  await withProjectOf({ ...workedExample(), articles: [] }, async (project) => {
    const target = path.join(makeFolder(), 'out.json');
    const { comparison } = await exportAll(project, asJson, target);
    expect(comparison).toMatch(/all 0 articles/);
    const { articles } = await readJson(target);
    expect(articles).toEqual([]);
  });
});

test('what the import reads is what is compared: both are one layout', () => {
  const text = stringifyExportFile(buildExportFile(workedExample(), making));
  expect(text.match(/\n {4}\}(?=,?\n)/g)).toHaveLength(1);
});
