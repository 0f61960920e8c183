import { hash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Stamp } from '../../shared/records/records.ts';
import { sortKeys, type JsonObject, type JsonValue } from '../../shared/util/json.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { Row, SqlValue } from './sql.ts';

/** Values to write by column name, without row id and checksum. */
export type Values = Readonly<Record<string, SqlValue>>;

/** A table of ours: what the checksum of its rows covers. */
export interface TableShape {
  readonly name: string;
  /** All columns but the checksum, in the order in which the checksum takes them. */
  readonly columns: readonly string[];
}

/**
 * Checksum of a row over all its other columns: 64 bits of SHA-256. It finds accidents, not forgers. Bytes enter by their
 * own hash, which their table has as a column anyway.
 */
export function rowChecksum(columns: readonly string[], row: Row): string {
  const values = columns.map((column) => {
    const value = row[column];
    return value instanceof Uint8Array ? hash('sha256', value, 'hex') : value;
  });
  return hash('sha256', JSON.stringify(values), 'hex').slice(0, 16);
}

function damaged(column: string, expected: string): Refusal {
  return new Refusal(
    'damaged',
    `A row of the project file is damaged: ${column} is not ${expected}.`,
  );
}

/** A text column. @throws Refusal `damaged` when it holds something else, as all readers here. */
export function readText(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw damaged(column, 'text');
  return value;
}

/** A text column that may be empty of a value. */
export function readTextOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : readText(row, column);
}

/** A column with a whole number. */
export function readInteger(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw damaged(column, 'a number');
  return value;
}

/** A column with 0 or 1. */
export function readFlag(row: Row, column: string): boolean {
  return readInteger(row, column) === 1;
}

/** A column with one of some words. */
export function readOneOf<const Word extends string>(
  row: Row,
  column: string,
  words: readonly Word[],
): Word {
  const value = row[column];
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw damaged(column, `one of ${words.join(', ')}`);
  return word;
}

function parseJson(text: string, column: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    if (cause instanceof SyntaxError) throw damaged(column, 'JSON');
    throw cause;
  }
}

/** A column with JSON. */
export function readJson(row: Row, column: string): JsonValue {
  return parseJson(readText(row, column), column);
}

/** Texts of objects that were put in order lately: few differ, whatever their number. */
const sortedTexts = new Map<string, string>();
const mostSortedTexts = 1000;

/** The text of a JSON object with its keys in order, for use inside of a query. @throws Refusal `damaged`. */
export function sortObjectText(text: unknown): string {
  const known = sortedTexts.get(String(text));
  if (known !== undefined) return known;
  const sorted = JSON.stringify(sortKeys(readObject({ attributes: text }, 'attributes')));
  if (sortedTexts.size >= mostSortedTexts) sortedTexts.clear();
  sortedTexts.set(String(text), sorted);
  return sorted;
}

/** No packed column grows beyond this when it is unpacked: a crafted one could fill the memory. */
const mostUnpackedBytes = 1 << 30;

/** JSON for a packed column: UTF-8, deflated. Fast rather than small, it is written with every step. */
export function packJson(value: unknown): Uint8Array {
  return deflateRawSync(JSON.stringify(value), { level: 1 });
}

/** A packed column. */
export function unpackJson(row: Row, column: string): JsonValue {
  const bytes = row[column];
  if (!(bytes instanceof Uint8Array)) throw damaged(column, 'packed JSON');
  let text: string;
  try {
    text = inflateRawSync(bytes, { maxOutputLength: mostUnpackedBytes }).toString('utf8');
  } catch {
    throw damaged(column, 'packed JSON');
  }
  return parseJson(text, column);
}

/** A column with a JSON object. */
export function readObject(row: Row, column: string): JsonObject {
  const value = readJson(row, column);
  if (typeof value !== 'object' || value === null || isList(value)) {
    throw damaged(column, 'a JSON object');
  }
  return value;
}

/** A column with a JSON list of texts. */
export function readTexts(row: Row, column: string): string[] {
  const value = readJson(row, column);
  if (!isList(value)) throw damaged(column, 'a list');
  return value.map((item) => {
    if (typeof item !== 'string') throw damaged(column, 'a list of texts');
    return item;
  });
}

/** A column with a JSON object of texts. */
export function readTextMap(row: Row, column: string): Record<string, string> {
  const entries = Object.entries(readObject(row, column)).map(([key, value]): [string, string] => {
    if (typeof value !== 'string') throw damaged(column, 'an object of texts');
    return [key, value];
  });
  return Object.fromEntries(entries);
}

/** Whether a JSON value is a list. `Array.isArray` does not narrow readonly arrays. */
export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Columns of a stamp, last in every record's table. */
export const stampColumns = ['created_at', 'created_by', 'updated_at', 'updated_by'] as const;

/** A stamp as columns. */
export function stampToRow(stamp: Stamp): Values {
  return {
    created_at: stamp.createdAt,
    created_by: stamp.createdBy,
    updated_at: stamp.updatedAt,
    updated_by: stamp.updatedBy,
  };
}

/** Columns as a stamp. */
export function readStamp(row: Row): Stamp {
  return {
    createdAt: readText(row, 'created_at'),
    createdBy: readText(row, 'created_by'),
    updatedAt: readText(row, 'updated_at'),
    updatedBy: readText(row, 'updated_by'),
  };
}
