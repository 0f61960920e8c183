import { createCollector } from './article-metadata.ts';
import type { DropReason, DroppedLine, ParsedArticle, ParseHints } from './article-metadata.ts';
import { buildBlockArticle } from './block-article.ts';
import { findFrontMatter, readFrontMatter } from './front-matter.ts';
import { buildMarkdownBlocks } from './markdown-blocks.ts';

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
  const { document, dropped } = buildBlockArticle(blocks, collector, hints);
  const frontMatter = lines.slice(0, skipped).map((line, i) => dropLine(i + 1, line, 'header'));
  const around = [...dropped].flatMap(([i, reason]) => {
    const { first = 0, last = 0 } = blocks[i] ?? {};
    return lines.slice(first - 1, last).map((line, k) => dropLine(first + k, line, reason));
  });
  return {
    document,
    ...collector.build(),
    dropped: [...frontMatter, ...around].filter((each) => each.text !== ''),
  };
}

function dropLine(line: number, text: string, reason: DropReason): DroppedLine {
  return { line, text: text.trim(), reason };
}
