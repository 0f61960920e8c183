import type { InlineNode, RichDocument, TextBlockNode } from './document.ts';

/** A document of plain paragraphs. A `\n` inside one becomes a hard break; no paragraphs give one empty one. */
export function plainTextDocument(paragraphs: readonly string[]): RichDocument {
  if (paragraphs.length === 0) return { type: 'doc', content: [{ type: 'paragraph' }] };
  return { type: 'doc', content: paragraphs.map((text) => textBlock('paragraph', text)) };
}

/** A paragraph or caption of unmarked text, each `\n` a hard break. */
export function textBlock(type: 'paragraph' | 'caption', text: string): TextBlockNode {
  const content = inlineText(text);
  return content.length === 0 ? { type } : { type, content };
}

/** A heading of unmarked text, each `\n` a hard break. */
export function headingBlock(level: 1 | 2 | 3, text: string): TextBlockNode {
  const content = inlineText(text);
  const attrs = { level };
  return content.length === 0 ? { type: 'heading', attrs } : { type: 'heading', attrs, content };
}

function inlineText(text: string): InlineNode[] {
  return text.split('\n').flatMap((line, i): InlineNode[] => {
    const nodes: InlineNode[] = i === 0 ? [] : [{ type: 'hardBreak' }];
    if (line !== '') nodes.push({ type: 'text', text: line });
    return nodes;
  });
}
