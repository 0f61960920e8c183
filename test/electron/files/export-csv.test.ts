import { parse as parseCsv } from 'csv-parse/sync';
import { Package } from 'datapackage';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import {
  buildArticleRows,
  buildHeadRows,
  collectNames,
} from '../../../shared/formats/csv/csv-rows.ts';
import {
  csvTableNames,
  csvTables,
  type CsvTableName,
} from '../../../shared/formats/csv/csv-tables.ts';
import { formatCell, stringifyRows } from '../../../shared/formats/csv/csv-text.ts';
import { compareCreated, type Dataset } from '../../../shared/formats/dataset.ts';
import { sha256 } from '../../helpers/datasets.ts';
import { checkFormat } from '../../helpers/check-format.ts';
import { asCsv, exportAll, makeProjectOf, sampleDataset } from '../../helpers/exports.ts';
import { goldenProject } from '../../helpers/golden-project.ts';
import { articleInput, makeFolder, makeProject } from '../../helpers/project.ts';
import { texts } from '../../helpers/texts.ts';

type Cells = readonly (readonly string[])[];
type Row = Readonly<Record<string, string>>;

function readCells(text: string): Cells {
  return parseCsv(text, { bom: true, record_delimiter: '\r\n' });
}

function readRows(text: string): Row[] {
  return parseCsv(text, { bom: true, columns: true, record_delimiter: '\r\n' });
}

async function readTable(folder: string, name: CsvTableName): Promise<Row[]> {
  return readRows(await readFile(path.join(folder, `${name}.csv`), 'utf8'));
}

async function exportSample(options = asCsv): Promise<string> {
  const target = path.join(makeFolder(), 'out');
  const project = makeProjectOf(makeFolder(), sampleDataset());
  await exportAll(project, options, target);
  project.close();
  return target;
}

/** Every table that the rows of a dataset make, as text. */
function buildTables(dataset: Dataset): Record<CsvTableName, Cells> {
  const names = collectNames(dataset);
  const articles = [...dataset.articles].sort((a, b) => compareCreated(a.article, b.article));
  const parts = articles.map((item) => buildArticleRows(item, names));
  const head = buildHeadRows(dataset, names);
  const tables = {
    ...head,
    articles: parts.flatMap((part) => part.articles),
    annotations: parts.flatMap((part) => part.annotations),
    segments: parts.flatMap((part) => part.segments),
    quotations: parts.flatMap((part) => part.quotations),
    mentions: parts.flatMap((part) => part.mentions),
  };
  const withHeader = (name: CsvTableName): Cells => [
    csvTables[name].columns.map((column) => column.name),
    ...tables[name].map((row) => row.map((cell) => formatCell(cell, 'exact'))),
  ];
  return Object.fromEntries(csvTableNames.map((name) => [name, withHeader(name)])) as Record<
    CsvTableName,
    Cells
  >;
}

test('two independent readers find every value of any project', async () => {
  const folder = makeFolder();
  let count = 0;
  await checkFormat<Record<string, string>>({
    runs: 25,
    write: async (dataset) => {
      const target = path.join(folder, String(++count));
      const project = makeProjectOf(folder, dataset);
      await exportAll(project, asCsv, target);
      project.close();
      const files = csvTableNames.map(async (name) => {
        return [name, await readFile(path.join(target, `${name}.csv`), 'utf8')] as const;
      });
      return Object.fromEntries(await Promise.all(files));
    },
    read: (files) => {
      const entries = Object.entries(files).map(([name, text]) => {
        const cells = readCells(text);
        expect(Papa.parse(text, { newline: '\r\n', skipEmptyLines: 'greedy' }).data).toEqual(cells);
        expect(text.endsWith('\r\n')).toBe(true);
        return [name, cells];
      });
      return Object.fromEntries(entries);
    },
    kept: buildTables,
  });
}, 60_000);

test('writes exactly the fixed files and columns', async () => {
  const folder = await exportSample();
  expect((await readdir(folder)).toSorted()).toEqual(
    [...csvTableNames.map((name) => `${name}.csv`), 'datapackage.json'].toSorted(),
  );
  const header = async (name: CsvTableName) => {
    const text = await readFile(path.join(folder, `${name}.csv`), 'utf8');
    return text.slice(0, text.indexOf('\r\n'));
  };
  expect(await header('quotations')).toBe(
    'quotation_id,article_id,article_title,publisher,published,type,content,source_text,speaker_id,' +
      'speaker_name,cue,start,end,start_utf16,end_utf16,start_byte,end_byte',
  );
  expect(await header('segments')).toBe(
    'annotation_id,article_id,layer,label,role,ordinal,start,end,start_utf16,end_utf16,start_byte,' +
      'end_byte,exact',
  );
});

