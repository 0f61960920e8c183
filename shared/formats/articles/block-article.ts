import type { BlockNode, RichDocument, TextBlockNode } from '../../text/document.ts';
import { headingBlock } from '../../text/plain-document.ts';
import { textOfBlock } from '../../text/canonical.ts';
import type { DropReason, MetadataCollector, ParseHints } from './article-metadata.ts';
import { addBodyLanguage, addFromFileName, addOrigin } from './article-origin.ts';
import { looksLikePersonName, recogniseHeadLine } from './head-line.ts';
import { ambiguousDateNote } from './header-lines.ts';
import { findFurniture, isCaption } from './page-furniture.ts';
import { isBody } from './paragraph-shape.ts';

/** A block at the top level of a document with its first and last line in the source, counted from 1. */
export interface PlacedBlock {
  readonly block: BlockNode;
  readonly first: number;
  readonly last: number;
}

/** An article made of blocks, and which of the blocks were left out of it, by index. */
export interface BlockArticle {
  readonly document: RichDocument;
  readonly dropped: ReadonlyMap<number, DropReason>;
}

/**
 * Understand blocks as a news article: bylines, dates and page furniture around the body leave it, the headline is heading 1,
 * captions become captions. What is recognised goes to the collector.
 *
 * @param headline `first` takes the first heading for the headline; `known` goes by a title that the collector has already,
 *   so that a sub-heading is not taken for it.
 */
export function buildBlockArticle(
  blocks: readonly PlacedBlock[],
  collector: MetadataCollector,
  hints: ParseHints,
  headline: 'first' | 'known' = 'first',
): BlockArticle {
  const known = headline === 'known' ? collector.valueOf('title') : '';
  const at = known === '' ? addHeadline(blocks, collector) : findHeadline(blocks, known);
  const dropped = dropAround(blocks, at, collector, new Set(hints.keepLines ?? []));
  const kept = blocks.flatMap((placed, i) => {
    if (dropped.has(i)) return [];
    const block = i === at && known !== '' ? toHeadline(placed.block) : toCaption(placed.block);
    return [{ ...placed, block }];
  });
  const content = kept.map(({ block }) => block);
  const title = collector.valueOf('title');
  if (title !== '' && at === -1) content.unshift(headingBlock(1, title));
  addOrigin(
    kept.flatMap(({ block, first }) =>
      block.type === 'paragraph' ? [{ text: textOfBlock(block), line: first }] : [],
    ),
    collector,
  );
  addFromFileName(hints.fileName ?? '', collector);
  addBodyLanguage(kept.map(({ block }) => plainText(block)).join('\n'), collector);
  return {
    document: { type: 'doc', content: content.length === 0 ? [{ type: 'paragraph' }] : content },
    dropped,
  };
}

/** Blocks at the head that may repeat a title which is known from elsewhere. */
const maxHeadlinePlace = 6;

/** Where a known title stands in the text; -1 when it does not. */
function findHeadline(blocks: readonly PlacedBlock[], title: string): number {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();
  const wanted = plain(title);
  return blocks
    .slice(0, maxHeadlinePlace)
    .findIndex(
      ({ block }) =>
        (block.type === 'heading' || block.type === 'paragraph') &&
        plain(plainText(block)) === wanted,
    );
}

function toHeadline(block: BlockNode): BlockNode {
  if (block.type !== 'heading' && block.type !== 'paragraph') return block;
  return { ...block, type: 'heading', attrs: { level: 1 } };
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
