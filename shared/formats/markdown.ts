import type { BlockNode, TextBlockNode } from '../text/document.ts';
import { headingBlock } from '../text/plain-document.ts';
import { textOfBlock } from '../text/canonical.ts';
import { createCollector } from './article-metadata.ts';
import type {
  DropReason,
  DroppedLine,
  MetadataCollector,
  ParsedArticle,
  ParseHints,
} from './article-metadata.ts';
import { addBodyLanguage, addFromFileName, addOrigin } from './article-origin.ts';
import { findFrontMatter, readFrontMatter } from './front-matter.ts';
import { looksLikePersonName, recogniseHeadLine } from './head-line.ts';
import { ambiguousDateNote } from './header-lines.ts';
import { buildMarkdownBlocks } from './markdown-blocks.ts';
import type { PlacedBlock } from './markdown-blocks.ts';
import { findFurniture, isCaption } from './page-furniture.ts';
import { isBody } from './paragraph-shape.ts';

/**
 * Understand a Markdown text as a news article. Front matter gives metadata; of the text's head, bylines, dates and page
 * furniture are recognised as in plain text. The first heading is the headline.
 *
 * Headings deeper than 3 become 3, images captions of their alternative text, code and table rows paragraphs; HTML is text.
 *
 * @param text Normalised text (`normaliseText`).
 */
export function parseMarkdownArticle(text: string, hints: ParseHints = {}): ParsedArticle {
  const collector = createCollector();
  const lines = text.split('\n');
  const matter = findFrontMatter(text);
  const skipped = matter?.lineCount ?? 0;
  if (matter !== null) readFrontMatter(matter, collector);
  const { blocks, notes } = buildMarkdownBlocks(lines.slice(skipped).join('\n'), skipped);
  notes.forEach((note) => collector.addNote(note));
  const headline = addHeadline(blocks, collector);
  const dropped = dropAround(blocks, headline, collector, new Set(hints.keepLines ?? []));
  const kept = blocks.flatMap((placed, i) =>
    dropped.has(i) ? [] : [{ ...placed, block: toCaption(placed.block) }],
  );
  const content = kept.map(({ block }) => block);
  const title = collector.valueOf('title');
  if (title !== '' && headline === -1) content.unshift(headingBlock(1, title));
  addOrigin(
    kept.flatMap(({ block, first }) =>
      block.type === 'paragraph' ? [{ text: textOfBlock(block), line: first }] : [],
    ),
    collector,
  );
  addFromFileName(hints.fileName ?? '', collector);
  addBodyLanguage(kept.map(({ block }) => plainText(block)).join('\n'), collector);
  const frontMatter = lines.slice(0, skipped).map((line, i) => dropLine(i + 1, line, 'header'));
  const around = [...dropped].flatMap(([i, reason]) => {
    const { first = 0, last = 0 } = blocks[i] ?? {};
    return lines.slice(first - 1, last).map((line, k) => dropLine(first + k, line, reason));
  });
  return {
    document: { type: 'doc', content: content.length === 0 ? [{ type: 'paragraph' }] : content },
    ...collector.build(),
    dropped: [...frontMatter, ...around].filter((each) => each.text !== ''),
  };
}

/** The first heading of level 1, else the first block when it is a heading. @returns its index, -1 for none. */
function addHeadline(blocks: readonly PlacedBlock[], collector: MetadataCollector): number {
  const isHeading = ({ block }: PlacedBlock): boolean => block.type === 'heading';
  const first = blocks.findIndex(
    ({ block }) => block.type === 'heading' && block.attrs.level === 1,
  );
  const firstBody = blocks.findIndex(
    ({ block }) => block.type === 'paragraph' && isBody(textOfBlock(block)),
  );
  const other = blocks.findIndex(
    (each, i) => isHeading(each) && (firstBody === -1 || i < firstBody),
  );
  const index = first !== -1 ? first : other;
  const placed = blocks[index];
  if (placed === undefined) return -1;
  const finding = {
    field: 'title',
    value: plainText(placed.block),
    confidence: 'high',
    why: 'first heading',
  } as const;
  collector.add(finding, placed.first);
  return index;
}

/** Which blocks around the body are bylines, dates or furniture. Adds what they say to the metadata. */
function dropAround(
  blocks: readonly PlacedBlock[],
  headline: number,
  collector: MetadataCollector,
  keep: ReadonlySet<number>,
): Map<number, DropReason> {
  const dropped = new Map<number, DropReason>();
  const isBodyBlock = ({ block }: PlacedBlock): boolean =>
    block.type === 'paragraph' && isBody(textOfBlock(block));
  const bodyStart = blocks.findIndex(isBodyBlock);
  const bodyEnd = blocks.findLastIndex(isBodyBlock);
  blocks.forEach(({ block, first, last }, i) => {
    const isAround = i < bodyStart || i > bodyEnd;
    const isKept = i === headline || keep.has(first) || keep.has(last);
    if (!isAround || isKept || block.type !== 'paragraph') return;
    const text = textOfBlock(block).replaceAll('\n', ' ').trim();
    const recognised = i < bodyStart ? recogniseHeadLine(text) : null;
    const reason = recognised?.reason ?? findFurniture(text);
    recognised?.findings.forEach((finding) => collector.add(finding, first));
    if (recognised?.isAmbiguousDate === true)
      collector.addNote(ambiguousDateNote(collector.valueOf('published')));
    if (reason !== null) dropped.set(i, reason);
    else if (i < bodyStart && dropped.get(i - 1) === 'date' && looksLikePersonName(text)) {
      collector.add(
        { field: 'byline', value: text, confidence: 'medium', why: 'name beside the date' },
        first,
      );
      dropped.set(i, 'byline');
    }
  });
  return dropped;
}

function toCaption(block: BlockNode): BlockNode {
  if (block.type !== 'paragraph' || !isCaption(textOfBlock(block))) return block;
  return { ...block, type: 'caption' } satisfies TextBlockNode;
}

function plainText(block: BlockNode): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'caption':
      return textOfBlock(block).replaceAll('\n', ' ');
    case 'blockquote':
      return block.content.map(plainText).join('\n');
    default:
      return block.content.flatMap((item) => item.content.map(plainText)).join('\n');
  }
}

function dropLine(line: number, text: string, reason: DropReason): DroppedLine {
  return { line, text: text.trim(), reason };
}
