import { compareSegments } from '../../formats/dataset.ts';
import type { Segment, SegmentRole } from '../../records/records.ts';
import { codePoints, sliceSpan, utf16, type OffsetMap, type Span } from '../../text/offsets.ts';
import type { AnnotatedMark } from '../core/annotated-article.ts';

/** A piece of a text-bound annotation: within a line, without outer white space. */
export interface Piece extends Span {
  readonly exact: string;
}

/** One text-bound annotation: the words of a mark, or one source, cue or addressee of a quotation. */
export interface BratGroup {
  readonly role: SegmentRole;
  /** As they were marked. */
  readonly segments: readonly Segment[];
  /** As brat takes them; at least one. */
  readonly pieces: readonly Piece[];
  /** Whether the pieces are the segments. */
  readonly isExact: boolean;
}

/** Where a mark goes. */
export interface BratLayout {
  /** Content or span: what the mark itself covers. */
  readonly own: BratGroup;
  /** Other parts of a quotation. */
  readonly parts: readonly BratGroup[];
  /** Whether a part has nothing but white space and is left out. */
  readonly isShort: boolean;
}

/** What stands between characters that end a line in some reader: brat never has one within a piece. */
const lines = /(?:[^\p{Cc}\p{Zl}\p{Zp}]|\t)+/gu;

/** How a mark is laid out in pieces; null when nothing but white space is marked. */
export function layOut(mark: AnnotatedMark, text: string, map: OffsetMap): BratLayout | null {
  const isOwn = ({ role }: Segment) => role === 'content' || role === 'span';
  const own = buildGroup(mark.segments.filter(isOwn), text, map);
  if (own === null) return null;
  const others = mark.segments.filter((segment) => !isOwn(segment));
  const parts = others
    .map((segment) => buildGroup([segment], text, map))
    .filter((group) => group !== null);
  return { own, parts, isShort: parts.length < others.length };
}

/** What of a mark's segments the format holds: without the text only the pieces. */
export function heldSegments({ own, parts }: BratLayout, hasText: boolean): Segment[] {
  return [own, ...parts]
    .flatMap(({ role, segments, pieces }) =>
      hasText ? segments : pieces.map((piece): Segment => ({ role, ...piece })),
    )
    .sort(compareSegments);
}

function buildGroup(segments: readonly Segment[], text: string, map: OffsetMap): BratGroup | null {
  const [first] = segments;
  if (first === undefined) return null;
  const pieces = fuse(
    segments.flatMap((segment) => splitLines(segment, text, map)),
    text,
    map,
  );
  if (pieces.length === 0) return null;
  const isExact =
    pieces.length === segments.length &&
    pieces.every((piece, i) => {
      const segment = segments[i];
      return piece.start === segment?.start && piece.end === segment.end;
    });
  return { role: first.role, segments, pieces, isExact };
}

function splitLines(segment: Segment, text: string, map: OffsetMap): Span[] {
  const from = map.toUtf16(segment.start);
  const to = map.toUtf16(segment.end);
  return [...text.slice(from, to).matchAll(lines)].flatMap(({ 0: line, index }) => {
    const words = line.trim();
    if (words === '') return [];
    const start = from + index + line.indexOf(words);
    return [
      {
        start: map.toCodePoint(utf16(start)),
        end: map.toCodePoint(utf16(start + words.length)),
      },
    ];
  });
}

/** In order; those that overlap or touch are one: brat's fragments do not. */
function fuse(spans: readonly Span[], text: string, map: OffsetMap): Piece[] {
  const fused: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = fused.at(-1);
    if (last && span.start <= last.end) {
      const end = codePoints(Math.max(last.end, span.end));
      fused.splice(-1, 1, { start: last.start, end });
    } else fused.push(span);
  }
  return fused.map(({ start, end }) => {
    return { start, end, exact: sliceSpan(text, { start, end }, map) };
  });
}
