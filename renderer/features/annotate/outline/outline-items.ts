import { listTextBlocks } from '../../../../shared/text/canonical.ts';
import type { RichDocument } from '../../../../shared/text/document.ts';
import type { Annotation, Comment, Id } from '../../../../shared/records/records.ts';
import { extentOf } from '../marks/mark-views.ts';

/** A paragraph that marks can lie in. */
export interface Paragraph {
  /** Number from 1. */
  readonly number: number;
  /** In code points. */
  readonly start: number;
  /** Its first words. */
  readonly words: string;
}

/** A line of the outline: the heading of a paragraph, or a mark in it. */
export type OutlineItem =
  | { readonly kind: 'heading'; readonly paragraph: Paragraph; readonly count: number }
  | {
      readonly kind: 'mark';
      readonly annotation: Annotation;
      readonly paragraph: number;
      /** How many of the listed marks it lies in. */
      readonly depth: number;
    };

const headingCharacters = 60;

/** The paragraphs of an article; those without a word are not counted. */
export function listParagraphs(document: RichDocument): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const { text, startCodePoint } of listTextBlocks(document)) {
    const words = text.trim().replace(/\s+/gu, ' ');
    if (words === '') continue;
    const short = Array.from(words.slice(0, headingCharacters * 2)).slice(0, headingCharacters);
    paragraphs.push({
      number: paragraphs.length + 1,
      start: startCodePoint,
      words: short.join(''),
    });
  }
  return paragraphs;
}

interface Holder {
  readonly id: Id;
  readonly end: number;
}

/** Walk marks in the order of the text with the marks that each of them lies in, outer first. */
function walkNested(
  marks: readonly Annotation[],
  visit: (annotation: Annotation, start: number, holders: readonly Holder[]) => void,
): void {
  let open: Holder[] = [];
  for (const annotation of marks) {
    const { start, end } = extentOf(annotation);
    open = open.filter((holder) => holder.end > start);
    visit(
      annotation,
      start,
      open.filter((holder) => holder.end >= end),
    );
    open.push({ id: annotation.id, end });
  }
}

/**
 * The lines of the outline: a heading for each paragraph that has marks, the marks below it.
 *
 * @param marks Those to list, in the order of the text.
 */
export function buildOutlineItems(
  marks: readonly Annotation[],
  paragraphs: readonly Paragraph[],
): OutlineItem[] {
  const items: OutlineItem[] = [];
  let at = 0;
  let headingAt = -1;
  walkNested(marks, (annotation, start, holders) => {
    while ((paragraphs[at + 1]?.start ?? Infinity) <= start) at += 1;
    const paragraph = paragraphs[at];
    if (!paragraph) return;
    const heading = items[headingAt];
    if (heading?.kind === 'heading' && heading.paragraph === paragraph) {
      items[headingAt] = { ...heading, count: heading.count + 1 };
    } else {
      headingAt = items.length;
      items.push({ kind: 'heading', paragraph, count: 1 });
    }
    items.push({ kind: 'mark', annotation, paragraph: paragraph.number, depth: holders.length });
  });
  return items;
}

/** What lies inside each mark, by layer; marks without anything inside are left out, rejected ones are not counted. */
export function countInside(
  marks: readonly Annotation[],
): ReadonlyMap<Id, ReadonlyMap<string, number>> {
  const inside = new Map<Id, Map<string, number>>();
  walkNested(marks, ({ layer, state }, _start, holders) => {
    if (state === 'rejected') return;
    for (const { id } of holders) {
      const counts = inside.get(id) ?? new Map<string, number>();
      inside.set(id, counts.set(layer, (counts.get(layer) ?? 0) + 1));
    }
  });
  return inside;
}

/** Threads that nobody has settled, by the mark they are on. */
export function countOpenComments(comments: Iterable<Comment>): ReadonlyMap<Id, number> {
  const open = new Map<Id, number>();
  for (const { targetId, targetType, parentId, resolved } of comments) {
    if (targetType !== 'annotation' || parentId !== null || resolved) continue;
    open.set(targetId, (open.get(targetId) ?? 0) + 1);
  }
  return open;
}
