import type { Segment } from '../records/records.ts';
import { codePoints, countCodePoints, utf16 } from '../text/offsets.ts';
import type { MappedText } from './carry.ts';

/** Where `exact` occurs nearest to a place, from there on or before it; null when it occurs nowhere. In UTF-16 units. */
function findNearest(text: string, exact: string, place: number): number | null {
  const after = text.indexOf(exact, place);
  const before = place > 0 ? text.lastIndexOf(exact, place - 1) : -1;
  if (after === -1 && before === -1) return null;
  if (after === -1) return before;
  return before === -1 || after - place <= place - before ? after : before;
}

/**
 * Look for the fragments of a mark by their exact words, each nearest to where it would stand.
 *
 * @param segments Fragments in a text that is gone.
 * @returns The fragments that were found, at least one of what the mark marks; null when that is nowhere.
 */
export function findAgain(segments: readonly Segment[], fresh: MappedText): Segment[] | null {
  const [lead] = segments.filter(({ role }) => role === 'content' || role === 'span');
  if (!lead) return null;
  const toPlace = (offset: number): number =>
    fresh.map.toUtf16(codePoints(Math.max(0, Math.min(offset, fresh.map.lengthCodePoints))));
  const locate = (segment: Segment, shift: number): Segment | null => {
    const found = findNearest(fresh.text, segment.exact, toPlace(segment.start + shift));
    if (found === null) return null;
    const start = fresh.map.toCodePoint(utf16(found));
    return { ...segment, start, end: codePoints(start + countCodePoints(segment.exact)) };
  };
  const placed = locate(lead, 0);
  if (!placed) return null;
  // The others stand where they stood beside the first one.
  const shift = placed.start - lead.start;
  return segments.flatMap((segment) => {
    const found = segment === lead ? placed : locate(segment, shift);
    return found ? [found] : [];
  });
}
