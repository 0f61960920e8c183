import type { Annotation } from '../../../../shared/records/records.ts';
import { trimSpan } from '../../../../shared/text/boundaries.ts';
import { buildSpan, type CodePointOffset, type Span } from '../../../../shared/text/offsets.ts';
import { isOwn } from './mark-base.ts';
import { extentOf } from './mark-views.ts';
import { exactOf, type Reading } from './reading.ts';

/**
 * The quotation that a quotation carries on: `“We signed,” she said, “in the open.”`
 *
 * @param marks All marks in the order of the text.
 * @param within Where its last words may lie: in the sentence in which `part` begins, or anywhere before in its paragraph.
 */
export function findFirstPart(
  reading: Reading,
  marks: readonly Annotation[],
  part: Annotation,
  within: 'sentence' | 'paragraph',
): Annotation | null {
  if (part.layer !== 'quotation') return null;
  const { start } = extentOf(part);
  const before = marks.filter(
    (mark) =>
      mark.layer === 'quotation' &&
      mark.id !== part.id &&
      mark.label !== 'not_speech' &&
      mark.state !== 'rejected' &&
      extentOf(mark).end <= start,
  );
  const [nearest] = before.toSorted((a, b) => extentOf(b).end - extentOf(a).end);
  if (!nearest) return null;
  const gap = buildSpan(extentOf(nearest).end, start);
  if (exactOf(reading, gap).includes('\n')) return null;
  const isOneSentence = reading
    .sentences()
    .some((sentence) => sentence.start < gap.start && start < sentence.end);
  return within === 'paragraph' || isOneSentence ? nearest : null;
}

/** Spans cut at some offsets: one list for each piece that has words, in the order of the text. */
export function cutSpans(
  reading: Reading,
  spans: readonly Span[],
  at: readonly CodePointOffset[],
): Span[][] {
  const borders = [0, ...at.toSorted((a, b) => a - b), reading.map.lengthCodePoints];
  return borders
    .slice(1)
    .map((to, i) =>
      spans.flatMap((span) => {
        const start = Math.max(span.start, borders[i] ?? 0);
        const end = Math.min(span.end, to);
        if (start >= end) return [];
        const words = trimSpan(reading.text, buildSpan(start, end), {}, reading.map);
        return words.end > words.start ? [words] : [];
      }),
    )
    .filter((piece) => piece.length > 0);
}

/** The smallest mark whose own words some offset cuts through; `preferred` when it is one; null when none is. */
export function findMarkToCut(
  marks: readonly Annotation[],
  at: readonly CodePointOffset[],
  preferred: Annotation | null,
): Annotation | null {
  const isCut = (mark: Annotation) => {
    const { start, end } = extentOf(mark);
    return at.some((offset) => start < offset && offset < end);
  };
  if (preferred && isCut(preferred)) return preferred;
  const length = (mark: Annotation) => extentOf(mark).end - extentOf(mark).start;
  return marks.filter(isCut).toSorted((a, b) => length(a) - length(b))[0] ?? null;
}

/** The marks of one layer that share words with a span, at least two, in the order of the text; empty when there are none. */
export function listMergeable(marks: readonly Annotation[], span: Span): readonly Annotation[] {
  const touched = marks.filter(
    ({ state, segments }) =>
      state !== 'rejected' &&
      segments.some((each) => isOwn(each) && each.start < span.end && each.end > span.start),
  );
  const layer = touched.find((mark) => touched.some((other) => isMate(mark, other)))?.layer;
  return touched.filter((mark) => mark.layer === layer);
}

function isMate(mark: Annotation, other: Annotation): boolean {
  return mark.id !== other.id && mark.layer === other.layer;
}
