import type { Segment } from '../records/records.ts';
import { codePoints, countCodePoints, utf16, type Span } from '../text/offsets.ts';
import type { MappedText } from './carry.ts';

/** Where `exact` occurs nearest to a place, from there on or before it; null when it occurs nowhere. In UTF-16 units. */
function findNearest(text: string, exact: string, place: number): number | null {
  const after = text.indexOf(exact, place);
  const before = place > 0 ? text.lastIndexOf(exact, place - 1) : -1;
  if (after === -1 && before === -1) return null;
  if (after === -1) return before;
  return before === -1 || after - place <= place - before ? after : before;
}

/** How far from the words of a mark its source or cue may stand when it is placed by hand, in code points. */
const farthest = 500;

/**
 * Look for source, cue and addressee of a mark whose own words a person has placed: by their exact words, each nearest to where it
 * would stand beside them.
 *
 * @param segments Fragments in a text that is gone.
 * @param placed Where the mark's own words are now.
 * @returns Those that were found in the neighbourhood, the mark's own words left out.
 */
export function findBeside(
  segments: readonly Segment[],
  placed: Span,
  fresh: MappedText,
): Segment[] {
  const isOwn = ({ role }: Segment) => role === 'content' || role === 'span';
  const lead = segments.find(isOwn);
  const shift = placed.start - (lead?.start ?? placed.start);
  return segments.flatMap((segment) => {
    const found = isOwn(segment) ? null : locate(segment, shift, fresh);
    const isNear =
      found !== null &&
      found.start <= placed.end + farthest &&
      found.end >= placed.start - farthest;
    return isNear ? [found] : [];
  });
}

/** A fragment by its exact words, nearest to where it stood and so many code points on; null when they are nowhere. */
function locate(segment: Segment, shift: number, { text, map }: MappedText): Segment | null {
  const place = Math.max(0, Math.min(segment.start + shift, map.lengthCodePoints));
  const found = findNearest(text, segment.exact, map.toUtf16(codePoints(place)));
  if (found === null) return null;
  const start = map.toCodePoint(utf16(found));
  return { ...segment, start, end: codePoints(start + countCodePoints(segment.exact)) };
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
  const placed = locate(lead, 0, fresh);
  if (!placed) return null;
  // The others stand where they stood beside the first one.
  const shift = placed.start - lead.start;
  return segments.flatMap((segment) => {
    const found = segment === lead ? placed : locate(segment, shift, fresh);
    return found ? [found] : [];
  });
}
