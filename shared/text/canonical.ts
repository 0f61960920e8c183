import type { BlockNode, RichDocument, TextBlockNode } from './document.ts';
import { codePoints, countCodePoints, utf16 } from './offsets.ts';
import type { CodePointOffset, Utf16Offset } from './offsets.ts';

/** A text block with its place in the document and in canonical text. */
export interface TextBlock {
  readonly node: TextBlockNode;
  readonly kind: TextBlockNode['type'];
  /** Level of a heading; null for other kinds. */
  readonly level: 1 | 2 | 3 | null;
  /** Child indexes from the document down to the node. */
  readonly path: readonly number[];
  /** Types of the nodes around it, outermost first: `['blockquote', 'paragraph']` without the block itself. */
  readonly containers: readonly Container[];
  /** Number of blockquotes and lists around it; 0 at the top level. */
  readonly depth: number;
  /** Where the block's text begins in canonical text. Its end is that plus the length of `text`. */
  readonly startUtf16: Utf16Offset;
  readonly startCodePoint: CodePointOffset;
  /** Canonical text of the block, hard breaks as `\n`; may be empty. */
  readonly text: string;
}

type Container = 'blockquote' | 'bulletList' | 'orderedList';

/**
 * The canonical text of a document: the text of each text block, joined by one `\n`; a hard break is `\n`. Nothing is
 * trimmed or normalised. All offsets of the project refer to this text.
 */
export function buildCanonicalText(document: RichDocument): string {
  const texts: string[] = [];
  walkTextBlocks(document.content, [], [], (node) => texts.push(textOfBlock(node)));
  return texts.join('\n');
}

/** The text blocks of a document in reading order. */
export function listTextBlocks(document: RichDocument): TextBlock[] {
  const blocks: TextBlock[] = [];
  let start16 = 0;
  let start = 0;
  walkTextBlocks(document.content, [], [], (node, path, containers) => {
    const text = textOfBlock(node);
    blocks.push({
      node,
      kind: node.type,
      level: node.type === 'heading' ? node.attrs.level : null,
      path,
      containers,
      depth: containers.length,
      startUtf16: utf16(start16),
      startCodePoint: codePoints(start),
      text,
    });
    start16 += text.length + 1;
    start += countCodePoints(text) + 1;
  });
  return blocks;
}

/** Canonical text of one text block. */
export function textOfBlock(node: TextBlockNode): string {
  let text = '';
  for (const inline of node.content ?? []) text += inline.type === 'text' ? inline.text : '\n';
  return text;
}

function walkTextBlocks(
  blocks: readonly BlockNode[],
  path: readonly number[],
  containers: readonly Container[],
  visit: (node: TextBlockNode, path: readonly number[], containers: readonly Container[]) => void,
): void {
  blocks.forEach((block, i) => {
    const here = [...path, i];
    switch (block.type) {
      case 'paragraph':
      case 'heading':
      case 'caption':
        visit(block, here, containers);
        break;
      case 'blockquote':
        walkTextBlocks(block.content, here, [...containers, block.type], visit);
        break;
      case 'bulletList':
      case 'orderedList':
        block.content.forEach((item, k) => {
          walkTextBlocks(item.content, [...here, k], [...containers, block.type], visit);
        });
    }
  });
}
