import { expect, test } from 'vitest';
import type { ExchangeFormat } from '../../../shared/exchange/core/exchange-format.ts';
import { jsonlFormat } from '../../../shared/exchange/lines/jsonl.ts';
import { huggingfaceFormat } from '../../../shared/exchange/parquet/huggingface.ts';
import { parquetFormat } from '../../../shared/exchange/parquet/parquet.ts';
import { htmlFormat } from '../../../shared/exchange/report/html.ts';
import { buildExportFile } from '../../../shared/formats/json/quotemark-json.ts';
import { stringifyExportFile } from '../../../shared/formats/json/quotemark-text.ts';
import { making } from '../../helpers/exports.ts';
import { textOfFile, writeFormat } from '../../helpers/generated-datasets.ts';
import { goldenProject } from '../../helpers/golden-project.ts';
import { queryParquet } from '../../helpers/parquet.ts';

const golden = (name: string) => `../../fixtures/exchange/${name}`;

test('the JSON export is written as its golden file', async () => {
  const text = stringifyExportFile(buildExportFile(goldenProject(), making));
  await expect(text).toMatchFileSnapshot(golden('quotemark.json'));
});

test.each([
  [jsonlFormat, 'jsonl.jsonl'],
  [htmlFormat, 'report/report.html'],
])('$id is written as its golden file', async (format, name) => {
  await expect(textOfFile(format, goldenProject())).toMatchFileSnapshot(golden(name));
});

test('the card of a Hugging Face dataset is written as its golden file', async () => {
  const card = textOfFile(huggingfaceFormat, goldenProject(), 'README.md');
  await expect(card).toMatchFileSnapshot(golden('huggingface/README.md'));
});

test.each([parquetFormat, huggingfaceFormat])(
  '$id holds for DuckDB the columns and rows of its golden file',
  async (format) => {
    await expect(await describeTables(format)).toMatchFileSnapshot(
      golden(`${format.id}/tables.json`),
    );
  },
);

/** What DuckDB finds in the Parquet files of a format: by file its columns with their types, and its rows, one a line. */
async function describeTables(format: ExchangeFormat): Promise<string> {
  const { files } = writeFormat(format, goldenProject());
  const tables: string[] = [];
  for (const file of [...files.keys()].filter((name) => name.endsWith('.parquet'))) {
    const columns = await queryParquet(
      files,
      `SELECT column_name || ' ' || column_type FROM (DESCRIBE FROM {${file}})`,
    );
    const rows = await queryParquet(files, `SELECT to_json(t) FROM {${file}} t`);
    const lines = [...columns.map((column) => JSON.stringify(column)), ...rows.map(String)];
    tables.push(`${JSON.stringify(file)}: [\n  ${lines.join(',\n  ')}\n]`);
  }
  return `{\n${tables.join(',\n')}\n}\n`;
}
