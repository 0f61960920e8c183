import { parseJsonText } from '../../formats/json/json-text.ts';
import type { JsonValue } from '../../util/json.ts';
import { decodeUtf8 } from '../core/utf8.ts';

/** An id as a name that brat takes: ASCII letters, digits and `_`; other characters are `-2e-`, their code point. */
export function encodeName(name: string): string {
  if (name === '') return '--';
  return name.replace(/[^A-Za-z0-9_]/gu, escapeCharacter);
}

/** The id that `encodeName` was given. */
export function decodeName(name: string): string {
  return name.replace(/-([0-9a-f]{0,6})-/g, (whole, hex: string) => {
    if (hex === '') return '';
    const point = Number.parseInt(hex, 16);
    return point > 0x10ffff ? whole : String.fromCodePoint(point);
  });
}

/** Name of an attribute of the codebook. Names that begin with a capital are the format's own. */
export function encodeAttribute(id: string): string {
  return encodeName(id).replace(/^[A-Z]/, escapeCharacter);
}

/** Type of a mark, `mention_person`; the layer alone for a mark without a label. */
export function encodeType(layer: string, label: string | null): string {
  const first = encodeName(layer).replaceAll('_', '-5f-');
  return label === null ? first : `${first}_${encodeName(label)}`;
}

/** Layer and label of a type that `encodeType` made. */
export function decodeType(type: string): {
  readonly layer: string;
  readonly label: string | null;
} {
  const border = type.indexOf('_');
  if (border === -1) return { layer: decodeName(type), label: null };
  return { layer: decodeName(type.slice(0, border)), label: decodeName(type.slice(border + 1)) };
}

const jsonMark = 'json:';

/** A value of an attribute in one word: white space and `%` as in a URL; what is not a text as JSON after `json:`. */
export function encodeValue(value: JsonValue): string {
  const isPlain = typeof value === 'string' && value !== '' && !value.startsWith(jsonMark);
  const text = isPlain ? value : `${jsonMark}${JSON.stringify(value)}`;
  return text.replace(/[%\p{Cc}\p{Z}]/gu, (character) => {
    return character === '%' ? '%25' : encodeURIComponent(character);
  });
}

/** The value that `encodeValue` was given; null when it is not one of its. */
export function decodeValue(word: string): JsonValue | null {
  const text = word.replace(/(?:%[0-9A-F]{2})+/g, (run) => {
    const bytes = run.split('%').slice(1);
    return decodeUtf8(Uint8Array.from(bytes, (hex) => Number.parseInt(hex, 16))) ?? run;
  });
  if (!text.startsWith(jsonMark)) return text;
  const parsed = parseJsonText(text.slice(jsonMark.length));
  return parsed.ok ? parsed.value : null;
}

/** Whether a text can stand at the end of a line as it is, for every reader: one line without outer white space. */
export function isPlainLine(text: string): boolean {
  return text !== '' && text === toPlainLine(text);
}

/** A text in one line, to be read by people. */
export function toPlainLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function escapeCharacter(character: string): string {
  return `-${(character.codePointAt(0) ?? 0).toString(16)}-`;
}
