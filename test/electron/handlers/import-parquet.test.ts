import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as zlib from 'node:zlib';
import { expect, test } from 'vitest';
import type { ImportReport, ImportSession } from '../../../shared/contract/import-views.ts';
import { huggingfaceFormat } from '../../../shared/exchange/parquet/huggingface.ts';
import {
  openParquetFile,
  type ParquetField,
} from '../../../shared/exchange/parquet/parquet-file.ts';
import { writeParquet } from '../../helpers/parquet.ts';
import { sampleDataset } from '../../helpers/exports.ts';
import { writeFormat } from '../../helpers/generated-datasets.ts';
import { serve, writeFiles } from '../../helpers/handlers.ts';
import { makeFolder } from '../../helpers/project.ts';

const text = (name: string): ParquetField => ({ name, type: 'text', isRequired: true });

test('a Parquet table gives an article a row, its columns known by their names or as they are said', async () => {
  const { project, get } = serve();
  const table = openParquetFile([text('headline'), text('body'), text('outlet')], 'test');
  table.append(['Ferry runs', 'It floats, said the captain. 🚢', 'Harbour Post']);
  table.append(['Dam holds', 'It will not fail, said the mayor.', 'Harbour Post']);
  const grants = writeFiles({ 'news.parquet': table.finish() });
  const session = await get<ImportSession>('import.read', { grants });
  expect(session.files).toMatchObject([
    {
      format: 'table (Parquet)',
      table: { rowCount: 2, mapping: { title: 'headline', text: 'body', publisher: 'outlet' } },
    },
  ]);
  expect(session.items.map(({ title, publisher }) => `${title}, ${publisher}`)).toEqual([
    'Ferry runs, Harbour Post',
    'Dam holds, Harbour Post',
  ]);
  await store(get, session, {});
  expect(project.check().faults).toEqual([]);
});

