import type { Annotation, Segment } from '../../records/records.ts';
import { buildOffsetMap } from '../../text/offsets.ts';

/** A segment of a report with the number of its mark, from 0 in the order of the article, and its own among them. */
export interface PlacedSegment {
  readonly annotation: Annotation;
  readonly segment: Segment;
  /** `3.0`: mark 3, segment 0. Unique in the article. */
  readonly key: string;
}

/** A stretch of text under the same segments from its beginning to its end. */
export interface Piece {
  readonly text: string;
  /** The longest one first. */
  readonly segments: readonly PlacedSegment[];
  /** Those that begin or end with the piece. */
  readonly starts: ReadonlySet<PlacedSegment>;
  readonly ends: ReadonlySet<PlacedSegment>;
}

/** Segments of marks, each with its key. */
export function placeSegments(annotations: readonly Annotation[]): PlacedSegment[] {
  return annotations.flatMap((annotation, i) =>
    annotation.segments.map((segment, k) => ({ annotation, segment, key: `${i}.${k}` })),
  );
}

/**
 * Cut a text where a segment begins or ends and at the given places.
 *
 * @param cuts In UTF-16 units; pieces begin there too.
 * @returns Pieces without gaps, all of the text.
 */
export function cutPieces(
  text: string,
  placed: readonly PlacedSegment[],
  cuts: readonly number[],
): Piece[] {
  const map = buildOffsetMap(text);
  const starts = new Map<number, PlacedSegment[]>();
  const ends = new Map<number, PlacedSegment[]>();
  for (const one of placed) {
    push(starts, map.toUtf16(one.segment.start), one);
    push(ends, map.toUtf16(one.segment.end), one);
  }
  const places = new Set([0, text.length, ...cuts, ...starts.keys(), ...ends.keys()]);
  const sorted = [...places].sort((a, b) => a - b);
  const active = new Set<PlacedSegment>();
  return sorted.slice(0, -1).map((start, i) => {
    const end = sorted[i + 1] ?? text.length;
    for (const one of ends.get(start) ?? []) active.delete(one);
    for (const one of starts.get(start) ?? []) active.add(one);
    return {
      text: text.slice(start, end),
      segments: [...active].sort((a, b) => lengthOf(b) - lengthOf(a)),
      starts: new Set(starts.get(start)),
      ends: new Set(ends.get(end)),
    };
  });
}

function push(map: Map<number, PlacedSegment[]>, at: number, one: PlacedSegment): void {
  const list = map.get(at);
  if (list) list.push(one);
  else map.set(at, [one]);
}

function lengthOf({ segment }: PlacedSegment): number {
  return segment.end - segment.start;
}
