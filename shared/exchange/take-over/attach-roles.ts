import type { Segment } from '../../records/records.ts';
import { buildOffsetMap, type OffsetMap } from '../../text/offsets.ts';
import type { AnnotatedMark } from '../core/annotated-article.ts';
import { joinLabel } from '../core/span-graph.ts';
import type { LabelTarget, QuotationRole } from './label-map.ts';

/** Marks with those that are parts of others taken into them. */
export interface AttachedMarks {
  readonly marks: readonly AnnotatedMark[];
  /** Labels of the parts that are near no quotation, one a mark: they are left out. */
  readonly unattached: readonly string[];
}

type Targets = ReadonlyMap<string, LabelTarget | null>;

/**
 * Take sources, cues and addressees that a file marks by themselves into quotations: each goes to the nearest one on its line of
 * the text that has no such part yet, else to the nearest one. A file whose format relates them has done so itself.
 */
export function attachRoles(
  marks: readonly AnnotatedMark[],
  targets: Targets,
  text: string,
): AttachedMarks {
  const roleOf = (mark: AnnotatedMark) => targets.get(joinLabel(mark))?.role ?? null;
  if (!marks.some(roleOf)) return { marks, unattached: [] };
  const map = buildOffsetMap(text);
  const own = marks.filter((mark) => roleOf(mark) === null);
  const quotations = new Map(
    own.flatMap((mark) =>
      targets.get(joinLabel(mark))?.layer === 'quotation' ? [[mark, mark] as const] : [],
    ),
  );
  const unattached: string[] = [];
  for (const part of marks) {
    const role = roleOf(part);
    if (role === null) continue;
    const nearest = findNearest(part, role, quotations, { text, map });
    if (nearest) quotations.set(nearest, take(quotations.get(nearest) ?? nearest, part, role));
    else unattached.push(joinLabel(part));
  }
  return { marks: own.map((mark) => quotations.get(mark) ?? mark), unattached };
}

interface MappedText {
  readonly text: string;
  readonly map: OffsetMap;
}

/** The quotation, as the file has it, to which a part belongs; null when there is none on its line. */
function findNearest(
  part: AnnotatedMark,
  role: QuotationRole,
  quotations: ReadonlyMap<AnnotatedMark, AnnotatedMark>,
  mapped: MappedText,
): AnnotatedMark | null {
  let best: { mark: AnnotatedMark; hasRole: boolean; gap: number } | null = null;
  for (const [mark, now] of quotations) {
    const gap = measureGap(part.segments, mark.segments, mapped);
    if (gap === null) continue;
    const hasRole = now.segments.some((segment) => segment.role === role);
    const isBetter =
      !best || (hasRole === best.hasRole ? gap < best.gap : !hasRole && best.hasRole);
    if (isBetter) best = { mark, hasRole, gap };
  }
  return best?.mark ?? null;
}

/** Code points between two marks, 0 when they meet; null when a line ends between them. */
function measureGap(
  left: readonly Segment[],
  right: readonly Segment[],
  { text, map }: MappedText,
): number | null {
  let least: number | null = null;
  for (const one of left) {
    for (const other of right) {
      const [first, second] = one.start <= other.start ? [one, other] : [other, one];
      const gap = Math.max(0, second.start - first.end);
      const isFar = least !== null && gap >= least;
      if (isFar || second.start > map.lengthCodePoints) continue;
      const between =
        gap === 0 ? '' : text.slice(map.toUtf16(first.end), map.toUtf16(second.start));
      if (!between.includes('\n')) least = gap;
    }
  }
  return least;
}

/** A quotation with a part, and the name that goes with its source. */
function take(quotation: AnnotatedMark, part: AnnotatedMark, role: QuotationRole): AnnotatedMark {
  const added = part.segments.map((segment) => ({ ...segment, role }));
  const entity = role === 'source' ? (quotation.entity ?? part.entity) : quotation.entity;
  return { ...quotation, entity, segments: [...quotation.segments, ...added] };
}