test('our own dataset folder gives its articles and marks back', async () => {
  const { project, get } = serve();
  const dataset = sampleDataset();
  const folder = makeFolder();
  for (const [name, bytes] of writeFormat(huggingfaceFormat, dataset).files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  const grants = [path.join(folder, 'data/train-00000-of-00001.parquet')];
  const session = await get<ImportSession>('import.read', { grants });
  const report = await store(get, session, {});
  expect(report).toMatchObject({
    imported: dataset.articles.length,
    marks: dataset.articles.reduce((sum, { annotations }) => sum + annotations.length, 0),
    skipped: [],
  });
  expect(project.check().faults).toEqual([]);
  const places = (annotations: readonly Place[]) =>
    annotations
      .map(({ layer, label, state, segments }) =>
        JSON.stringify([
          layer,
          label,
          state,
          segments.map(({ role, start, end }) => [role, start, end]),
        ]),
      )
      .sort();
  expect(places(project.read.list('annotation', {}))).toEqual(
    places(dataset.articles.flatMap(({ annotations }) => annotations)),
  );
});

const news = `SELECT 'Ferry ' || i AS title, 'It floats, said captain ' || i || '. 🚢' AS text FROM range(3000) t(i)`;

test.each(['uncompressed', 'snappy', 'gzip', 'brotli'])(
  'a table that DuckDB packs with %s comes in whole',
  async (compression) => {
    const { get } = serve();
    const grants = writeFiles({ 'news.parquet': await writeParquet(news, compression) });
    const { items } = await get<ImportSession>('import.read', { grants });
    expect(items).toHaveLength(3000);
    expect(items[2999]).toMatchObject({ title: 'Ferry 2999', words: 7 });
  },
);

test('what cannot be unpacked is refused by its name', async () => {
  const { get } = serve();
  const grants = writeFiles({
    'a.parquet': await writeParquet(news, 'lz4'),
    'b.parquet': await writeParquet(news, 'zstd'),
  });
  const { items } = await get<ImportSession>('import.read', { grants });
  const zstd = items.filter(({ fileName }) => fileName === 'b.parquet');
  const lz4 = items.filter(({ fileName }) => fileName === 'a.parquet');
  expect(lz4.map(({ problem }) => problem)).toEqual([
    expect.stringContaining(
      'is packed with LZ4_RAW, which cannot be unpacked here. Write it again',
    ),
  ]);
  // As the runtime has it: Node since 22.15.
  const packed = expect.stringContaining('is packed with ZSTD');
  expect(zstd.map(({ problem }) => problem)).toEqual(
    'zstdDecompressSync' in zlib ? zstd.map(() => null) : [packed],
  );
});

const card = `---
dataset_info:
  features:
  - name: tokens
    sequence: string
  - name: ner_tags
    sequence:
      class_label:
        names:
          '0': O
          '1': B-PER
          '2': I-PER
---
# News
`;
const infos = JSON.stringify({
  default: {
    features: { ner_tags: { feature: { names: ['O', 'B-PER', 'I-PER'], _type: 'ClassLabel' } } },
  },
});
const row = JSON.stringify({
  id: '7',
  tokens: ['🚢', 'Ana', 'Ruiz', 'left'],
  ner_tags: [0, 1, 2, 0],
});

test.each([
  ['the card', { 'README.md': card }],
  ['dataset_infos.json', { 'dataset_infos.json': infos }],
])('tags of tokens get the names of their classes from %s', async (_, beside) => {
  const { project, get } = serve();
  const [grant = ''] = writeFiles({ 'train.jsonl': row, ...beside });
  const session = await get<ImportSession>('import.read', { grants: [grant] });
  expect(session.items).toMatchObject([
    { marks: { labels: [{ name: 'PER', count: 1, example: 'Ana Ruiz' }] } },
  ]);
  await store(get, session, { PER: 'mention.person' });
  expect(project.read.list('annotation', {})).toMatchObject([
    { label: 'person', segments: [{ start: 2, end: 10, exact: 'Ana Ruiz' }] },
  ]);
});

test('a dataset folder of others is one item, its rows read with the card', async () => {
  const { project, get } = serve();
  const folder = makeFolder();
  mkdirSync(path.join(folder, 'data'));
  writeFileSync(path.join(folder, 'README.md'), card);
  const rows = (words: string) => `SELECT ['${words}', 'left'] AS tokens, [1, 0] AS ner_tags`;
  for (const [name, words] of [['train-0', 'Ana'], ['test-0', 'Kim']] as const) {
    const bytes = await writeParquet(rows(words), 'gzip');
    writeFileSync(path.join(folder, `data/${name}.parquet`), bytes);
  } // prettier-ignore
  const session = await get<ImportSession>('import.read', { grants: [folder] });
  expect(session.items).toMatchObject([
    { kind: 'dataset', marks: { articles: 2, labels: [{ name: 'PER', count: 2 }] } },
  ]);
  await store(get, session, { PER: 'mention.person' });
  expect(project.read.list('annotation', {})).toHaveLength(2);
  const other = makeFolder();
  writeFileSync(path.join(other, 'README.md'), '# Notes\n\nNo dataset.\n');
  const plain = await get<ImportSession>('import.read', { grants: [other] });
  expect(plain.items).toMatchObject([{ kind: 'article' }]);
});

test('tags without names, and spans outside of their text, are refused with file and line', async () => {
  const { get } = serve();
  const grants = writeFiles({
    'a.jsonl': row,
    'b.jsonl': '{"text":"Ana left.","entities":[{"start":0,"end":30,"label":"PER"}]}',
    'c.parquet': Buffer.from('PAR1 and nothing more'),
  });
  const { items } = await get<ImportSession>('import.read', { grants });
  expect(items.map(({ problem }) => problem)).toEqual([
    expect.stringContaining('a.jsonl, line 1: “ner_tags” has the number 0, and no name for it'),
    expect.stringContaining('b.jsonl, line 1, span 1: 0–30'),
    expect.stringContaining('The Parquet file cannot be read'),
  ]);
});

interface Place {
  readonly layer: string;
  readonly label: string | null;
  readonly state: string;
  readonly segments: readonly {
    readonly role: string;
    readonly start: number;
    readonly end: number;
  }[];
}

/** Store everything that was read. */
async function store(
  get: ReturnType<typeof serve>['get'],
  { sessionId, items }: ImportSession,
  labels: Readonly<Record<string, string>>,
): Promise<ImportReport> {
  return get<ImportReport>('import.commit', {
    sessionId,
    labels,
    items: items.map(({ key, title, byline, publisher, url, published, language, tags }) => {
      return { key, title, byline, publisher, url, published, language, tags };
    }),
  });
}
