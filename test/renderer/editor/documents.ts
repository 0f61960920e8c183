import fc from 'fast-check';
import type { BlockNode, InlineNode, Mark, RichDocument } from '../../../shared/text/document.ts';

/** Pieces of text that offsets go wrong in: astral, combining, joined emoji, right-to-left. */
const pieces = ['a', ' ', 'é', 'e\u0301', '😀', '👩‍👩‍👧', '𝒳', 'שלום', 'مرحبا', '“', '東京', '\t'];

const anyText = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(''));

const anyMarks: fc.Arbitrary<readonly Mark[]> = fc.constantFrom(
  [],
  [{ type: 'bold' }],
  [{ type: 'italic' }],
  [{ type: 'bold' }, { type: 'italic' }],
  [{ type: 'link', attrs: { href: 'https://example.org/a' } }],
);

const anyInline: fc.Arbitrary<InlineNode> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(anyText, anyMarks).map(([text, marks]) => toText(text, marks)) },
  { weight: 1, arbitrary: fc.constant<InlineNode>({ type: 'hardBreak' }) },
);

const anyContent = fc.array(anyInline, { maxLength: 5 }).map(joinRuns);

const anyTextBlock: fc.Arbitrary<BlockNode> = fc
  .tuple(fc.constantFrom('paragraph', 'caption', 'heading'), fc.constantFrom(1, 2, 3), anyContent)
  .map(([type, level, content]): BlockNode => {
    const rest = content.length === 0 ? {} : { content };
    return type === 'heading'
      ? { type, attrs: { level: level === 1 ? 1 : level === 2 ? 2 : 3 }, ...rest }
      : { type: type === 'caption' ? 'caption' : 'paragraph', ...rest };
  });

const anyBlock: fc.Arbitrary<BlockNode> = fc.letrec<{ block: BlockNode }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    anyTextBlock,
    fc
      .array(tie('block'), { minLength: 1, maxLength: 3 })
      .map((content): BlockNode => ({ type: 'blockquote', content })),
    fc
      .tuple(fc.boolean(), fc.array(tie('block'), { minLength: 1, maxLength: 3 }))
      .map(([isOrdered, items]) => toList(isOrdered, items)),
  ),
})).block;

/** Documents of every node and mark, as they are stored (runs of equal marks joined). */
export const anyDocument: fc.Arbitrary<RichDocument> = fc
  .array(anyBlock, { minLength: 1, maxLength: 5 })
  .map((content): RichDocument => ({ type: 'doc', content }));

function toText(text: string, marks: readonly Mark[]): InlineNode {
  return marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks };
}

function toList(isOrdered: boolean, blocks: readonly BlockNode[]): BlockNode {
  const content = blocks.map((block) => ({ type: 'listItem' as const, content: [block] }));
  return isOrdered
    ? { type: 'orderedList', attrs: { start: 3 }, content }
    : { type: 'bulletList', content };
}

function joinRuns(nodes: readonly InlineNode[]): InlineNode[] {
  return nodes.reduce<InlineNode[]>((joined, node) => {
    const last = joined.at(-1);
    const isSame =
      last?.type === 'text' &&
      node.type === 'text' &&
      JSON.stringify(last.marks) === JSON.stringify(node.marks);
    if (isSame) return [...joined.slice(0, -1), { ...last, text: last.text + node.text }];
    return [...joined, node];
  }, []);
}
