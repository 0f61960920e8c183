import { DuckDBInstance } from '@duckdb/node-api';
import { parquetReadObjects } from 'hyparquet';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from './project.ts';

/** Rows of a Parquet file as hyparquet reads them. */
export async function readParquet(bytes: Uint8Array): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: bytes.slice().buffer });
}

/**
 * The first column of every row that DuckDB gives for a query, as JSON values.
 *
 * @param files Parquet files by name; the query names them in braces, `FROM {articles.parquet}`.
 */
export async function queryParquet(
  files: ReadonlyMap<string, Uint8Array>,
  query: string,
): Promise<unknown[]> {
  const folder = makeFolder();
  const sql = query.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const bytes = files.get(name);
    if (!bytes) throw new RangeError(`no file ${name}`);
    const file = path.join(folder, name.replaceAll('/', '_'));
    writeFileSync(file, bytes);
    return `read_parquet('${file}')`;
  });
  return runDuckDb(sql);
}

/** The rows of a query as the Parquet file that DuckDB writes of them, packed in some way. */
export async function writeParquet(query: string, compression: string): Promise<Uint8Array> {
  const file = path.join(makeFolder(), 'rows.parquet');
  await runDuckDb(`COPY (${query}) TO '${file}' (FORMAT parquet, COMPRESSION ${compression})`);
  return readFileSync(file);
}

async function runDuckDb(sql: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(sql);
    return reader.getRowsJson().map(([first]) => first ?? null);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
