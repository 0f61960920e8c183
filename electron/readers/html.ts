import { Readability } from '@mozilla/readability';
import {
  createCollector,
  type MetadataCollector,
  type ParsedArticle,
} from '../../shared/formats/articles/article-metadata.ts';
import { textOfBlock } from '../../shared/text/canonical.ts';
import type { BlockNode } from '../../shared/text/document.ts';
import { decodeMarkup } from './decode.ts';
import { buildMarkupBlocks } from './markup-blocks.ts';
import { localName, type MarkupElement, type MarkupNode } from './markup.ts';
import { addPageMetadata, addValue, cutSiteName } from './page-metadata.ts';
import { parsePage, toMarkup, type Page, type PageNode } from './page-tree.ts';
import { understandBlocks } from './read-article.ts';
import type { DocumentReader } from './reader.ts';

/** Above so many elements the search for the main content takes too long; the whole page is taken then. */
const maxSearched = 40_000;
/** The main content is believed when it has so many letters, or so much of the page. */
const minContent = 250;
const minShare = 0.3;

/** A page saved from the web: its main content and what it says of itself. Scripts, pictures and trackers are never kept. */
export const readHtml: DocumentReader = async ({ bytes, fileName }) => {
  const { text, encoding, newline, note } = decodeMarkup(bytes);
  const collector = createCollector();
  if (note !== null) collector.addNote(note);
  const parsed = readPage(text, fileName, collector);
  return {
    importer: 'html@1',
    mediaType: 'text/html',
    encoding,
    newline,
    parts: [{ kind: 'article', parsed, source: null }],
    table: null,
  };
};

/** Read a page that is decoded already. @throws Refusal `too_large`. */
export function readPage(
  html: string,
  fileName: string,
  collector: MetadataCollector,
): ParsedArticle {
  const saved = /<!--\s*saved from url=\(\d+\)(\S+)/i.exec(html.slice(0, 4096))?.[1];
  if (saved !== undefined) addValue(collector, 'url', saved, 'address it was saved from');
  const page = parsePage(html);
  const whole = toMarkup(page.root);
  addPageMetadata(whole, collector);
  const main = findMain(page, whole, collector);
  const blocks = buildMarkupBlocks(main);
  const kept = new Set(listLines(blocks));
  const left = listLines(buildMarkupBlocks(whole.children)).filter((line) => !kept.has(line));
  return understandBlocks(blocks, fileName, collector, left);
}

/** The nodes of the main content; those of the whole page, without its menus, when it cannot be told. */
function findMain(
  page: Page,
  whole: MarkupElement,
  collector: MetadataCollector,
): readonly MarkupNode[] {
  const found = search(page);
  const all = lengthOf(whole);
  if (found !== null) {
    const title = cutSiteName(found.title ?? '', collector.valueOf('publisher'));
    addValue(collector, 'title', title, 'title of the page', 'medium');
    addValue(collector, 'byline', found.byline ?? '', 'byline in the page', 'medium');
    addValue(collector, 'publisher', found.siteName ?? '', 'name of the site', 'low');
    addValue(collector, 'published', found.publishedTime ?? '', 'date of the page', 'medium');
    const content = found.content ? toMarkup(found.content) : null;
    const length = content === null ? 0 : lengthOf(content);
    if (content !== null && (length >= minContent || length >= all * minShare)) return [content];
  }
  collector.addNote('The main content of the page could not be told: all of its text was taken.');
  return [withoutMenus(whole)];
}

function search({ document }: Page) {
  try {
    // The library works on any document that behaves like a browser's.
    const reader = new Readability<PageNode>(
      document as ConstructorParameters<typeof Readability>[0],
      {
        maxElemsToParse: maxSearched,
        // The library's node, seen through the few fields that are read.
        serializer: (node) => node as unknown as PageNode,
      },
    );
    return reader.parse();
  } catch (cause) {
    // It throws for a page that is too large or too odd for it; nothing in it touches anything but the page.
    if (cause instanceof Error) return null;
    throw cause;
  }
}

const menus: ReadonlySet<string> = new Set(['nav', 'footer', 'aside', 'form']);

function withoutMenus(element: MarkupElement): MarkupElement {
  const children = element.children.flatMap((child): MarkupNode[] => {
    if (typeof child === 'string') return [child];
    return menus.has(localName(child)) ? [] : [withoutMenus(child)];
  });
  return { ...element, children };
}

function lengthOf(element: MarkupElement): number {
  return listLines(buildMarkupBlocks([element])).reduce((sum, line) => sum + line.length, 0);
}

/** Text of every text block, containers opened. */
function listLines(blocks: readonly BlockNode[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
      case 'caption':
        return [textOfBlock(block)];
      case 'blockquote':
        return listLines(block.content);
      default:
        return block.content.flatMap((item) => listLines(item.content));
    }
  });
}
