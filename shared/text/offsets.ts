import type { Brand } from '../util/brand.ts';

/** Count of Unicode code points before a place in a text (W3C Web Annotation, section 4.2.4). */
export type CodePointOffset = Brand<number, 'CodePointOffset'>;
/** Count of UTF-16 code units before a place in a text, as JavaScript strings and the DOM count. */
export type Utf16Offset = Brand<number, 'Utf16Offset'>;
/** Count of UTF-8 bytes before a place in a text. */
export type ByteOffset = Brand<number, 'ByteOffset'>;

/** A half-open interval `[start, end)` in code points. */
export interface Span {
  readonly start: CodePointOffset;
  readonly end: CodePointOffset;
}

/**
 * Conversion of offsets in one text between the three units. Lengths are offsets too: `toByte(lengthCodePoints)` is the
 * length in bytes. Every conversion throws RangeError for an offset outside the text or inside a character.
 */
export interface OffsetMap {
  /** Whether code points and UTF-16 units coincide: no character of the text is astral. */
  readonly isIdentity: boolean;
  readonly lengthCodePoints: CodePointOffset;
  readonly lengthUtf16: Utf16Offset;
  readonly lengthBytes: ByteOffset;
  toUtf16(offset: CodePointOffset): Utf16Offset;
  toCodePoint(offset: Utf16Offset): CodePointOffset;
  toByte(offset: CodePointOffset): ByteOffset;
  fromByte(offset: ByteOffset): CodePointOffset;
}

/** Brand a count as a code point offset. @throws RangeError when negative, fractional or not finite. */
export function codePoints(count: number): CodePointOffset {
  return checkCount(count, 'code point offset') as CodePointOffset;
}

/** Brand a count as a UTF-16 offset. @throws RangeError when negative, fractional or not finite. */
export function utf16(count: number): Utf16Offset {
  return checkCount(count, 'UTF-16 offset') as Utf16Offset;
}

/** Brand a count as a byte offset. @throws RangeError when negative, fractional or not finite. */
export function bytes(count: number): ByteOffset {
  return checkCount(count, 'byte offset') as ByteOffset;
}

/** A span from two counts of code points. @throws RangeError when it would end before it starts. */
export function buildSpan(start: number, end: number): Span {
  if (end < start) throw new RangeError(`span ends before it starts: ${start}..${end}`);
  return { start: codePoints(start), end: codePoints(end) };
}

/** Number of code points of a text. A lone surrogate counts as one, as in iteration. */
export function countCodePoints(text: string): CodePointOffset {
  // A pattern looks in a fraction of the time that a loop takes, and most texts have none.
  if (!/[\ud800-\udbff]/.test(text)) return codePoints(text.length);
  let count = text.length;
  for (let i = 1; i < text.length; i++) if (isPairAt(text, i - 1)) count--;
  return codePoints(count);
}

/** Length of a text in UTF-8 bytes. */
export function countBytes(text: string): ByteOffset {
  let count = 0;
  for (let i = 0; i < text.length; i++) count += bytesOfUnit(text, i);
  return bytes(count);
}

/**
 * The text that a span covers.
 *
 * @param map Offset map of `text`, to save building it.
 * @throws RangeError when the span leaves the text.
 */
export function sliceSpan(text: string, span: Span, map: OffsetMap = buildOffsetMap(text)): string {
  return text.slice(map.toUtf16(span.start), map.toUtf16(span.end));
}

