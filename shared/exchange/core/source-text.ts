import { parseJsonText } from '../../formats/json/json-text.ts';
import type { JsonObject, JsonValue } from '../../util/json.ts';
import { Refusal } from '../../util/result.ts';
import type { SourceFile } from './exchange-format.ts';
import { badLine, parseLines, stringifyLine } from './json-lines.ts';
import { decodeUtf8 } from './utf8.ts';

/** Text of a UTF-8 file without a byte order mark. @throws Refusal `bad_encoding` naming the file. */
export function decodeSource(file: SourceFile): string {
  const text = decodeExact(file);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** Text of a UTF-8 file that has no byte order mark: U+FEFF at its start is text. @throws Refusal `bad_encoding`. */
export function decodeExact(file: SourceFile): string {
  let marks = 0;
  while (isMarkAt(file.bytes, marks * 3)) marks += 1;
  const text = decodeUtf8(file.bytes.subarray(marks * 3));
  if (text === null) {
    const message = `${file.name}: The file is not UTF-8. Save it again as UTF-8.`;
    throw new Refusal('bad_encoding', message);
  }
  return '\ufeff'.repeat(marks) + text;
}

function isMarkAt(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
}

/** An object of a JSON file with where it stands. */
export interface PlacedValue {
  readonly value: JsonObject;
  /** `line 3` of a file of lines, `item 3` of a list. */
  readonly place: string;
}

/** The value of a JSON file. @throws Refusal naming the file, line and column. */
export function parseJsonSource(file: SourceFile): JsonValue {
  const parsed = parseJsonText(decodeSource(file));
  if (parsed.ok) return parsed.value;
  throw new Refusal(parsed.error.code, `${file.name || 'The file'}: ${parsed.error.message}`);
}

/**
 * The objects of a file with one JSON object a line, or of a JSON file with a list of them.
 *
 * @throws Refusal naming the file and line.
 */
export function* readRecords(file: SourceFile): Generator<PlacedValue> {
  // White space and a byte order mark may stand before the bracket.
  const isSkipped = (byte: number): boolean => byte <= 0x20 || byte >= 0xbb;
  const isList = file.bytes.find((byte) => !isSkipped(byte)) === 0x5b;
  if (!isList) {
    for (const { value, place } of parseLines(file)) {
      yield { value: toObject(value, file, place), place };
    }
    return;
  }
  for (const [i, value] of listOf(parseJsonSource(file)).entries()) {
    const place = `item ${i + 1}`;
    yield { value: toObject(value, file, place), place };
  }
}

function toObject(value: JsonValue, file: SourceFile, place: string): JsonObject {
  const object = objectOf(value);
  if (object !== null) return object;
  throw badLine(file, place, 'It is not an object.');
}

/** One line of a file of JSON lines, see `stringifyLine`. */
export function jsonLine(value: JsonValue): string {
  return stringifyLine(value);
}

/** JSON in one line with the same escapes, without a line end. */
export function jsonText(value: JsonValue): string {
  return jsonLine(value).slice(0, -1);
}

/** The value as an object; null when it is something else. */
export function objectOf(value: JsonValue | undefined): JsonObject | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return value as JsonObject;
}

/** The value as a list; one value alone is a list of it (JSON-LD writes so), nothing an empty one. */
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

/** An id as text: some programs count them. null when there is none. */
export function idOf(value: JsonValue | undefined): string | null {
  return typeof value === 'number' ? String(value) : textOf(value);
}

/** A position; NaN when there is none, which fits no text. */
export function positionOf(value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : Number.NaN;
}
