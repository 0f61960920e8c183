import {
  createCollector,
  type MetadataCollector,
} from '../../shared/formats/articles/article-metadata.ts';
import { Refusal } from '../../shared/util/result.ts';
import { decodeXml } from './docx.ts';
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
import { openZip } from './zip.ts';

/** An OpenDocument text, packed or flat. Comments, deleted text, headers and footers are left out; notes stand at the end. */
export const readOdt: DocumentReader = async ({ bytes, fileName }) => {
  const isPacked = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const files = isPacked ? unpack(bytes) : [parseXml(decodeXml(bytes))];
  const [content] = files;
  const body = content && descendantOf(content, 'office:text');
  if (!content || !body) {
    throw new Refusal(
      'unsupported_file',
      'The file is no OpenDocument text: it has no text in it.',
    );
  }
  const collector = createCollector();
  for (const file of files) addProperties(file, collector);
  const styles = readStyles(files);
  const notes: MarkupNode[] = [];
  const blocks = buildMarkupBlocks([...toHtml(body.children, styles, notes), ...notes]);
  return {
    importer: 'odt@1',
    mediaType: 'application/vnd.oasis.opendocument.text',
    encoding: null,
    newline: null,
    parts: [
      { kind: 'article', parsed: understandBlocks(blocks, fileName, collector), source: null },
    ],
    table: null,
  };
};

function unpack(bytes: Uint8Array): MarkupElement[] {
  const archive = openZip(bytes);
  return ['content.xml', 'meta.xml', 'styles.xml'].flatMap((name) => {
    const content = archive.read(name);
    return content === null ? [] : [parseXml(decodeXml(content))];
  });
}

function addProperties(file: MarkupElement, collector: MetadataCollector): void {
  const meta = descendantOf(file, 'office:meta');
  if (!meta) return;
  const why = 'properties of the document';
  addValue(
    collector,
    'byline',
    textOf(childOf(meta, 'dc:creator', 'meta:initial-creator')),
    why,
    'low',
  );
  addValue(collector, 'language', textOf(childOf(meta, 'dc:language')), why, 'low');
  addValue(
    collector,
    'published',
    textOf(childOf(meta, 'meta:creation-date', 'dc:date')),
    why,
    'low',
  );
}

/** What a style says of the looks of words, and the style that a generated one is made from. */
interface Style {
  readonly parent: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
}

function readStyles(files: readonly MarkupElement[]): ReadonlyMap<string, Style> {
  const styles = new Map<string, Style>();
  for (const style of files.flatMap((file) => descendantsOf(file, 'style:style'))) {
    const looks = childOf(style, 'style:text-properties');
    styles.set(attributeOf(style, 'style:name'), {
      parent: attributeOf(style, 'style:parent-style-name'),
      isBold: /^(?:bold|[6-9]00)$/.test(attributeOf(looks, 'fo:font-weight')),
      isItalic: /^(?:italic|oblique)$/.test(attributeOf(looks, 'fo:font-style')),
    });
  }
  return styles;
}

type Styles = ReturnType<typeof readStyles>;

const dropped =
  /^(?:office:annotation|office:annotation-end|text:tracked-changes|text:sequence-decls|text:table-of-content|text:note-citation|text:bookmark|draw:(?!frame|text-box|a$)|svg:|office:forms|presentation:)/;
const names: Readonly<Record<string, string>> = {
  'text:list': 'ul',
  'text:list-item': 'li',
  'text:list-header': 'li',
  'table:table': 'table',
  'table:table-row': 'tr',
  'table:table-cell': 'td',
  'text:line-break': 'br',
};

/** The elements of OpenDocument as the ones of HTML that mean the same. */
function toHtml(nodes: readonly MarkupNode[], styles: Styles, notes: MarkupNode[]): MarkupNode[] {
  return nodes.flatMap((node): MarkupNode[] => {
    if (typeof node === 'string') return [node];
    if (dropped.test(node.name)) return [];
    if (node.name === 'text:s' || node.name === 'text:tab') return [' '];
    const children = toHtml(node.children, styles, notes);
    if (node.name === 'text:note') {
      notes.push(...children);
      return [];
    }
    if (node.name === 'text:h') {
      const level = Math.min(3, Math.max(1, Number(attributeOf(node, 'text:outline-level')) || 1));
      return [element(`h${level}`, children)];
    }
    if (node.name === 'text:p') return [buildParagraph(node, styles, children)];
    if (node.name === 'text:a') {
      return [element('a', children, new Map([['href', attributeOf(node, 'xlink:href')]]))];
    }
    if (node.name === 'text:span') return [withLooks(node, styles, children)];
    return [element(names[node.name] ?? 'span', children)];
  });
}

function buildParagraph(
  node: MarkupElement,
  styles: Styles,
  children: MarkupNode[],
): MarkupElement {
  const own = attributeOf(node, 'text:style-name');
  const style = /^P\d+$/.test(own) ? (styles.get(own)?.parent ?? own) : own;
  if (/^Title$/i.test(style)) return element('h1', children);
  if (/^Subtitle$/i.test(style)) return element('h2', children);
  if (/^Quotations$/i.test(style)) return element('blockquote', [element('p', children)]);
  return element(/^(?:caption|illustration|figure)$/i.test(style) ? 'figcaption' : 'p', children);
}

function withLooks(node: MarkupElement, styles: Styles, children: MarkupNode[]): MarkupElement {
  const style = styles.get(attributeOf(node, 'text:style-name'));
  const leaned = style?.isItalic === true ? [element('i', children)] : children;
  return element(style?.isBold === true ? 'b' : 'span', leaned);
}

function element(
  name: string,
  children: readonly MarkupNode[],
  attributes: ReadonlyMap<string, string> = new Map(),
): MarkupElement {
  return { name, attributes, children, place: null };
}
