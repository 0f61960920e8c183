import {
  createCollector,
  type MetadataCollector,
  type ParsedArticle,
} from '../../shared/formats/articles/article-metadata.ts';
import { Refusal } from '../../shared/util/result.ts';
import { decodeMarkup } from './decode.ts';
import { buildMarkupBlocks } from './markup-blocks.ts';
import {
  attributeOf,
  childOf,
  childrenOf,
  descendantOf,
  descendantsOf,
  localName,
  rawTextOf,
  textOf,
  type MarkupElement,
  type MarkupNode,
} from './markup.ts';
import { addNitfMetadata, nitfContent } from './nitf.ts';
import { addValue } from './page-metadata.ts';
import { understandBlocks } from './read-article.ts';
import type { DocumentReader, ReadPart } from './reader.ts';
import { parseXml } from './xml.ts';

/** NewsML-G2: each news item is an article. Packages and pictures hold no text and are refused one by one. */
export const readNewsml: DocumentReader = async ({ bytes, fileName }) => {
  const { text, encoding, newline } = decodeMarkup(bytes);
  const root = parseXml(text);
  const items = localName(root) === 'newsItem' ? [root] : descendantsOf(root, 'newsItem');
  if (items.length === 0) {
    throw new Refusal('unsupported_file', 'The file holds no news item of NewsML-G2.');
  }
  const parts = items.map((item): ReadPart => {
    const title = textOf(descendantOf(item, 'headline')) || attributeOf(item, 'guid');
    const parsed = readItem(item, items.length === 1 ? fileName : '');
    if (parsed === null)
      return { kind: 'refused', title, problem: 'This news item holds no text.' };
    const source = item.place === null ? '' : text.slice(item.place.start, item.place.end);
    const isAlone = items.length === 1;
    return {
      kind: 'article',
      parsed,
      source: isAlone ? null : { text: source, mediaType: 'application/xml' },
    };
  });
  return {
    importer: 'newsml@1',
    mediaType: 'application/xml',
    encoding,
    newline,
    parts,
    table: null,
  };
};

function readItem(item: MarkupElement, fileName: string): ParsedArticle | null {
  const collector = createCollector();
  const set = childOf(item, 'contentSet');
  const nitf = set && descendantOf(set, 'nitf');
  if (nitf) addNitfMetadata(nitf, collector);
  addItemMetadata(item, collector);
  const blocks = buildMarkupBlocks(set ? contentOf(set) : []);
  return blocks.length === 0 ? null : understandBlocks(blocks, fileName, collector);
}

function contentOf(set: MarkupElement): readonly MarkupNode[] {
  const inline = childOf(set, 'inlineXML');
  const nitf = inline && descendantOf(inline, 'nitf');
  if (nitf) return nitfContent(nitf);
  if (inline) return [descendantOf(inline, 'body') ?? inline];
  const data = childOf(set, 'inlineData');
  if (!data) return [];
  return rawTextOf(data)
    .split(/\n\s*\n|\n(?=\s{2})/)
    .map((text) => ({ name: 'p', attributes: new Map(), children: [text], place: null }));
}

function addItemMetadata(item: MarkupElement, collector: MetadataCollector): void {
  const why = 'NewsML-G2';
  const content = childOf(item, 'contentMeta');
  const about = childOf(item, 'itemMeta');
  const inContent = (name: string) => textOf(content && childOf(content, name));
  addValue(
    collector,
    'title',
    inContent('headline') || textOf(about && childOf(about, 'title')),
    why,
  );
  addValue(
    collector,
    'byline',
    inContent('by').replace(/^by\s+/i, '') || nameOf(content, 'creator'),
    why,
  );
  const holder = childOf(item, 'rightsInfo');
  addValue(
    collector,
    'publisher',
    inContent('creditline') ||
      nameOf(about, 'provider') ||
      nameOf(content, 'infoSource') ||
      nameOf(holder, 'copyrightHolder'),
    why,
  );
  const dates = [
    inContent('contentCreated'),
    textOf(about && childOf(about, 'firstCreated')),
    textOf(about && childOf(about, 'versionCreated')),
  ];
  addValue(collector, 'published', dates.find((date) => date !== '') ?? '', why);
  addValue(
    collector,
    'language',
    attributeOf(content && childOf(content, 'language'), 'tag') || attributeOf(item, 'xml:lang'),
    why,
    'medium',
  );
  const subjects = content ? childrenOf(content, 'subject') : [];
  const tags = subjects.map((subject) => textOf(childOf(subject, 'name')).slice(0, 100));
  const words = content
    ? childrenOf(content, 'keyword').map((word) => textOf(word).slice(0, 100))
    : [];
  const known = [...new Set([...tags, ...words])].filter((tag) => tag !== '');
  if (known.length > 0) collector.addTags(known.slice(0, 20), null);
}

/** Name of a party: its `name`, else its `literal`, else what follows the colon of its code. */
function nameOf(parent: MarkupElement | null, name: string): string {
  const party = parent && childOf(parent, name);
  if (!party) return '';
  const code = attributeOf(party, 'qcode');
  return (
    textOf(childOf(party, 'name')) ||
    attributeOf(party, 'literal') ||
    code.slice(code.indexOf(':') + 1)
  );
}
