import MarkdownIt from 'markdown-it';
import type {
  BlockNode,
  InlineNode,
  ListItemNode,
  Mark,
  TextBlockNode,
} from '../../text/document.ts';
import { textBlock } from '../../text/plain-document.ts';
import { isSafeHref } from '../../text/safe-href.ts';
import type { PlacedBlock } from './block-article.ts';

const maxNesting = 100;
const parser = new MarkdownIt('default', {
  html: false,
  linkify: false,
  typographer: false,
  maxNesting,
});
type Token = ReturnType<typeof parser.parse>[number];

/** Containers deeper than this are opened out; far below what a document may hold. */
const maxDepth = 20;

/**
 * The blocks of a Markdown text (CommonMark with tables and strikethrough), and notes on what a document cannot hold.
 *
 * @param lineOffset Lines before the text, for line numbers.
 */
export function buildMarkdownBlocks(
  text: string,
  lineOffset: number,
): { readonly blocks: readonly PlacedBlock[]; readonly notes: readonly string[] } {
  const context: Context = { notes: [], depth: 0 };
  const tokens = parser.parse(text, {});
  // Past its limit the parser leaves text out; nobody nests so deep on purpose.
  if (tokens.some((token) => token.level >= maxNesting - 4))
    return buildPlainLines(text, lineOffset);
  const blocks: PlacedBlock[] = [];
  for (let i = 0; i < tokens.length;) {
    const end = findEnd(tokens, i);
    const [from, to] = tokens[i]?.map ?? [0, 1];
    for (const block of buildBlocks(tokens.slice(i, end), context)) {
      blocks.push({
        block,
        first: from + lineOffset + 1,
        last: Math.max(from + 1, to) + lineOffset,
      });
    }
    i = end;
  }
  return { blocks, notes: context.notes };
}

function buildPlainLines(text: string, lineOffset: number): ReturnType<typeof buildMarkdownBlocks> {
  const blocks = text.split('\n').flatMap((line, i): PlacedBlock[] => {
    const number = i + lineOffset + 1;
    return line.trim() === ''
      ? []
      : [{ block: textBlock('paragraph', line.trim()), first: number, last: number }];
  });
  return {
    blocks,
    notes: ['The Markdown is nested too deeply and was read line by line as plain text.'],
  };
}

interface Context {
  readonly notes: string[];
  depth: number;
}

/** Index after the token that closes the one at `start`. */
function findEnd(tokens: readonly Token[], start: number): number {
  let level = 0;
  for (let i = start; i < tokens.length; i++) {
    level += tokens[i]?.nesting ?? 0;
    if (level <= 0) return i + 1;
  }
  return tokens.length;
}

function listParts(tokens: readonly Token[]): (readonly Token[])[] {
  const parts: (readonly Token[])[] = [];
  for (let i = 0; i < tokens.length;) {
    const end = findEnd(tokens, i);
    parts.push(tokens.slice(i, end));
    i = end;
  }
  return parts;
}

/** Blocks of one balanced run of tokens, the opening and closing ones included. */
function buildBlocks(tokens: readonly Token[], context: Context): BlockNode[] {
  const token = tokens[0];
  if (token === undefined) return [];
  const inner = tokens.slice(1, -1);
  switch (token.type) {
    case 'heading_open':
    case 'paragraph_open':
      return buildTextBlocks(token, inner[0]?.children ?? [], context);
    case 'blockquote_open':
      return nest(context, buildInner(inner, context), (content) => ({
        type: 'blockquote',
        content,
      }));
    case 'bullet_list_open':
    case 'ordered_list_open':
      return buildList(token, inner, context);
    case 'fence':
    case 'code_block':
      return [textBlock('paragraph', token.content.replace(/\n$/, ''))];
    case 'table_open':
      return listRows(inner).map((row) => textBlock('paragraph', row));
    case 'hr':
      return [];
    default:
      return token.content === '' ? [] : [textBlock('paragraph', token.content)];
  }
}

function buildInner(tokens: readonly Token[], context: Context): BlockNode[] {
  context.depth++;
  const blocks = listParts(tokens).flatMap((part) => buildBlocks(part, context));
  context.depth--;
  return blocks;
}

