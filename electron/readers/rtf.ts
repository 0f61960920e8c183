import { createCollector } from '../../shared/formats/articles/article-metadata.ts';
import type { BlockNode } from '../../shared/text/document.ts';
import { buildCanonicalText } from '../../shared/text/canonical.ts';
import { buildMarkupBlocks } from './markup-blocks.ts';
import { addValue } from './page-metadata.ts';
import { understandBlocks } from './read-article.ts';
import type { DocumentReader } from './reader.ts';
import { readRtfDocument } from './rtf-document.ts';

/** A headline stands among the first so many paragraphs. */
const headBlocks = 6;

/** An RTF document, of Word, LibreOffice, TextEdit or an agency's system. Notes stand at the end. */
export const readRtf: DocumentReader = async ({ bytes, fileName }) => {
  const { nodes, info, notes } = readRtfDocument(bytes);
  const blocks = buildMarkupBlocks(nodes);
  const collector = createCollector();
  // Templates and owners of the licence stand in there as often as titles and authors.
  const why = 'properties of the document';
  if (isInHead(info.title, blocks)) addValue(collector, 'title', info.title, why, 'low');
  addValue(collector, 'byline', info.author, why, 'low');
  addValue(collector, 'publisher', info.company, why, 'low');
  addValue(collector, 'published', info.created, why, 'low');
  const tags = info.keywords.split(/[,;]/).flatMap((tag) => tag.trim() || []);
  if (tags.length > 0) collector.addTags(tags, null);
  for (const note of notes) collector.addNote(note);
  const parsed = understandBlocks(blocks, fileName, collector);
  const { metadata } = parsed;
  // A title that is nowhere in the text names the article, and is not written into it.
  const title = metadata.title || info.title.trim();
  return {
    importer: 'rtf@1',
    mediaType: 'application/rtf',
    encoding: null,
    newline: null,
    parts: [
      { kind: 'article', parsed: { ...parsed, metadata: { ...metadata, title } }, source: null },
    ],
    table: null,
  };
};

function isInHead(title: string, blocks: readonly BlockNode[]): boolean {
  const words = toWords(title);
  const head = blocks.slice(0, headBlocks);
  return (
    words !== '' &&
    head.some((block) => toWords(buildCanonicalText({ type: 'doc', content: [block] })) === words)
  );
}

function toWords(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
