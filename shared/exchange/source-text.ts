import { strFromU8, strToU8 } from 'fflate';
import { parseJsonText } from '../formats/json-text.ts';
import type { JsonObject, JsonValue } from '../util/json.ts';
import { Refusal } from '../util/result.ts';
import type { SourceFile } from './exchange-format.ts';

/** Text of a UTF-8 file without a byte order mark. @throws Refusal `bad_encoding` naming the file. */
export function decodeSource(file: SourceFile): string {
  const text = decodeExact(file);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** Text of a UTF-8 file that has no byte order mark: U+FEFF at its start is text. @throws Refusal `bad_encoding`. */
export function decodeExact(file: SourceFile): string {
  let marks = 0;
  while (isMarkAt(file.bytes, marks * 3)) marks += 1;
  // The decoder drops a mark and is lenient: what it could not read is U+FFFD, which may also stand in the file.
  const bytes = file.bytes.subarray(marks * 3);
  const text = strFromU8(bytes);
  if (text.includes('\ufffd') && !isSame(strToU8(text), bytes)) {
    throw new Refusal(
      'bad_encoding',
      `${file.name}: The file is not UTF-8. Save it again as UTF-8.`,
    );
  }
  return '\ufeff'.repeat(marks) + text;
}

function isMarkAt(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
}

/** A JSON value of a file with where it stands. */
export interface PlacedValue {
  readonly value: JsonObject;
  /** `line 3` of a file of lines, `item 3` of a list. */
  readonly place: string;
}

/** The value of a JSON file. @throws Refusal naming the file, line and column. */
export function parseJsonSource(file: SourceFile): JsonValue {
  const parsed = parseJsonText(decodeSource(file));
  if (parsed.ok) return parsed.value;
  throw new Refusal(parsed.error.code, `${file.name}: ${parsed.error.message}`);
}

/**
 * The objects of a file with one JSON object a line, or of a JSON file with a list of them. Blank lines are left out.
 *
 * @throws Refusal naming the file and line.
 */
export function* readRecords(file: SourceFile): Generator<PlacedValue> {
  const text = decodeSource(file);
  if (/^\s*\[/.test(text)) {
    const list = parseJsonSource(file);
    for (const [i, value] of (Array.isArray(list) ? list : []).entries()) {
      yield { value: toObject(value, file, `item ${i + 1}`), place: `item ${i + 1}` };
    }
    return;
  }
  let number = 0;
  for (const line of text.split('\n')) {
    number += 1;
    if (line.trim() === '') continue;
    const place = `line ${number}`;
    const parsed = parseJsonText(line);
    if (!parsed.ok) {
      throw new Refusal('bad_input', `${file.name}, ${place}: It is not valid JSON.`);
    }
    yield { value: toObject(parsed.value, file, place), place };
  }
}

function toObject(value: JsonValue, file: SourceFile, place: string): JsonObject {
  const object = objectOf(value);
  if (object !== null) return object;
  throw new Refusal('bad_input', `${file.name}, ${place}: It is not an object.`);
}

/**
 * One line of a file of JSON lines. What other programs take for a line end, U+0085, U+2028 and U+2029, is escaped: Python's
 * `splitlines` would break there.
 */
export function jsonLine(value: JsonValue): string {
  return `${jsonText(value)}\n`;
}

/** JSON in one line with the same escapes, without a line end. */
export function jsonText(value: JsonValue): string {
  return JSON.stringify(value).replace(/[\u0085\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** The value as an object; null when it is something else. */
export function objectOf(value: JsonValue | undefined): JsonObject | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return value as JsonObject;
}

/** The value as a list; one value alone is a list of it, nothing an empty one (JSON-LD writes so). */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
}

/** The objects among the values of a list. */
export function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return listOf(value)
    .map(objectOf)
    .filter((item) => item !== null);
}

/** The value as text; null when it is something else. */
export function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** An id as text: some programs count them, others write them out. null when there is none. */
export function idOf(value: JsonValue | undefined): string | null {
  return typeof value === 'number' ? String(value) : textOf(value);
}
