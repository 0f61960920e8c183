import { compareSegments, type DatasetArticle } from '../../formats/dataset.ts';
import type { Annotation, Segment } from '../../records/records.ts';
import { buildCanonicalText, listTextBlocks, textOfBlock } from '../../text/canonical.ts';
import type { BlockNode, InlineNode, RichDocument, TextBlockNode } from '../../text/document.ts';
import { buildOffsetMap, sliceSpan, utf16 } from '../../text/offsets.ts';
import { joinEdits, type Edit, type Redaction } from './redact-terms.ts';

/** An article's text and marks as they are in a redacted export. */
export type RedactedText = Pick<DatasetArticle, 'revision' | 'annotations'>;

/**
 * Replace names in the text of an article and move its marks with it. Besides the names that are found, the words of a mark
 * that names a chosen entity by another name go too; a mark that touches a part of a name covers the pseudonym.
 *
 * @param annotations All marks of the revision.
 * @param sha256 SHA-256 of a text as UTF-8, lower-case hex.
 * @throws RangeError when a mark would not cover its words, which no project can bring about.
 */
export function redactText(
  { revision, annotations }: RedactedText,
  redaction: Redaction,
  sha256: (text: string) => string,
): RedactedText {
  const { text, document } = revision;
  const edits = cutAtBlocks(
    joinEdits([...listNamingMarks(text, annotations, redaction), ...redaction.find(text)]),
    document,
  );
  if (edits.length === 0) return { revision, annotations };
  const redacted = redactDocument(document, edits);
  const next = buildCanonicalText(redacted);
  const [before, after] = [buildOffsetMap(text), buildOffsetMap(next)];
  const move = (segment: Segment): Segment => {
    const span = {
      start: after.toCodePoint(utf16(moveOffset(before.toUtf16(segment.start), edits, 'start'))),
      end: after.toCodePoint(utf16(moveOffset(before.toUtf16(segment.end), edits, 'end'))),
    };
    if (span.start >= span.end) throw new RangeError(`a mark lost its words: “${segment.exact}”`);
    return { role: segment.role, ...span, exact: sliceSpan(next, span, after) };
  };
  return {
    revision: { ...revision, document: redacted, text: next, sha256: sha256(next) },
    annotations: annotations.map((annotation) => {
      return { ...annotation, segments: dropSame(annotation.segments.map(move)) };
    }),
  };
}

/** Marks that name a chosen entity by words that no search finds, as a nickname does. */
function listNamingMarks(
  text: string,
  annotations: readonly Annotation[],
  redaction: Redaction,
): Edit[] {
  const map = buildOffsetMap(text);
  return annotations.flatMap(({ layer, entityId, attributes, segments }) => {
    const pseudonym = layer === 'mention' ? redaction.pseudonyms.get(entityId ?? '') : undefined;
    if (pseudonym === undefined) return [];
    return segments
      .filter(
        ({ exact }) => redaction.find(exact).length === 0 && isName(exact, attributes['level']),
      )
      .map(({ start, end }) => ({ start: map.toUtf16(start), end: map.toUtf16(end), pseudonym }));
  });
}

const pronoun = /^(?:i|he|him|his|she|hers?|they|them|their|we|us|our|you|your|it|its|who|whose)$/i;

/** Whether a mention names its entity: «the minister» and «he» give nobody away. Levels are those of the default codebook. */
function isName(words: string, level: unknown): boolean {
  if (typeof level === 'string') return level === 'NAM';
  return !pronoun.test(words) && (/\p{Lu}/u.test(words) || !/\p{Ll}/u.test(words));
}

/** Edits that stay inside of text blocks: one over the end of a paragraph is one in each. */
function cutAtBlocks(edits: readonly Edit[], document: RichDocument): Edit[] {
  const blocks = listTextBlocks(document).map(({ startUtf16, text }) => {
    return { start: Number(startUtf16), end: startUtf16 + text.length };
  });
  const cut: Edit[] = [];
  let first = 0;
  for (const edit of edits) {
    while (first < blocks.length && (blocks[first]?.end ?? 0) <= edit.start) first += 1;
    for (let i = first; i < blocks.length; i++) {
      const block = blocks[i];
      if (!block || block.start >= edit.end) break;
      const [start, end] = [Math.max(edit.start, block.start), Math.min(edit.end, block.end)];
      if (start < end) cut.push({ ...edit, start, end });
    }
  }
  return cut;
}

/** Where a place of the old text is in the new one. A place inside of a name goes to its edge. */
function moveOffset(offset: number, edits: readonly Edit[], edge: 'start' | 'end'): number {
  let shift = 0;
  for (const { start, end, pseudonym } of edits) {
    if (offset <= start) break;
    if (offset < end) return start + shift + (edge === 'start' ? 0 : pseudonym.length);
    shift += pseudonym.length - (end - start);
  }
  return offset + shift;
}

function dropSame(segments: readonly Segment[]): Segment[] {
  const sorted = [...segments].sort(compareSegments);
  return sorted.filter((segment, i) => {
    const before = sorted[i - 1];
    return !before || compareSegments(before, segment) !== 0;
  });
}

/** The document with names replaced; marks of its text stay on what is left of them. */
function redactDocument(document: RichDocument, edits: readonly Edit[]): RichDocument {
  let at = 0;
  const redactBlock = (block: BlockNode): BlockNode => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
      case 'caption': {
        const start = at;
        at += textOfBlock(block).length + 1;
        return redactTextBlock(block, start, edits);
      }
      case 'blockquote':
        return { ...block, content: block.content.map(redactBlock) };
      case 'bulletList':
      case 'orderedList':
        return {
          ...block,
          content: block.content.map((item) => ({
            ...item,
            content: item.content.map(redactBlock),
          })),
        };
    }
  };
  return { ...document, content: document.content.map(redactBlock) };
}

function redactTextBlock(
  block: TextBlockNode,
  start: number,
  edits: readonly Edit[],
): TextBlockNode {
  let at = start;
  const content: InlineNode[] = [];
  for (const node of block.content ?? []) {
    const length = node.type === 'text' ? node.text.length : 1;
    const end = at + length;
    const touching = edits.filter((edit) => edit.start < end && edit.end > at);
    if (touching.length === 0) content.push(node);
    else if (node.type === 'text') {
      const text = redactRun(node.text, at, touching);
      if (text !== '') content.push({ ...node, text });
    } else {
      // A line break inside of a name. When the name begins with it, the pseudonym has no other place.
      const first = touching.find((edit) => edit.start === at);
      if (first) content.push({ type: 'text', text: first.pseudonym });
    }
    at = end;
  }
  return block.content ? { ...block, content } : block;
}

/** One run of text: a name stands where it begins, and its rest in later runs goes. */
function redactRun(text: string, start: number, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    const from = Math.max(0, edit.start - start);
    result += text.slice(at, from);
    if (edit.start >= start) result += edit.pseudonym;
    at = Math.min(text.length, edit.end - start);
  }
  return result + text.slice(at);
}
