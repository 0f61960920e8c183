import type {
  BlockNode,
  InlineNode,
  ListItemNode,
  Mark,
  TextBlockNode,
} from '../../shared/text/document.ts';
import { repairText } from '../../shared/text/normalise.ts';
import { isSafeHref } from '../../shared/text/safe-href.ts';
import { localName, type MarkupElement, type MarkupNode } from './markup.ts';

/** Containers deeper than this are opened out; far below what a document may hold. */
const maxDepth = 20;

/** What gives no words of an article, whatever is in it. */
const skipped: ReadonlySet<string> = new Set(
  'head script style noscript template svg math iframe object embed applet canvas audio video map form button select textarea input datalist dialog meta link title rp rt'.split(
    ' ',
  ),
);
/** Elements that stand in a line of their own. */
const blockNames: ReadonlySet<string> = new Set(
  'p div section article main header footer aside nav address figure figcaption caption pre h1 h2 h3 h4 h5 h6 dl dt dd ul ol li blockquote table thead tbody tfoot tr td th hr center details summary fieldset body html hl1 hl2 media media-caption block'.split(
    ' ',
  ),
);
const captionNames: ReadonlySet<string> = new Set(['figcaption', 'caption', 'media-caption']);

type Kind =
  | { readonly type: 'paragraph' | 'caption' }
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3 };

/** Blocks that are being made, with the line that is still open. */
interface Sink {
  readonly blocks: BlockNode[];
  open: InlineNode[];
  /** White space that comes next says nothing. Kept beside the text, since looking at its end each time would copy all of it. */
  isAfterSpace: boolean;
  kind: Kind;
}

interface Place {
  readonly marks: readonly Mark[];
  readonly depth: number;
  readonly isPreformatted: boolean;
}

/**
 * The blocks of an HTML tree: paragraphs, headings to level 3, lists, quotations, captions; bold, italic and safe links.
 * A row of a table is a paragraph with tabs between its cells. Everything else, pictures and scripts first, is left out.
 */
export function buildMarkupBlocks(nodes: readonly MarkupNode[]): BlockNode[] {
  return buildInto(nodes, { marks: [], depth: 0, isPreformatted: false });
}

function buildInto(nodes: readonly MarkupNode[], place: Place): BlockNode[] {
  const sink: Sink = { blocks: [], open: [], isAfterSpace: true, kind: { type: 'paragraph' } };
  visitAll(nodes, sink, place);
  flush(sink);
  return sink.blocks;
}

function visitAll(nodes: readonly MarkupNode[], sink: Sink, place: Place): void {
  for (const node of nodes) {
    if (typeof node === 'string') addText(node, sink, place);
    else visit(node, sink, place);
  }
}

function visit(element: MarkupElement, sink: Sink, place: Place): void {
  const name = localName(element).toLowerCase();
  if (skipped.has(name) || element.attributes.has('hidden')) return;
  switch (name) {
    case 'br':
      sink.open.push({ type: 'hardBreak' });
      sink.isAfterSpace = true;
      return;
    case 'blockquote':
    case 'ul':
    case 'ol':
      flush(sink);
      sink.blocks.push(...buildContainer(name, element, place));
      return;
    case 'tr':
      visitRow(element, sink, place);
      return;
  }
  if (!blockNames.has(name)) {
    visitAll(element.children, sink, { ...place, marks: withMark(place.marks, name, element) });
    return;
  }
  flush(sink);
  const before = sink.kind;
  sink.kind = kindOf(name, before);
  visitAll(element.children, sink, {
    ...place,
    isPreformatted: place.isPreformatted || name === 'pre',
  });
  flush(sink);
  sink.kind = before;
}

function kindOf(name: string, before: Kind): Kind {
  const level = Number(/^hl?([1-6])$/.exec(name)?.[1] ?? 0);
  if (level > 0) return { type: 'heading', level: level === 1 ? 1 : level === 2 ? 2 : 3 };
  return captionNames.has(name) ? { type: 'caption' } : before;
}

function buildContainer(
  name: 'blockquote' | 'ul' | 'ol',
  element: MarkupElement,
  place: Place,
): readonly BlockNode[] {
  const below = { ...place, depth: place.depth + 1 };
  const isFlat = place.depth >= maxDepth;
  if (name === 'blockquote') {
    const content = buildInto(element.children, below);
    return content.length === 0 || isFlat ? content : [{ type: 'blockquote', content }];
  }
  const items = element.children.flatMap((child): ListItemNode[] => {
    const content = buildInto(
      typeof child === 'string' || localName(child).toLowerCase() !== 'li'
        ? [child]
        : child.children,
      below,
    );
    return content.length === 0 ? [] : [{ type: 'listItem', content }];
  });
  if (items.length === 0 || isFlat) return items.flatMap((item) => item.content);
  if (name === 'ul') return [{ type: 'bulletList', content: items }];
  const start = Number(element.attributes.get('start') ?? 1);
  const isPlain = start === 1 || !Number.isInteger(start) || start < 0 || start > 1e9;
  return [
    isPlain
      ? { type: 'orderedList', content: items }
      : { type: 'orderedList', attrs: { start }, content: items },
  ];
}

