import type { Segment } from '../records/records.ts';
import {
  codePoints,
  sliceSpan,
  type CodePointOffset,
  type OffsetMap,
  type Span,
} from '../text/offsets.ts';
import type { Edit } from './diff.ts';

/** What became of the fragments of a mark. */
export interface Carried {
  /**
   * `same` and `moved`: every word is as it was. `changed`: words inside were altered, or a fragment went; `segments` is a
   * proposal. `lost`: nothing of what it marks is left.
   */
  readonly kind: 'same' | 'moved' | 'changed' | 'lost';
  /** Fragments in the new text, in the order given, with the words they cover there; of a lost mark only its source, cue, addressee. */
  readonly segments: readonly Segment[];
}

/** A text with its map, so that many marks share one. */
export interface MappedText {
  readonly text: string;
  readonly map: OffsetMap;
}

interface CarriedSpan {
  readonly isAltered: boolean;
  /** null when nothing is left of it. */
  readonly span: Span | null;
}

/** Of sorted edits, the first one that ends after an offset. */
function firstAfter(edits: readonly Edit[], offset: CodePointOffset): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edits[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How far an edit moves what stands after it. */
const shiftAfter = (edit: Edit | undefined): number => (edit ? edit.newEnd - edit.end : 0);

/**
 * A border inside a replaced word: it follows the common beginning or end of the word. Between them the altered part belongs
 * to neither side, so that the span shrinks.
 */
function carryInside(edit: Edit, offset: number, side: 'start' | 'end'): number {
  if (offset - edit.start <= edit.prefix) return edit.newStart + (offset - edit.start);
  if (edit.end - offset <= edit.suffix) return edit.newEnd - (edit.end - offset);
  return side === 'start' ? edit.newEnd - edit.suffix : edit.newStart + edit.prefix;
}

/** Whether a word of the span, or a letter of it, is also in the new text. */
function hasSurvivor(old: MappedText, span: Span, touched: readonly Edit[]): boolean {
  const isWord = (start: number, end: number): boolean => {
    const from = Math.max(start, span.start);
    const to = Math.min(end, span.end);
    if (from >= to) return false;
    const kept = { start: codePoints(from), end: codePoints(to) };
    return /[\p{L}\p{N}]/u.test(sliceSpan(old.text, kept, old.map));
  };
  let at: number = span.start;
  for (const edit of touched) {
    if (isWord(at, edit.start + edit.prefix)) return true;
    at = edit.end - edit.suffix;
  }
  return isWord(at, span.end);
}

function trimSpan(fresh: MappedText, start: number, end: number): Span | null {
  if (start >= end) return null;
  const span = { start: codePoints(start), end: codePoints(end) };
  const exact = sliceSpan(fresh.text, span, fresh.map);
  // White space is one code point and one UTF-16 unit each.
  const leading = exact.length - exact.trimStart().length;
  const trailing = exact.length - exact.trimEnd().length;
  if (leading === exact.length) return null;
  return { start: codePoints(start + leading), end: codePoints(end - trailing) };
}

function carrySpan(
  old: MappedText,
  fresh: MappedText,
  edits: readonly Edit[],
  span: Span,
): CarriedSpan {
  const first = firstAfter(edits, span.start);
  let next = first;
  while ((edits[next]?.start ?? Infinity) < span.end) next += 1;
  const before = shiftAfter(edits[first - 1]);
  if (next === first) {
    const moved = { start: codePoints(span.start + before), end: codePoints(span.end + before) };
    return { isAltered: false, span: moved };
  }
  const touched = edits.slice(first, next);
  const [head, tail] = [touched[0], touched.at(-1)];
  if (!head || !tail || !hasSurvivor(old, span, touched)) return { isAltered: true, span: null };
  const start =
    head.start < span.start ? carryInside(head, span.start, 'start') : span.start + before;
  const end =
    tail.end > span.end ? carryInside(tail, span.end, 'end') : span.end + shiftAfter(tail);
  return { isAltered: true, span: trimSpan(fresh, start, end) };
}

/** Carries the fragments of marks from one text to another. */
export type Carry = (segments: readonly Segment[]) => Carried;

/**
 * Prepare to carry marks through edits.
 *
 * @param edits What `diffTexts` found between the two texts.
 */
export function createCarry(old: MappedText, fresh: MappedText, edits: readonly Edit[]): Carry {
  return (segments) => {
    let kind: Carried['kind'] = 'same';
    const carried: Segment[] = [];
    for (const segment of segments) {
      const { isAltered, span } = carrySpan(old, fresh, edits, segment);
      if (isAltered) kind = 'changed';
      else if (kind === 'same' && span?.start !== segment.start) kind = 'moved';
      if (!span) continue;
      const exact = isAltered ? sliceSpan(fresh.text, span, fresh.map) : segment.exact;
      carried.push({ role: segment.role, ...span, exact });
    }
    const isLeft = carried.some(({ role }) => role === 'content' || role === 'span');
    return { kind: isLeft ? kind : 'lost', segments: carried };
  };
}
