import type { JsonObject } from '../util/json.ts';
import { listSeparator } from './csv-tables.ts';

/** A value before it is written: text, number, truth; null is an empty cell. */
export type CsvCell = string | number | boolean | null;
/** A row's cells in the order of the table's columns. */
export type CsvRow = readonly CsvCell[];

/** A list as one cell; see `listSeparator`. */
export function joinList(items: readonly string[]): string {
  return items
    .map((item) => item.replaceAll('\\', '\\\\').replaceAll(listSeparator, `\\${listSeparator}`))
    .join(listSeparator);
}

/** An object as JSON with its keys in order. */
export function stringifyObject(value: JsonObject): string {
  const keys = Object.keys(value).sort();
  return JSON.stringify(Object.fromEntries(keys.map((key) => [key, value[key]])));
}
