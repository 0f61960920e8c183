import { createCollector } from '../../shared/formats/articles/article-metadata.ts';
import { Refusal } from '../../shared/util/result.ts';
import { decodeMarkup } from './decode.ts';
import { buildMarkupBlocks } from './markup-blocks.ts';
import {
  attributeOf,
  childOf,
  childrenOf,
  descendantsOf,
  localName,
  rawTextOf,
  textOf,
  type MarkupElement,
  type MarkupNode,
} from './markup.ts';
import { addValue } from './page-metadata.ts';
import { parseFragment } from './page-tree.ts';
import { understandBlocks } from './read-article.ts';
import type { DocumentReader, ReadPart } from './reader.ts';
import { parseXml } from './xml.ts';

/** A feed (RSS 0.9 to 2.0, RDF, Atom): each of its entries is an article, with what the feed itself holds of its text. */
export const readFeed: DocumentReader = async ({ bytes }) => {
  const { text, encoding, newline } = decodeMarkup(bytes);
  const root = parseXml(text);
  const entries = [...descendantsOf(root, 'item'), ...childrenOf(root, 'entry')];
  if (entries.length === 0 && !/^(?:rss|feed|RDF)$/.test(localName(root))) {
    throw new Refusal('unsupported_file', 'The file is no feed: it has no entries.');
  }
  const channel = childOf(root, 'channel') ?? root;
  const feed = {
    title: textOf(childOf(channel, 'title')),
    language: textOf(childOf(channel, 'language', 'dc:language')) || attributeOf(root, 'xml:lang'),
  };
  const parts = entries.map((entry): ReadPart => {
    const source = entry.place === null ? '' : text.slice(entry.place.start, entry.place.end);
    return readEntry(entry, feed, source);
  });
  return {
    importer: 'feed@1',
    mediaType: 'application/xml',
    encoding,
    newline,
    parts,
    table: null,
  };
};

function readEntry(
  entry: MarkupElement,
  feed: { readonly title: string; readonly language: string },
  source: string,
): ReadPart {
  const value = (...names: string[]) => textOf(childOf(entry, ...names));
  const collector = createCollector();
  const why = 'feed';
  // Titles are HTML inside of XML as often as not.
  const title = value('title').replace(/<[^>]{1,200}>/g, '');
  addValue(collector, 'title', title, why);
  const author = childOf(entry, 'author');
  const name = author && childOf(author, 'name');
  addValue(collector, 'byline', value('dc:creator') || textOf(name ?? author), why);
  const origin = childOf(entry, 'source');
  addValue(
    collector,
    'publisher',
    textOf((origin && childOf(origin, 'title')) ?? origin) || feed.title,
    why,
  );
  addValue(
    collector,
    'published',
    value('pubDate', 'published', 'dc:date', 'issued', 'updated'),
    why,
  );
  addValue(collector, 'language', feed.language, why, 'low');
  addValue(collector, 'url', linkOf(entry), why);
  const tags = childrenOf(entry, 'category')
    .map((tag) => (attributeOf(tag, 'term') || textOf(tag)).slice(0, 100))
    .filter((tag) => tag !== '');
  if (tags.length > 0) collector.addTags(tags.slice(0, 20), null);
  const blocks = buildMarkupBlocks(contentOf(entry));
  if (blocks.length === 0) {
    return {
      kind: 'refused',
      title: title || 'An entry',
      problem: 'This entry of the feed holds no text.',
    };
  }
  const parsed = understandBlocks(blocks, '', collector);
  return { kind: 'article', parsed, source: { text: source, mediaType: 'application/xml' } };
}

function linkOf(entry: MarkupElement): string {
  const links = childrenOf(entry, 'link');
  const page = links.find((link) => /^(?:|alternate)$/.test(attributeOf(link, 'rel')));
  return (
    attributeOf(page ?? null, 'href') || textOf(page ?? null) || textOf(childOf(entry, 'guid'))
  );
}

/** The fullest text that the entry has: XHTML in the feed, else HTML as text. */
function contentOf(entry: MarkupElement): readonly MarkupNode[] {
  const found = childOf(entry, 'content:encoded', 'content', 'description', 'summary');
  if (!found) return [];
  if (attributeOf(found, 'type') === 'xhtml') return found.children;
  const text = rawTextOf(found);
  return /[<&]/.test(text) ? parseFragment(text) : [text];
}