/** A row of data is one paragraph; a row that lays out a page is opened out. */
function visitRow(element: MarkupElement, sink: Sink, place: Place): void {
  flush(sink);
  const cells = element.children
    .filter((child): child is MarkupElement => typeof child !== 'string')
    .map((cell) => buildInto(cell.children, place));
  const lines = cells.map(([only, ...more]) =>
    only === undefined
      ? []
      : more.length === 0 && only.type === 'paragraph'
        ? (only.content ?? [])
        : null,
  );
  if (lines.length < 2 || lines.includes(null)) {
    sink.blocks.push(...cells.flat());
    return;
  }
  lines.forEach((line, i) => {
    if (i > 0) sink.open.push({ type: 'text', text: '\t' });
    sink.open.push(...(line ?? []));
  });
  closeLine(sink, sink.open);
  sink.open = [];
}

function withMark(marks: readonly Mark[], name: string, element: MarkupElement): readonly Mark[] {
  const mark = markOf(name, element);
  return mark === null || marks.some(({ type }) => type === mark.type) ? marks : [...marks, mark];
}

function markOf(name: string, element: MarkupElement): Mark | null {
  switch (name) {
    case 'b':
    case 'strong':
      return { type: 'bold' };
    case 'i':
    case 'em':
    case 'cite':
      return { type: 'italic' };
    case 'a': {
      const href = (
        element.attributes.get('href') ??
        element.attributes.get('xlink:href') ??
        ''
      ).trim();
      return isSafeHref(href) ? { type: 'link', attrs: { href } } : null;
    }
    default:
      return null;
  }
}

/** White space of markup is one space; a no-break space is a character like others. */
function addText(raw: string, sink: Sink, { marks, isPreformatted }: Place): void {
  const text = repairText(raw);
  if (isPreformatted) {
    text.split(/\r\n?|\n/).forEach((line, i) => {
      if (i > 0) sink.open.push({ type: 'hardBreak' });
      pushText(sink.open, line, marks);
    });
    return;
  }
  const plain = text.replace(/[ \t\r\n]+/g, ' ');
  const kept = sink.isAfterSpace ? plain.replace(/^ /, '') : plain;
  if (kept !== '') sink.isAfterSpace = kept.endsWith(' ');
  pushText(sink.open, kept, marks);
}

function pushText(open: InlineNode[], text: string, marks: readonly Mark[]): void {
  if (text === '') return;
  const last = open.at(-1);
  // Runs with the same marks are one: a tree may cut a word into any number of texts.
  if (last?.type === 'text' && isSameMarks(last.marks ?? [], marks)) {
    open[open.length - 1] = { ...last, text: last.text + text };
    return;
  }
  open.push(marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks });
}

function isSameMarks(left: readonly Mark[], right: readonly Mark[]): boolean {
  return (
    left.length === right.length &&
    left.every((mark, i) => {
      const other = right[i];
      if (mark.type !== 'link' || other?.type !== 'link') return mark.type === other?.type;
      return mark.attrs.href === other.attrs.href;
    })
  );
}

/** End the open line. Old pages set paragraphs apart by two line breaks. */
function flush(sink: Sink): void {
  let line: InlineNode[] = [];
  let breaks = 0;
  for (const node of sink.open) {
    const isBlank = node.type === 'text' && node.text.trim() === '';
    if (node.type === 'hardBreak') breaks++;
    else if (!isBlank) breaks = 0;
    if (breaks < 2) line.push(node);
    else {
      closeLine(sink, line);
      line = [];
    }
  }
  closeLine(sink, line);
  sink.open = [];
  sink.isAfterSpace = true;
}

function closeLine(sink: Sink, line: readonly InlineNode[]): void {
  const content = trimLine(line);
  if (!content.some((node) => node.type === 'text' && /\S/.test(node.text))) return;
  const { kind } = sink;
  sink.blocks.push(
    kind.type === 'heading'
      ? { type: 'heading', attrs: { level: kind.level }, content }
      : ({ type: kind.type, content } satisfies TextBlockNode),
  );
}

/** Without white space and line breaks at both ends. */
function trimLine(line: readonly InlineNode[]): InlineNode[] {
  const content = line.filter((node) => node.type === 'hardBreak' || node.text !== '');
  const isEmpty = (node: InlineNode | undefined) =>
    node !== undefined && (node.type === 'hardBreak' || /^[ \t]*$/.test(node.text));
  while (isEmpty(content[0])) content.shift();
  while (isEmpty(content.at(-1))) content.pop();
  const first = content[0];
  if (first?.type === 'text') content[0] = { ...first, text: first.text.replace(/^[ \t]+/, '') };
  const last = content.at(-1);
  if (last?.type === 'text') {
    content[content.length - 1] = { ...last, text: last.text.replace(/[ \t]+$/, '') };
  }
  return content.map((node, i) => {
    const isBeforeBreak = content[i + 1]?.type === 'hardBreak';
    if (node.type !== 'text' || !isBeforeBreak || !/\S/.test(node.text)) return node;
    return { ...node, text: node.text.replace(/[ \t]+$/, '') };
  });
}
