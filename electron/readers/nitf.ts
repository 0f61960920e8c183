import {
  createCollector,
  type MetadataCollector,
} from '../../shared/formats/articles/article-metadata.ts';
import { Refusal } from '../../shared/util/result.ts';
import { decodeMarkup } from './decode.ts';
import { buildMarkupBlocks } from './markup-blocks.ts';
import {
  attributeOf,
  childOf,
  descendantOf,
  descendantsOf,
  textOf,
  type MarkupElement,
  type MarkupNode,
} from './markup.ts';
import { addValue } from './page-metadata.ts';
import { understandBlocks } from './read-article.ts';
import type { DocumentReader } from './reader.ts';
import { parseXml } from './xml.ts';

/** NITF, the older XML of the news agencies: one article a file. */
export const readNitf: DocumentReader = async ({ bytes, fileName }) => {
  const { text, encoding, newline } = decodeMarkup(bytes);
  const nitf = parseXml(text);
  if (!descendantOf(nitf, 'body')) {
    throw new Refusal('unsupported_file', 'The file is no NITF: it has no body.');
  }
  const collector = createCollector();
  addNitfMetadata(nitf, collector);
  const parsed = understandBlocks(buildMarkupBlocks(nitfContent(nitf)), fileName, collector);
  return {
    importer: 'nitf@1',
    mediaType: 'application/xml',
    encoding,
    newline,
    parts: [{ kind: 'article', parsed, source: null }],
    table: null,
  };
};

/** The nodes of the text: sub-headline, body, and what stands after it. */
export function nitfContent(nitf: MarkupElement): readonly MarkupNode[] {
  const deck = descendantOf(nitf, 'hl2');
  const content = descendantOf(nitf, 'body.content');
  const end = descendantOf(nitf, 'body.end');
  const tagline = end && childOf(end, 'tagline');
  return [
    ...(deck ? [deck] : []),
    ...(content ? content.children : []),
    ...(tagline ? [paragraph(tagline)] : []),
  ];
}

function paragraph({ children }: MarkupElement): MarkupElement {
  return { name: 'p', attributes: new Map(), children, place: null };
}

/** What the head of an NITF says. */
export function addNitfMetadata(nitf: MarkupElement, collector: MetadataCollector): void {
  const why = 'NITF';
  const head = childOf(nitf, 'head');
  const bodyHead = descendantOf(nitf, 'body.head');
  const inHead = (name: string) => (bodyHead ? descendantOf(bodyHead, name) : null);
  addValue(
    collector,
    'title',
    textOf(inHead('hl1')) || textOf(head && childOf(head, 'title')),
    why,
  );
  const byline = inHead('byline');
  const person = byline && descendantOf(byline, 'person');
  addValue(collector, 'byline', textOf(person ?? byline).replace(/^by\s+/i, ''), why);
  addValue(
    collector,
    'publisher',
    textOf(inHead('distributor')) || attributeOf(descendantOf(nitf, 'pubdata'), 'name'),
    why,
  );
  const issued = attributeOf(descendantOf(nitf, 'date.issue'), 'norm');
  const day =
    attributeOf(descendantOf(nitf, 'pubdata'), 'date.publication') ||
    attributeOf(inHead('story.date'), 'norm');
  addValue(collector, 'published', toIso(issued || day), why);
  addValue(collector, 'language', attributeOf(nitf, 'xml:lang'), why, 'medium');
  const keys = descendantsOf(nitf, 'keyword').map((word) => attributeOf(word, 'key').slice(0, 100));
  const tags = [...new Set(keys)].filter((tag) => tag !== '');
  if (tags.length > 0) collector.addTags(tags.slice(0, 20), null);
}

/** `20241016T203000Z` as `2024-10-16T20:30:00Z`; other dates as they are. */
function toIso(date: string): string {
  const [, year, month, day, hour, minute, second, zone] =
    /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(date) ?? [];
  if (year === undefined) return date;
  const time = hour === undefined ? '' : `T${hour}:${minute}:${second ?? '00'}${zone ?? ''}`;
  return `${year}-${month}-${day}${time}`;
}
