import {
  createCollector,
  type MetadataCollector,
} from '../../shared/formats/articles/article-metadata.ts';
import { parseArticleText } from '../../shared/formats/articles/article-text.ts';
import { normaliseText, repairText } from '../../shared/text/normalise.ts';
import { Refusal, unwrap } from '../../shared/util/result.ts';
import { decodeMarkup } from './decode.ts';
import { buildMarkupBlocks } from './markup-blocks.ts';
import {
  attributeOf,
  childrenOf,
  descendantOf,
  descendantsOf,
  rawTextOf,
  textOf,
  type MarkupElement,
} from './markup.ts';
import { addValue } from './page-metadata.ts';
import { understandBlocks } from './read-article.ts';
import type { DocumentReader, ReadPart } from './reader.ts';
import { parseXml } from './xml.ts';

/** Elements that hold the words of an article, the closest first. */
const bodyNames = ['body.content', 'body', 'text', 'content', 'story'];
/** Elements that are an article each when a file has several. */
const articleNames = [
  'reuters',
  'article',
  'doc',
  'document',
  'newsitem',
  'story',
  'item',
  'record',
];
const titleNames = ['headline', 'hl1', 'title', 'head'];
const dateNames = ['date', 'pubdate', 'published', 'publicationdate'];

/** News in XML of no standard: the Reuters collections, TEI and what is like them. An article an element. */
export const readNewsXml: DocumentReader = async ({ bytes, fileName }) => {
  const { text, encoding, newline } = decodeMarkup(bytes);
  const root = toLower(parseXml(text));
  const articles = listArticles(root);
  if (articles.length === 0) {
    const known = 'RSS, Atom, NewsML-G2, NITF, or one with a body of paragraphs';
    throw new Refusal('unsupported_file', `This XML holds no article that can be found: ${known}.`);
  }
  const parts = articles.map((article): ReadPart => ({
    kind: 'article',
    parsed: readArticle(article, fileName),
    source:
      articles.length === 1 || article.place === null
        ? null
        : {
            text: text.slice(article.place.start, article.place.end),
            mediaType: 'application/xml',
          },
  }));
  return {
    importer: 'news-xml@1',
    mediaType: 'application/xml',
    encoding,
    newline,
    parts,
    table: null,
  };
};

function listArticles(root: MarkupElement): MarkupElement[] {
  for (const name of articleNames) {
    const found = descendantsOf(root, name).filter((each) => bodyOf(each) !== null);
    if (found.length > 0) return found;
  }
  return bodyOf(root) === null ? [] : [root];
}

function bodyOf(article: MarkupElement): MarkupElement | null {
  for (const name of bodyNames) {
    const body = descendantOf(article, name);
    if (body && textOf(body) !== '') return body;
  }
  return null;
}

function readArticle(article: MarkupElement, fileName: string) {
  const collector = createCollector();
  addMetadata(article, collector);
  const body = bodyOf(article);
  if (body && descendantOf(body, 'p')) {
    return understandBlocks(buildMarkupBlocks(body.children), fileName, collector);
  }
  // Lines as a wire sent them: paragraphs are indented, or set apart by blank lines.
  const lines = unwrap(normaliseText(repairText(body ? rawTextOf(body) : '')));
  const plain = lines.replace(/\n(?: {2,}|\t)(?=\S)/g, '\n\n').trim();
  const title = collector.valueOf('title');
  const parsed = parseArticleText(title === '' ? plain : `${title}\n\n${plain}`, { fileName });
  const { metadata, evidence, notes } = collector.build();
  const known = Object.entries(metadata).filter(([, value]) => value !== null && value.length > 0);
  return {
    ...parsed,
    metadata: { ...parsed.metadata, ...Object.fromEntries(known) },
    evidence: [...evidence, ...parsed.evidence],
    notes: [...notes, ...parsed.notes],
  };
}

function addMetadata(article: MarkupElement, collector: MetadataCollector): void {
  const why = 'XML';
  const first = (names: readonly string[]) =>
    names.map((name) => textOf(descendantOf(article, name))).find((text) => text !== '') ?? '';
  addValue(collector, 'title', first(titleNames), why);
  addValue(collector, 'byline', first(['byline', 'author']).replace(/^by\s+/i, ''), why);
  addValue(
    collector,
    'published',
    toPlainDate(first(dateNames) || attributeOf(article, 'date')),
    why,
  );
  addValue(collector, 'language', attributeOf(article, 'xml:lang'), why, 'medium');
  const topics = descendantOf(article, 'topics');
  const tags = (topics ? childrenOf(topics, 'd') : []).map((topic) => textOf(topic).slice(0, 100));
  if (tags.length > 0) collector.addTags([...new Set(tags)].slice(0, 20), null);
}

/** `26-FEB-1987 17:00:56.04` as `26 FEB 1987`; another date as it is. */
function toPlainDate(date: string): string {
  return date.replace(/^(\d{1,2})-([A-Z]{3})-(\d{4})\b.*$/i, '$1 $2 $3');
}

/** Names in lower case: older files are written in capitals. The depth is limited by the parser. */
function toLower(element: MarkupElement): MarkupElement {
  return {
    ...element,
    name: element.name.toLowerCase(),
    children: element.children.map((child) => (typeof child === 'string' ? child : toLower(child))),
  };
}