test('gives every offset in three units that cut the same words out of the text', async () => {
  const folder = await exportSample();
  const articles = new Map(
    (await readTable(folder, 'articles')).map((row) => [row['article_id'], row]),
  );
  const segments = await readTable(folder, 'segments');
  expect(segments.length).toBeGreaterThan(400);
  for (const row of segments) {
    const text = articles.get(row['article_id'])?.['text'] ?? '';
    const cut = (start: string, end: string) => [Number(row[start]), Number(row[end])] as const;
    const { exact } = row;
    expect([...text].slice(...cut('start', 'end')).join('')).toBe(exact);
    expect(text.slice(...cut('start_utf16', 'end_utf16'))).toBe(exact);
    expect(
      Buffer.from(text)
        .subarray(...cut('start_byte', 'end_byte'))
        .toString(),
    ).toBe(exact);
  }
  for (const row of articles.values()) expect(sha256(row['text'] ?? '')).toBe(row['text_sha256']);
  const quotations = await readTable(folder, 'quotations');
  const split = quotations.filter((row) => row['content']?.includes(' […] '));
  expect(split.length).toBeGreaterThan(0);
  for (const row of quotations) {
    const text = articles.get(row['article_id'])?.['text'] ?? '';
    const covered = text.slice(Number(row['start_utf16']), Number(row['end_utf16']));
    const fragments = row['content']?.split(' […] ') ?? [];
    expect(covered.startsWith(fragments[0] ?? '-')).toBe(true);
    expect(covered.endsWith(fragments.at(-1) ?? '-')).toBe(true);
  }
});

test('declares keys that hold, and types that fit every value', async () => {
  const folder = await exportSample();
  const rows = new Map<string, Row[]>();
  for (const name of csvTableNames) rows.set(name, await readTable(folder, name));
  const manifest = JSON.parse(await readFile(path.join(folder, 'datapackage.json'), 'utf8'));
  expect(manifest).toMatchObject({
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    quotemark: { format: 'quotemark-csv', variant: 'exact', guard: null },
  });
  for (const resource of manifest.resources) {
    const own = rows.get(resource.name) ?? [];
    const bytes = await readFile(path.join(folder, resource.path));
    expect(resource.bytes).toBe(bytes.length);
    const { primaryKey, foreignKeys = [], fields } = resource.schema;
    const keyOf = (row: Row, names: readonly string[]) =>
      JSON.stringify(names.map((name) => row[name]));
    expect(new Set(own.map((row) => keyOf(row, primaryKey))).size).toBe(own.length);
    for (const { fields: from, reference } of foreignKeys) {
      const targets = new Set(
        rows.get(reference.resource ?? resource.name)?.map((row) => keyOf(row, reference.fields)),
      );
      const linked = own.filter((row) => row[from[0]] !== '');
      expect(linked.filter((row) => !targets.has(keyOf(row, from)))).toEqual([]);
    }
    expect(Object.keys(own[0] ?? {})).toEqual(fields.map((field: { name: string }) => field.name));
    for (const field of fields.filter((one: { categories?: string[] }) => one.categories)) {
      for (const row of own) expect(['', ...field.categories]).toContain(row[field.name]);
    }
  }
});

test('writes the golden project as its golden files', async () => {
  const target = path.join(makeFolder(), 'out');
  const project = makeProjectOf(makeFolder(), goldenProject());
  await exportAll(project, asCsv, target);
  project.close();
  for (const name of (await readdir(target)).toSorted()) {
    const golden = path.join(import.meta.dirname, '../../fixtures/exchange/csv', name);
    const text = await readFile(path.join(target, name), 'utf8');
    // The id of a project is another one each time.
    await expect(text.replace(/"id": "id-\d+"/, '"id": "project"')).toMatchFileSnapshot(golden);
  }
});

