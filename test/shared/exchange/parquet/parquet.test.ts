import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parquetFormat } from '../../../../shared/exchange/parquet/parquet.ts';
import { openParquetFile } from '../../../../shared/exchange/parquet/parquet-file.ts';
import { splitList, joinList } from '../../../../shared/formats/csv/csv-cells.ts';
import { isListColumn, type CsvColumn } from '../../../../shared/formats/csv/csv-columns.ts';
import {
  buildArticleRows,
  buildHeadRows,
  collectNames,
} from '../../../../shared/formats/csv/csv-rows.ts';
import { csvTableNames, csvTables } from '../../../../shared/formats/csv/csv-tables.ts';
import type { Dataset } from '../../../../shared/formats/dataset.ts';
import { sampleDataset } from '../../../helpers/exports.ts';
import { arbitraryDataset, writeFormat } from '../../../helpers/generated-datasets.ts';
import { queryParquet, readParquet } from '../../../helpers/parquet.ts';

function toValue(column: CsvColumn, cell: string | number | boolean | null): unknown {
  if (isListColumn(column)) return splitList(String(cell ?? ''));
  if (typeof cell !== 'string') return cell;
  if (column.type === 'datetime') return cell === '' ? null : new Date(cell);
  return cell;
}

/** The tables that the rows of a dataset make, as objects. */
function buildTables(dataset: Dataset): Map<string, Record<string, unknown>[]> {
  const names = collectNames(dataset);
  const head = buildHeadRows(dataset, names);
  const parts = dataset.articles.map((item) => buildArticleRows(item, names));
  const tables = [head, ...parts].flatMap((part) => Object.entries(part));
  return new Map(
    csvTableNames.map((name) => {
      const { columns } = csvTables[name];
      const rows = tables.filter(([table]) => table === name).flatMap(([, found]) => found);
      const objects = rows.map((row) =>
        Object.fromEntries(
          columns.map((column, i) => [column.name, toValue(column, row[i] ?? null)]),
        ),
      );
      return [`${name}.parquet`, objects] as const;
    }),
  );
}

test('another reader finds every value of any project, and writing is deterministic', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryDataset(), async (dataset) => {
      const { files } = writeFormat(parquetFormat, dataset);
      const found = new Map<string, unknown>();
      for (const [name, bytes] of files) found.set(name, await readParquet(bytes));
      const expected = buildTables(dataset);
      for (const [name, rows] of expected) expect(found.get(name)).toEqual(rows);
      expect([...found.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
      expect(writeFormat(parquetFormat, dataset).files).toEqual(files);
    }),
    { numRuns: 30 },
  );
}, 60_000);

test('DuckDB counts the same code points and cuts the same words', async () => {
  const { files } = writeFormat(parquetFormat, sampleDataset());
  const wrong = await queryParquet(
    files,
    `SELECT count(*) FROM {segments.parquet} s JOIN {articles.parquet} a USING (article_id)
     WHERE length(s.exact) <> s."end" - s.start OR s.exact <> substr(a.text, s.start + 1, s."end" - s.start)
        OR strlen(s.exact) <> s.end_byte - s.start_byte`,
  );
  expect(wrong).toEqual(['0']);
  const many = await queryParquet(files, 'SELECT count(*) > 400 FROM {segments.parquet}');
  expect(many).toEqual([true]);
});

test('DuckDB finds numbers, instants, truth and lists typed', async () => {
  const { files } = writeFormat(parquetFormat, sampleDataset());
  const types = (name: string) =>
    queryParquet(files, `SELECT column_name || ' ' || column_type FROM (DESCRIBE FROM {${name}})`);
  const articles = await types('articles.parquet');
  expect(articles).toContain('tags VARCHAR[]');
  expect(articles).toContain('characters INTEGER');
  expect(articles.some((line) => String(line).startsWith('created_at TIMESTAMP'))).toBe(true);
  expect(await types('annotations.parquet')).toContain('doubt BOOLEAN');
  expect(await types('claim_events.parquet')).toContain('evidence_ids VARCHAR[]');
});

test('a project without rows gives tables with columns', async () => {
  const { articles: _, ...head } = sampleDataset();
  const { files } = writeFormat(parquetFormat, {
    ...head,
    claims: [],
    events: [],
    evidence: [],
    articles: [],
  });
  expect(await queryParquet(files, 'SELECT count(text) FROM {articles.parquet}')).toEqual(['0']);
});

test('leaves the texts of articles out when asked', async () => {
  const { files } = writeFormat(parquetFormat, sampleDataset(), { hasText: false });
  expect(await queryParquet(files, 'SELECT count(text) FROM {articles.parquet}')).toEqual(['0']);
  expect(await queryParquet(files, 'SELECT count(exact) > 0 FROM {segments.parquet}')).toEqual([
    true,
  ]);
});

test('writes long tables in groups of rows, each handed over when it is full', async () => {
  const file = openParquetFile([{ name: 'n', type: 'integer', isRequired: true }], 'test');
  const parts: Uint8Array[] = [];
  for (let n = 0; n < 25_000; n++) parts.push(file.append([n]));
  expect(parts.filter((part) => part.length > 0)).toHaveLength(2);
  const bytes = Buffer.concat([...parts, file.finish()]);
  const rows = await readParquet(bytes);
  expect([rows.length, rows[0], rows.at(-1)]).toEqual([25_000, { n: 0 }, { n: 24_999 }]);
  const groups = await queryParquet(
    new Map([['x', bytes]]),
    `SELECT count(DISTINCT n // 10000) FROM {x}`,
  );
  expect(groups).toEqual(['3']);
});

test('the items of a list cell are those that were joined', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (items) => {
      expect(splitList(joinList(items))).toEqual(items);
    }),
  );
});
