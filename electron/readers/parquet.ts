import { Refusal } from '../../shared/util/result.ts';
import { toSourceTable } from './json.ts';
import { readParquetRows } from './parquet-rows.ts';
import type { DocumentReader } from './reader.ts';
import { readTable } from './table.ts';

/** A Parquet table of articles, one a row. */
export const readParquet: DocumentReader = async ({ bytes, mapping }) => {
  const { rows } = await readParquetRows(bytes);
  if (rows.length === 0) throw new Refusal('unsupported_file', 'The table is empty.');
  const parsed = rows.map((value, i) => ({
    value,
    source: JSON.stringify(value),
    place: `row ${i + 1}`,
    problem: null,
  }));
  const { parts, table } = readTable(toSourceTable(parsed), mapping, 'application/json');
  return {
    importer: 'parquet@1',
    mediaType: 'application/vnd.apache.parquet',
    encoding: null,
    newline: null,
    parts,
    table,
  };
};
