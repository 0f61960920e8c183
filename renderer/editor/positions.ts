import type { Node } from '@tiptap/pm/model';
import { buildOffsetMap, codePoints, utf16 } from '../../shared/text/offsets.ts';
import type { CodePointOffset, OffsetMap, Utf16Offset } from '../../shared/text/offsets.ts';
import { countUntil } from './count-until.ts';

/** A text block of the shown document. Offsets are those of the canonical text. */
export interface BlockPlace {
  /** ProseMirror position where the block's content begins. */
  readonly pos: number;
  readonly startCodePoint: CodePointOffset;
  readonly endCodePoint: CodePointOffset;
  readonly startUtf16: Utf16Offset;
  /** Canonical text of the block, hard breaks as `\n`. */
  readonly text: string;
}

/** Conversion between code points of the canonical text and positions of one ProseMirror document. */
export interface PositionMap {
  readonly blocks: readonly BlockPlace[];
  /** Canonical text of the document. */
  readonly text: string;
  readonly offsets: OffsetMap;
  /** Length of the canonical text. */
  readonly length: CodePointOffset;
  /**
   * Position of an offset. The end of a block and the start of the next are different offsets (a line end lies between),
   * so every offset has one position.
   *
   * @throws RangeError when the offset is past the end of the text.
   */
  toPos(offset: CodePointOffset): number;
  /** Offset of a position. One outside every block goes to the start of the next block, or the end of the last. */
  toCodePoint(pos: number): CodePointOffset;
  /** Number of the block that holds an offset; its end belongs to it. */
  blockIndexAt(offset: CodePointOffset): number;
  /** Numbers of the first and last block that a position interval touches. */
  blockRange(from: number, to: number): { readonly first: number; readonly last: number };
}

/** Build the position map of a document in one pass. */
export function buildPositionMap(doc: Node): PositionMap {
  const found = listBlocks(doc);
  const text = found.map((block) => block.text).join('\n');
  const offsets = buildOffsetMap(text);
  const blocks = found.map(({ pos, text: blockText, start }): BlockPlace => ({
    pos,
    text: blockText,
    startUtf16: utf16(start),
    startCodePoint: offsets.toCodePoint(utf16(start)),
    endCodePoint: offsets.toCodePoint(utf16(start + blockText.length)),
  }));

  function blockAt(index: number): BlockPlace {
    const block = blocks[index];
    if (block === undefined) throw new RangeError(`no text block ${index} of ${blocks.length}`);
    return block;
  }

  function toPos(offset: CodePointOffset): number {
    const unit = offsets.toUtf16(offset);
    const block = blockAt(countUntil(blocks, (each) => each.startUtf16 <= unit) - 1);
    return block.pos + (unit - block.startUtf16);
  }

  function toCodePoint(pos: number): CodePointOffset {
    const before = countUntil(blocks, (each) => each.pos + each.text.length < pos);
    const block = blocks[before];
    if (block === undefined) return offsets.lengthCodePoints;
    const unit = block.startUtf16 + Math.max(0, pos - block.pos);
    // The DOM may put a caret between the halves of a pair; it belongs to the character's start.
    return offsets.toCodePoint(utf16(isInsidePair(text, unit) ? unit - 1 : unit));
  }

  return {
    blocks,
    text,
    offsets,
    length: offsets.lengthCodePoints,
    toPos,
    toCodePoint,
    blockIndexAt: (offset) =>
      Math.max(0, countUntil(blocks, (each) => each.startCodePoint <= offset) - 1),
    blockRange: (from, to) => {
      const first = countUntil(blocks, (each) => each.pos + each.text.length < from);
      const last = countUntil(blocks, (each) => each.pos <= to) - 1;
      return { first: Math.min(first, blocks.length - 1), last: Math.max(last, 0) };
    },
  };
}

interface FoundBlock {
  readonly pos: number;
  readonly text: string;
  /** Where it begins in canonical text, in UTF-16 units. */
  readonly start: number;
}

function listBlocks(doc: Node): FoundBlock[] {
  const blocks: FoundBlock[] = [];
  let start = 0;
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    // A leaf is one position long and a hard break one `\n`: inside a block positions and UTF-16 units run alike.
    const text = node.textBetween(0, node.content.size, '', '\n');
    blocks.push({ pos: pos + 1, text, start });
    start += text.length + 1;
    return false;
  });
  return blocks;
}

/** Brand a number that is an offset already (from a typed array). */
export function toOffset(value: number): CodePointOffset {
  return codePoints(value);
}

function isInsidePair(text: string, unit: number): boolean {
  const high = text.charCodeAt(unit - 1);
  const low = text.charCodeAt(unit);
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}
