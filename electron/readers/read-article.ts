import {
  createCollector,
  type DroppedLine,
  type MetadataCollector,
  type ParsedArticle,
} from '../../shared/formats/articles/article-metadata.ts';
import {
  buildBlockArticle,
  type PlacedBlock,
} from '../../shared/formats/articles/block-article.ts';
import type { BlockNode } from '../../shared/text/document.ts';
import { buildCanonicalText } from '../../shared/text/canonical.ts';

/** Lines that are listed as left out; a page has hundreds of menu entries. */
const maxDropped = 200;
const maxDroppedLength = 300;

/**
 * An article of blocks that a reader made, without the bylines, dates and furniture around its body.
 *
 * @param left Lines that the reader itself left out, in the order of the page.
 */
export function understandBlocks(
  blocks: readonly BlockNode[],
  fileName: string,
  collector: MetadataCollector = createCollector(),
  left: readonly string[] = [],
): ParsedArticle {
  const placed: PlacedBlock[] = blocks.map((block, i) => ({ block, first: i + 1, last: i + 1 }));
  const { document, dropped } = buildBlockArticle(placed, collector, { fileName }, 'known');
  const around = [...dropped].map(([i, reason]): DroppedLine => {
    const block = blocks[i];
    const text = block ? buildCanonicalText({ type: 'doc', content: [block] }) : '';
    return { line: i + 1, text: text.slice(0, maxDroppedLength), reason };
  });
  const outside = left.slice(0, maxDropped).map((text, i): DroppedLine => ({
    line: blocks.length + i + 1,
    text: text.slice(0, maxDroppedLength),
    reason: 'furniture',
  }));
  return { document, ...collector.build(), dropped: [...around, ...outside] };
}
