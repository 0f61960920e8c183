import { graphemeBoundaries } from '../../text/boundaries.ts';
import {
  buildOffsetMap,
  bytes,
  codePoints,
  utf16,
  type CodePointOffset,
  type OffsetMap,
} from '../../text/offsets.ts';
import { Refusal } from '../../util/result.ts';

/** What a program may count positions in. */
export type CountedUnit = 'code point' | 'utf-16' | 'grapheme' | 'byte';

/** A span as a file gives it, in a unit that is not known for sure. */
export interface GivenSpan {
  readonly start: number;
  readonly end: number;
  /** The text that it covers; null when the file does not say it. */
  readonly exact: string | null;
  /** Where it stands, for messages: `notes.jsonl, line 3, span 2`. */
  readonly place: string;
}

/** A span in code points of the text, with what it covers. */
export interface PlacedSpan {
  readonly start: CodePointOffset;
  readonly end: CodePointOffset;
  readonly exact: string;
}

/** Spans that were found in a text. */
export interface PlacedSpans {
  /** The text with LF line ends. The spans lie in it. */
  readonly text: string;
  /** The unit in which all of them fit. */
  readonly unit: CountedUnit;
  /** In the order in which they were given. */
  readonly spans: readonly PlacedSpan[];
}

/** UTF-16 units, half-open. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Units by name, `UTF-16 units`. */
export const unitNames: Readonly<Record<CountedUnit, string>> = {
  'code point': 'code points',
  'utf-16': 'UTF-16 units',
  grapheme: 'grapheme clusters',
  byte: 'UTF-8 bytes',
};
const units: readonly CountedUnit[] = ['code point', 'utf-16', 'grapheme', 'byte'];
/** Longest text a message quotes, in UTF-16 units. */
const quoteLimit = 60;

/**
 * Find the unit in which the spans of one text are counted, by the text they cover: the documented one first, then the
 * others, each on the text as it is and with LF line ends. A unit counts only when every span fits. Without any covered text
 * the documented unit holds, unless there its spans cut words and in another one none does.
 *
 * @param raw Text of the file; CR and CRLF become LF in the result.
 * @throws Refusal `bad_input` naming the first span that does not fit in the documented unit.
 */
export function placeSpans(
  raw: string,
  spans: readonly GivenSpan[],
  documented: CountedUnit,
): PlacedSpans {
  const text = toLf(raw);
  const counted = raw === text ? [text] : [raw, text];
  const isBlind = spans.every((span) => span.exact === null);
  let first: PlacedSpans | null = null;
  for (const unit of [documented, ...units.filter((each) => each !== documented)]) {
    for (const source of counted) {
      const stretches = fitAll(source, spans, unit);
      if (stretches === null) continue;
      const placed = { text, unit, spans: toPlaced(source, text, stretches) };
      if (!isBlind || stretches.every((stretch) => isClean(source, stretch))) return placed;
      first ??= placed;
    }
  }
  if (first !== null) return first;
  throw new Refusal('bad_input', describeMisfit(raw, spans, documented));
}

/** The unit that was found, for an article; nothing when it is the documented one. */
export function noteUnit(
  { unit }: Pick<PlacedSpans, 'unit'>,
  documented: CountedUnit,
): { readonly countedIn?: CountedUnit } {
  return unit === documented ? {} : { countedIn: unit };
}

/** The text with LF line ends; nothing else is changed. */
export function toLf(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function fitAll(
  text: string,
  spans: readonly GivenSpan[],
  unit: CountedUnit,
): readonly Stretch[] | null {
  const toUnit = buildCounter(text, unit);
  const stretches: Stretch[] = [];
  for (const span of spans) {
    const stretch = fit(text, span, toUnit);
    if (stretch === null) return null;
    stretches.push(stretch);
  }
  return stretches;
}

function fit(text: string, span: GivenSpan, toUnit: Counter): Stretch | null {
  const start = toUnit(span.start);
  const end = toUnit(span.end);
  if (start === null || end === null || start >= end) return null;
  const isRight = span.exact === null || toLf(text.slice(start, end)) === toLf(span.exact);
  return isRight ? { start, end } : null;
}

/** A place in UTF-16 units; null when it lies outside the text or inside a character. */
type Counter = (offset: number) => number | null;

function buildCounter(text: string, unit: CountedUnit): Counter {
  const map = buildOffsetMap(text);
  if (unit === 'grapheme') {
    const borders = graphemeBoundaries(text, map);
    return (offset) => {
      const border = borders[offset];
      return border === undefined ? null : map.toUtf16(border);
    };
  }
  return (offset) => {
    try {
      return toUtf16(map, offset, unit);
    } catch (error) {
      // Past the end, inside a character or no whole number: this is not the unit.
      if (error instanceof RangeError) return null;
      throw error;
    }
  };
}

function toUtf16(map: OffsetMap, offset: number, unit: 'code point' | 'utf-16' | 'byte'): number {
  if (unit === 'code point') return map.toUtf16(codePoints(offset));
  if (unit === 'byte') return map.toUtf16(map.fromByte(bytes(offset)));
  // There and back: refuses the middle of a pair.
  return map.toUtf16(map.toCodePoint(utf16(offset)));
}

function toPlaced(source: string, text: string, stretches: readonly Stretch[]): PlacedSpan[] {
  const map = buildOffsetMap(text);
  const shift = buildShift(source);
  return stretches.map((stretch) => {
    const start = shift(stretch.start);
    const end = Math.max(shift(stretch.end), start);
    return {
      start: map.toCodePoint(utf16(start)),
      end: map.toCodePoint(utf16(end)),
      exact: text.slice(start, end),
    };
  });
}

/** From UTF-16 places of a text with CRLF to those of the same text with LF. Between CR and LF is before the line end. */
function buildShift(source: string): (place: number) => number {
  const dropped = [...source.matchAll(/\r\n/g)].map((match) => match.index);
  if (dropped.length === 0) return (place) => place;
  return (place) => place - dropped.filter((at) => at < place).length;
}

/** Whether a stretch looks chosen by a person: no white space at its ends, no word cut. */
function isClean(text: string, { start, end }: Stretch): boolean {
  const covered = text.slice(start, end);
  const word = /[\p{L}\p{M}\p{N}]/u;
  const cuts = (at: number): boolean =>
    word.test(lastOf(text.slice(Math.max(0, at - 2), at))) && word.test(firstOf(text.slice(at)));
  return covered === covered.trim() && !cuts(start) && !cuts(end);
}

function firstOf(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0x20);
}

function lastOf(text: string): string {
  return [...text].at(-1) ?? '';
}

function describeMisfit(
  text: string,
  spans: readonly GivenSpan[],
  documented: CountedUnit,
): string {
  const toUnit = buildCounter(text, documented);
  const span = spans.find((each) => fit(text, each, toUnit) === null) ?? spans[0];
  if (span === undefined) return 'There is no span.';
  const start = toUnit(span.start);
  const end = toUnit(span.end);
  const found =
    start === null || end === null || start >= end
      ? 'do not lie in the text'
      : `cover ${quote(text.slice(start, end))}`;
  const wanted = span.exact === null ? '' : `, not ${quote(span.exact)}`;
  return (
    `${span.place}: ${span.start}–${span.end} ${found}${wanted}, counted in ${unitNames[documented]}; ` +
    'in no other unit do all spans of the text fit.'
  );
}

function quote(text: string): string {
  return JSON.stringify(text.length > quoteLimit ? `${text.slice(0, quoteLimit)}…` : text);
}