test('is a valid Data Package for an independent reader', async () => {
  const folder = await exportSample();
  const file = path.join(folder, 'datapackage.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  // The library knows version 1 only: profiles by name, a link into the same table by an empty one, times without fractions.
  const twin = { ...manifest, profile: 'tabular-data-package' };
  delete twin.$schema;
  for (const resource of twin.resources) {
    resource.profile = 'tabular-data-resource';
    delete resource.$schema;
    delete resource.dialect.$schema;
    for (const field of resource.schema.fields) if (field.type === 'datetime') field.format = 'any';
    for (const key of resource.schema.foreignKeys ?? []) key.reference.resource ??= '';
  }
  await writeFile(file, JSON.stringify(twin));
  const loaded = await Package.load(twin, { basePath: folder, strict: true });
  expect(loaded.errors).toEqual([]);
  for (const name of csvTableNames) {
    const resource = loaded.getResource(name);
    const read = await resource.read({ relations: true });
    expect([name, read.length]).toEqual([name, (await readTable(folder, name)).length]);
  }
});

test('an empty project gives every table with its header', async () => {
  const target = path.join(makeFolder(), 'out');
  const report = await exportAll(makeProject(), asCsv, target);
  for (const name of csvTableNames.filter((one) => one !== 'codebook')) {
    const text = await readFile(path.join(target, `${name}.csv`), 'utf8');
    expect(text).toBe(`${csvTables[name].columns.map((column) => column.name).join(',')}\r\n`);
  }
  expect(report.files.every((file) => file.sizeBytes > 0)).toBe(true);
});

test('leaves rejected quotations and mentions to annotations.csv', async () => {
  const folder = await exportSample();
  const states = new Map(
    (await readTable(folder, 'annotations')).map((row) => [row['annotation_id'], row['state']]),
  );
  const listed = (await readTable(folder, 'quotations')).map((row) =>
    states.get(row['quotation_id']),
  );
  expect(listed).not.toContain('rejected');
});

describe('the spreadsheet variant', () => {
  const dangerous = ['=1+1', '+1', '-1', '@x', '\t=1', '\n=1', '＝1', '＋1', '－1', '＠x', '"=1"'];

  test('has a byte order mark and an apostrophe before what looks like a formula', async () => {
    const target = path.join(makeFolder(), 'out');
    const project = makeProject();
    dangerous.forEach((title, i) =>
      project.run('article.create', { ...articleInput(`a${i}`), title }),
    );
    await exportAll(project, { ...asCsv, spreadsheet: true }, target);
    for (const name of csvTableNames) {
      const bytes = await readFile(path.join(target, `${name}.csv`));
      expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      for (const row of readCells(bytes.toString())) {
        for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }
    }
    const titles = (await readTable(target, 'articles')).map((row) => row['title']);
    expect(new Set(titles)).toEqual(
      new Set(dangerous.map((title) => (title.startsWith('"') ? title : `'${title}`))),
    );
    const manifest = JSON.parse(await readFile(path.join(target, 'datapackage.json'), 'utf8'));
    expect(manifest.quotemark).toMatchObject({ variant: 'spreadsheet', byte_order_mark: true });
    expect(manifest.quotemark.guard).toContain('=');
  });

  test('never touches numbers, and the exact variant touches nothing', () => {
    expect(formatCell(-5, 'spreadsheet')).toBe('-5');
    expect(dangerous.map((text) => formatCell(text, 'exact'))).toEqual(dangerous);
  });

  test('names cells that are too long for Excel', async () => {
    const project = makeProject();
    project.run('article.create', articleInput('a', ['Title', 'word '.repeat(7000)]));
    const target = path.join(makeFolder(), 'out');
    const report = await exportAll(project, { ...asCsv, spreadsheet: true }, target);
    expect(report.losses).toContain('1 cells are longer than 32767 characters; Excel cuts them.');
  });
});

test.each(Object.entries(texts))('a cell comes back exactly: %s', (_, text) => {
  const rows = [[text, 1, true, null, ` ${text} `], ['last']] as const;
  const expected = [[text, '1', 'true', '', ` ${text} `], ['last']];
  const written = stringifyRows(rows, 'exact');
  expect(parseCsv(written, { relax_column_count: true, record_delimiter: '\r\n' })).toEqual(
    expected,
  );
  expect(Papa.parse(written.slice(0, -2), { newline: '\r\n' }).data).toEqual(expected);
});