function buildList(token: Token, inner: readonly Token[], context: Context): BlockNode[] {
  const items = listParts(inner).map((part): ListItemNode => {
    const content = buildInner(part.slice(1, -1), context);
    return { type: 'listItem', content: content.length === 0 ? [{ type: 'paragraph' }] : content };
  });
  if (context.depth >= maxDepth) return items.flatMap((item) => item.content);
  if (token.type === 'bullet_list_open') return [{ type: 'bulletList', content: items }];
  const start = Number(token.attrGet('start') ?? 1);
  return [
    start === 1
      ? { type: 'orderedList', content: items }
      : { type: 'orderedList', attrs: { start }, content: items },
  ];
}

function nest(
  context: Context,
  content: readonly BlockNode[],
  wrap: (content: readonly BlockNode[]) => BlockNode,
): BlockNode[] {
  if (context.depth >= maxDepth) return [...content];
  return [wrap(content.length === 0 ? [{ type: 'paragraph' }] : content)];
}

/** A paragraph or heading, and a caption for each image in it. An image alone gives its caption only. */
function buildTextBlocks(token: Token, children: readonly Token[], context: Context): BlockNode[] {
  const captions: BlockNode[] = [];
  const content = buildInline(children, context, captions);
  if (content.length === 0 && captions.length > 0) return captions;
  return [withContent(token, content), ...captions];
}

function withContent(token: Token, content: readonly InlineNode[]): TextBlockNode {
  if (token.type === 'paragraph_open')
    return content.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content };
  const level = token.tag === 'h1' ? 1 : token.tag === 'h2' ? 2 : 3;
  const heading = { type: 'heading', attrs: { level } } as const;
  return content.length === 0 ? heading : { ...heading, content };
}

function buildInline(
  children: readonly Token[],
  context: Context,
  captions: BlockNode[],
): InlineNode[] {
  const nodes: InlineNode[] = [];
  // A link that we refuse is open too, so that its end closes it and not another.
  const open: (Mark | null)[] = [];
  const add = (text: string): void => addText(nodes, text, listMarks(open));
  for (const token of children) {
    switch (token.type) {
      case 'strong_open':
        open.push({ type: 'bold' });
        break;
      case 'em_open':
        open.push({ type: 'italic' });
        break;
      case 'link_open':
        open.push(buildLink(token, context));
        break;
      case 'strong_close':
      case 'em_close':
      case 'link_close':
        open.pop();
        break;
      case 'hardbreak':
        nodes.push({ type: 'hardBreak' });
        break;
      case 'softbreak':
        add(' ');
        break;
      case 'image':
        addCaption(token, captions, context);
        break;
      default:
        add(token.content);
    }
  }
  return trimInline(nodes);
}

function addCaption(token: Token, captions: BlockNode[], context: Context): void {
  const text = (token.content || String(token.attrGet('title') ?? '')).replace(/\s+/g, ' ').trim();
  if (text !== '') captions.push(textBlock('caption', text));
  context.notes.push(
    `An image was left out${text === '' ? '' : ', its text kept as a caption'}: ${token.attrGet('src') ?? ''}`,
  );
}

function buildLink(token: Token, context: Context): Mark | null {
  const href = String(token.attrGet('href') ?? '');
  if (isSafeHref(href)) return { type: 'link', attrs: { href } };
  context.notes.push(`A link was left out, its text kept: ${href}`);
  return null;
}

/** Open marks without doubles, in the order the editor keeps them. */
function listMarks(open: readonly (Mark | null)[]): Mark[] {
  return (['link', 'bold', 'italic'] as const).flatMap(
    (type) => open.find((mark) => mark?.type === type) ?? [],
  );
}

function addText(nodes: InlineNode[], text: string, marks: readonly Mark[]): void {
  const last = nodes.at(-1);
  if (text === '') return;
  if (last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)) {
    nodes[nodes.length - 1] = { ...last, text: last.text + text };
  } else {
    nodes.push(marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks });
  }
}

/** An image at either end of a paragraph leaves its space or line break behind. */
function trimInline(nodes: readonly InlineNode[]): InlineNode[] {
  const isBlank = (node: InlineNode | undefined): boolean =>
    node !== undefined && (node.type === 'hardBreak' || node.text.trim() === '');
  let [start, end] = [0, nodes.length];
  while (start < end && isBlank(nodes[start])) start++;
  while (end > start && isBlank(nodes[end - 1])) end--;
  return nodes.slice(start, end);
}

/** Rows of a table, cells joined by a tab. */
function listRows(tokens: readonly Token[]): string[] {
  const rows: string[][] = [];
  for (const token of tokens) {
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'inline')
      rows.at(-1)?.push((token.children ?? []).map((child) => child.content).join(''));
  }
  return rows.map((cells) => cells.join('\t')).filter((row) => row.trim() !== '');
}
