import type { JsonObject } from '../../util/json.ts';
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

/** The items of a cell that `joinList` has made. An empty cell has none. */
export function splitList(cell: string): string[] {
  if (cell === '') return [];
  const items = [''];
  const tokens = cell.match(/\\[\s\S]|[\s\S]/g) ?? [];
  for (const token of tokens) {
    if (token === listSeparator) items.push('');
    else items.push(`${items.pop() ?? ''}${token.length > 1 ? token.slice(1) : token}`);
  }
  return items;
}

/** An object as JSON with its keys in order. */
export function stringifyObject(value: JsonObject): string {
  const keys = Object.keys(value).sort();
  return JSON.stringify(Object.fromEntries(keys.map((key) => [key, value[key]])));
}

/** An object that is stored as JSON. @throws SyntaxError, RangeError when it is none. */
export function parseObject(json: string): JsonObject {
  const value: unknown = JSON.parse(json);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as JsonObject;
  throw new RangeError('no object of JSON');
}
