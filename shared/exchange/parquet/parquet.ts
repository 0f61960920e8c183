import type { CsvCell, CsvRow } from '../../formats/csv/csv-cells.ts';
import { splitList } from '../../formats/csv/csv-cells.ts';
import { isListColumn, type CsvColumn } from '../../formats/csv/csv-columns.ts';
import { buildArticleRows, buildHeadRows, collectNames } from '../../formats/csv/csv-rows.ts';
import { csvTableNames, csvTables, type CsvTableName } from '../../formats/csv/csv-tables.ts';
import type {
  ExchangeFormat,
  ExportContext,
  ExportPiece,
  FormatWriter,
} from '../core/exchange-format.ts';
import { openParquetFile, type ParquetField, type ParquetValue } from './parquet-file.ts';

/** The tables of the CSV export as Parquet, typed: numbers, truth, instants, lists. */
export const parquetFormat: ExchangeFormat = {
  id: 'parquet',
  name: 'Parquet tables',
  summary:
    'A folder of typed tables for DuckDB, Spark, pandas and R; the same columns as the CSV export.',
  extension: null,
  offsetUnit: 'code point',
  losses: [
    'Formatting of the text: headings, lists, links, bold and italic.',
    'Comments, and who changed a row last.',
    'The status that each annotator gave an article: only the furthest is written.',
    'Earlier revisions and the original files.',
  ],
  losesByKind: true,
  write: writeTables,
};

type Rows = Partial<Readonly<Record<CsvTableName, readonly CsvRow[]>>>;

function writeTables(context: ExportContext): FormatWriter {
  const names = collectNames(context.head);
  const { generator } = context.making;
  const files = csvTableNames.map((name) => {
    const { columns } = csvTables[name];
    return { name, columns, file: openParquetFile(columns.map(toField(name)), generator) };
  });
  const append = (tables: Rows): ExportPiece[] =>
    files.flatMap(({ name, columns, file }) =>
      (tables[name] ?? []).flatMap((row) => {
        const content = file.append(columns.map((column, i) => toValue(column, row[i] ?? null)));
        return content.length === 0 ? [] : [{ file: `${name}.parquet`, content }];
      }),
    );
  return {
    begin: () => append(buildHeadRows(context.head, names)),
    article(item) {
      const tables = buildArticleRows(item, names);
      if (context.hasText) return append(tables);
      // The text is the last column of its table.
      return append({ ...tables, articles: tables.articles.map((row) => row.slice(0, -1)) });
    },
    end: () => files.map(({ name, file }) => ({ file: `${name}.parquet`, content: file.finish() })),
  };
}

const toField =
  (table: CsvTableName) =>
  (column: CsvColumn): ParquetField => ({
    name: column.name,
    type: typeOf(column),
    isRequired: csvTables[table].primaryKey.includes(column.name),
  });

function typeOf(column: CsvColumn): ParquetField['type'] {
  if (isListColumn(column)) return 'texts';
  if (column.type === 'datetime') return 'instant';
  return column.type === 'string' ? 'text' : column.type;
}

function toValue(column: CsvColumn, cell: CsvCell): ParquetValue {
  if (isListColumn(column)) return splitList(String(cell ?? ''));
  if (typeof cell !== 'string') return cell;
  if (column.type !== 'datetime') return cell;
  return cell === '' ? null : new Date(cell);
}