/** Build the offset map of a text: one pass over it; the byte table is made when first asked for. */
export function buildOffsetMap(text: string): OffsetMap {
  const astral = listAstralPositions(text);
  const length16 = utf16(text.length);
  const length = codePoints(text.length - astral.length);
  let table: ByteTable | null = null;
  const byteTable = (): ByteTable => (table ??= buildByteTable(text));

  function toUtf16(offset: CodePointOffset): Utf16Offset {
    checkWithin(offset, length, 'code point offset');
    if (astral.length === 0) return utf16(offset);
    // The i-th astral character stands at code point astral[i] - i.
    return utf16(offset + countBelow(astral.length, (i) => at(astral, i) - i < offset));
  }

  function toCodePoint(offset: Utf16Offset): CodePointOffset {
    checkWithin(offset, length16, 'UTF-16 offset');
    if (astral.length === 0) return codePoints(offset);
    const before = countBelow(astral.length, (i) => at(astral, i) < offset);
    if (before > 0 && at(astral, before - 1) + 1 === offset) {
      throw new RangeError(`UTF-16 offset ${offset} is inside a surrogate pair`);
    }
    return codePoints(offset - before);
  }

  return {
    isIdentity: astral.length === 0,
    lengthCodePoints: length,
    lengthUtf16: length16,
    get lengthBytes() {
      return byteTable().total;
    },
    toUtf16,
    toCodePoint,
    toByte: (offset) => byteTable().toByte(toUtf16(offset)),
    fromByte: (offset) => toCodePoint(byteTable().toUtf16(offset)),
  };
}

interface ByteTable {
  readonly total: ByteOffset;
  toByte(offset: Utf16Offset): ByteOffset;
  toUtf16(offset: ByteOffset): Utf16Offset;
}

/** Units between two counts of a byte table, which an export makes for each of many thousand articles. */
const stride = 16;

function buildByteTable(text: string): ByteTable {
  // UTF-8 bytes before every sixteenth unit.
  const counts = new Uint32Array(Math.floor(text.length / stride) + 1);
  let sum = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i % stride === 0) counts[i / stride] = sum;
    if (i < text.length) sum += bytesOfUnit(text, i);
  }
  const total = bytes(sum);

  function toByte(offset: Utf16Offset): ByteOffset {
    const k = Math.floor(offset / stride);
    let count = at(counts, k);
    for (let i = k * stride; i < offset; i++) count += bytesOfUnit(text, i);
    return bytes(count);
  }

  function toUtf16(offset: ByteOffset): Utf16Offset {
    checkWithin(offset, total, 'byte offset');
    const k = countBelow(counts.length, (index) => at(counts, index) <= offset) - 1;
    let i = k * stride;
    let count = at(counts, k);
    while (count < offset) count += bytesOfUnit(text, i++);
    if (count !== offset) throw new RangeError(`byte offset ${offset} is inside a character`);
    return utf16(i);
  }

  return { total, toByte, toUtf16 };
}

/** UTF-8 bytes of one unit: each half of a pair counts two, a lone surrogate three (it is encoded as U+FFFD). */
function bytesOfUnit(text: string, i: number): number {
  const unit = text.charCodeAt(i);
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  if (unit < 0xd800 || unit > 0xdfff) return 3;
  return isPairAt(text, i) || isPairAt(text, i - 1) ? 2 : 3;
}

function listAstralPositions(text: string): Int32Array {
  const positions: number[] = [];
  // Most texts have none, which a search tells faster than a loop.
  for (let i = text.search(/[\ud800-\udbff]/); i !== -1 && i + 1 < text.length; i++) {
    if (isPairAt(text, i)) positions.push(i);
  }
  return Int32Array.from(positions);
}

function isPairAt(text: string, i: number): boolean {
  const high = text.charCodeAt(i);
  if (!(high >= 0xd800 && high <= 0xdbff)) return false;
  const low = text.charCodeAt(i + 1);
  return low >= 0xdc00 && low <= 0xdfff;
}

/** Of a sorted sequence, how many leading items satisfy `isBelow`. */
function countBelow(length: number, isBelow: (i: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function at(values: Int32Array | Uint32Array, i: number): number {
  const value = values[i];
  if (value === undefined) throw new RangeError(`no entry ${i} in a table of ${values.length}`);
  return value;
}

function checkCount(count: number, name: string): number {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`${name} must be a whole number of at least 0, got ${count}`);
  }
  return count;
}

function checkWithin(offset: number, length: number, name: string): void {
  checkCount(offset, name);
  if (offset > length)
    throw new RangeError(`${name} ${offset} is past the end of the text (${length})`);
}
