import { parseJsonText } from '../../formats/json/json-text.ts';
import type { JsonValue } from '../../util/json.ts';
import { Refusal } from '../../util/result.ts';
import type { SourceFile } from './exchange-format.ts';
import { decodeUtf8 } from './utf8.ts';

/** One line of a JSON Lines file. */
export interface JsonLine {
  readonly value: JsonValue;
  /** `line 3`. */
  readonly place: string;
}

const separators = /[\u0085\u2028\u2029]/g;

/**
 * A value as one line with its line end. Characters at which other programs break lines are escaped: Python's `splitlines`
 * does at U+0085, U+2028 and U+2029.
 */
export function stringifyLine(value: unknown): string {
  return `${stringifyInLine(value)}\n`;
}

/** A value as `stringifyLine` writes it inside of a line. */
export function stringifyInLine(value: unknown): string {
  return escapeSeparators(JSON.stringify(value));
}

/**
 * A line in pieces, of an object some of whose values are JSON already.
 *
 * @param known Those values by their keys, each whole or in pieces, in UTF-8 or as `stringifyInLine` makes them; what the object
 * has in their place is left out.
 */
export function stringifyJsonLine(
  value: object,
  known: Readonly<Record<string, Uint8Array | readonly (string | Uint8Array)[]>>,
): (string | Uint8Array)[] {
  const pieces: (string | Uint8Array)[] = [];
  let text = '{';
  for (const [key, item] of Object.entries(value)) {
    text += `${text === '{' ? '' : ','}${JSON.stringify(key)}:`;
    const json = known[key];
    if (json === undefined) text += stringifyInLine(item);
    else {
      pieces.push(text, ...(json instanceof Uint8Array ? [json] : json).map(escapeBytes));
      text = '';
    }
  }
  return [...pieces, `${text}}\n`];
}

function escapeSeparators(json: string): string {
  return json.replace(separators, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** The last byte of each separator, which is rarer than those before it, and these from the last on. */
const separatorBytes = [
  [0x85, [0xc2]],
  [0xa8, [0x80, 0xe2]],
  [0xa9, [0x80, 0xe2]],
] as const;

/** Separators are rare: text without one stays the bytes that it is. */
function escapeBytes(json: string | Uint8Array): string | Uint8Array {
  if (typeof json === 'string') return json;
  const has = (last: number, before: readonly number[]): boolean => {
    for (let i = json.indexOf(last); i !== -1; i = json.indexOf(last, i + 1)) {
      if (before.every((byte, k) => json[i - k - 1] === byte)) return true;
    }
    return false;
  };
  if (!separatorBytes.some(([last, before]) => has(last, before))) return json;
  return escapeSeparators(decodeUtf8(json) ?? '');
}

/**
 * The values of a JSON Lines file, one by one. Empty lines and a byte order mark are read over.
 *
 * @throws Refusal `bad_input` naming file and line.
 */
export function* parseLines(file: SourceFile): Generator<JsonLine> {
  let number = (file.firstLine ?? 1) - 1;
  for (let start = 0; start < file.bytes.length;) {
    const found = file.bytes.indexOf(0x0a, start);
    const end = found === -1 ? file.bytes.length : found;
    number += 1;
    const place = `line ${number}`;
    const text = decodeUtf8(file.bytes.subarray(start, end));
    start = end + 1;
    if (text === null) throw badLine(file, place, 'The bytes are not UTF-8.');
    if (text.trim() === '') continue;
    const parsed = parseJsonText(text);
    if (!parsed.ok) throw badLine(file, place, parsed.error.message);
    yield { value: parsed.value, place };
  }
}

/** A fault at a place of a file. */
export function badLine(file: SourceFile, place: string, reason: string): Refusal {
  return new Refusal('bad_input', `${file.name || 'The file'}, ${place}: ${reason}`);
}
