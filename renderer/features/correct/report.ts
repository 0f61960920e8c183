import { createCarry } from '../../../shared/anchoring/carry.ts';
import { diffTexts } from '../../../shared/anchoring/diff.ts';
import { findAgain } from '../../../shared/anchoring/find-again.ts';
import type { CommandInput } from '../../../shared/commands/index.ts';
import type { Annotation, Id, Segment } from '../../../shared/records/records.ts';
import { buildCanonicalText } from '../../../shared/text/canonical.ts';
import type { RichDocument } from '../../../shared/text/document.ts';
import {
  buildOffsetMap,
  codePoints,
  sliceSpan,
  type CodePointOffset,
  type Span,
} from '../../../shared/text/offsets.ts';
import type { OpenArticle } from '../../state/apply-changes.ts';

/** A mark that a new text does not leave as it was. */
export interface ReportItem {
  readonly annotation: Annotation;
  readonly kind: 'changed' | 'lost';
  /** What is left of it in the new text; of a lost one only source, cue, addressee. */
  readonly carried: readonly Segment[];
  /** About where it stood, in the new text. */
  readonly near: CodePointOffset;
  /** The same words elsewhere in the new text, for a lost one; null when they are nowhere. */
  readonly found: readonly Segment[] | null;
}

/** What a new text does to the marks of an article. */
export interface Report {
  readonly text: string;
  /** Marks whose words are untouched, at their place or further on. */
  readonly untouched: number;
  /** Changed ones first, each group in the order of the text. */
  readonly items: readonly ReportItem[];
}

/** What is to become of a mark: `keep` what is left of it, leave it `unplaced`, `delete` it, or place it on given fragments. */
export type Decision = 'keep' | 'unplaced' | 'delete' | readonly Segment[];

/** The fragments that a mark marks, sources and cues left out. */
export function ownSegments(segments: readonly Segment[]): readonly Segment[] {
  return segments.filter(({ role }) => role === 'content' || role === 'span');
}

/** The words of fragments, for reading. */
export function wordsOf(segments: readonly Segment[]): string {
  return ownSegments(segments)
    .map(({ exact }) => exact)
    .join(' … ');
}

/** Carry every mark of an article into a new text. */
export function buildReport(article: OpenArticle, document: RichDocument): Report {
  const old = { text: article.revision.text, map: buildOffsetMap(article.revision.text) };
  const text = buildCanonicalText(document);
  const fresh = { text, map: buildOffsetMap(text) };
  const edits = diffTexts(old.text, text);
  const carry = createCarry(old, fresh, edits);
  const items: ReportItem[] = [];
  for (const annotation of article.annotations.values()) {
    const { kind, segments: carried } = carry(annotation.segments);
    if (kind === 'same' || kind === 'moved') continue;
    const found = kind === 'lost' ? findAgain(annotation.segments, fresh) : null;
    const start = ownSegments(annotation.segments)[0]?.start ?? 0;
    const near = edits.find(({ end }) => end > start)?.newStart ?? codePoints(0);
    items.push({ annotation, kind, carried, near, found });
  }
  const startOf = (item: ReportItem) => ownSegments(item.annotation.segments)[0]?.start ?? 0;
  items.sort(
    (left, right) =>
      Number(left.kind === 'lost') - Number(right.kind === 'lost') ||
      startOf(left) - startOf(right),
  );
  return { text, untouched: article.annotations.size - items.length, items };
}

/** What happens to a mark when nobody decides. */
export function initialDecision(item: ReportItem): Decision {
  return item.kind === 'changed' ? 'keep' : 'unplaced';
}

/** A mark on a selected span of the new text, with what is left of its source, cue and addressee. */
export function placeOn(item: ReportItem, text: string, span: Span): readonly Segment[] {
  const role = item.annotation.layer === 'quotation' ? 'content' : 'span';
  const others = item.carried.filter((segment) => segment.role !== role);
  return [{ role, ...span, exact: sliceSpan(text, span) }, ...others];
}

/** Fragments that a decision leads to; empty when the mark will not be drawn. */
export function segmentsFor(item: ReportItem, decision: Decision): readonly Segment[] {
  if (decision === 'keep') return item.carried;
  return typeof decision === 'string' ? [] : decision;
}

type Placements = NonNullable<CommandInput<'article.revise'>['placements']>;

/** Decisions as the command takes them. */
export function toPlacements(report: Report, decisions: ReadonlyMap<Id, Decision>): Placements {
  return report.items.map((item) => {
    const { id: annotationId } = item.annotation;
    const decision = decisions.get(annotationId) ?? initialDecision(item);
    if (decision === 'delete') return { annotationId, segments: decision };
    const segments = segmentsFor(item, decision).map(({ role, start, end }) => ({
      role,
      start,
      end,
    }));
    return { annotationId, segments: segments.length > 0 ? segments : null };
  });
}
