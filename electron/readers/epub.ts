import { createCollector } from '../../shared/formats/articles/article-metadata.ts';
import type { BlockNode } from '../../shared/text/document.ts';
import { Refusal } from '../../shared/util/result.ts';
import { decodeMarkup } from './decode.ts';
import { decodeXml } from './docx.ts';
import { buildMarkupBlocks } from './markup-blocks.ts';
import { attributeOf, childOf, descendantOf, descendantsOf, textOf } from './markup.ts';
import { addValue } from './page-metadata.ts';
import { parseFragment } from './page-tree.ts';
import { understandBlocks } from './read-article.ts';
import type { DocumentReader } from './reader.ts';
import { parseXml } from './xml.ts';
import { openZip, type ZipArchive } from './zip.ts';

/** A book or magazine: one article, its chapters one after the other with their headings, in the order of reading. */
export const readEpub: DocumentReader = async ({ bytes, fileName }) => {
  const archive = openZip(bytes);
  const container = parseXml(decodeXml(entryOf(archive, 'META-INF/container.xml')));
  const packagePath = attributeOf(descendantOf(container, 'rootfile'), 'full-path');
  const book = parseXml(decodeXml(entryOf(archive, packagePath)));
  const collector = createCollector();
  const metadata = childOf(book, 'metadata');
  const add = (
    field: 'title' | 'byline' | 'publisher' | 'published' | 'language',
    name: string,
  ) => {
    if (metadata)
      addValue(collector, field, textOf(childOf(metadata, name)), 'metadata of the book');
  };
  add('title', 'dc:title');
  add('byline', 'dc:creator');
  add('publisher', 'dc:publisher');
  add('published', 'dc:date');
  add('language', 'dc:language');
  const items = new Map(
    descendantsOf(book, 'item').map((item) => [attributeOf(item, 'id'), attributeOf(item, 'href')]),
  );
  const folder = packagePath.slice(0, packagePath.lastIndexOf('/') + 1);
  const blocks: BlockNode[] = [];
  for (const reference of descendantsOf(book, 'itemref')) {
    const href = items.get(attributeOf(reference, 'idref'));
    if (href === undefined || attributeOf(reference, 'linear') === 'no') continue;
    const chapter = archive.read(resolveName(folder, href));
    if (chapter !== null)
      blocks.push(...buildMarkupBlocks(parseFragment(decodeMarkup(chapter).text)));
  }
  return {
    importer: 'epub@1',
    mediaType: 'application/epub+zip',
    encoding: null,
    newline: null,
    parts: [
      { kind: 'article', parsed: understandBlocks(blocks, fileName, collector), source: null },
    ],
    table: null,
  };
};

function entryOf(archive: ZipArchive, name: string): Uint8Array {
  const content = archive.read(name);
  if (content !== null) return content;
  throw new Refusal('unsupported_file', `The EPUB is not whole: “${name}” is missing.`);
}

/** Name of an entry by an address relative to a folder of the archive. */
function resolveName(folder: string, href: string): string {
  const parts: string[] = [];
  for (const part of (folder + href.replace(/#.*$/, '')).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  const name = parts.join('/');
  try {
    return decodeURIComponent(name);
  } catch (cause) {
    if (cause instanceof URIError) return name;
    throw cause;
  }
}
