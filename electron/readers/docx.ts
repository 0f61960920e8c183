import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { createCollector } from '../../shared/formats/articles/article-metadata.ts';
import { Refusal } from '../../shared/util/result.ts';
import { decode } from './decode.ts';
import { buildMarkupBlocks } from './markup-blocks.ts';
import { descendantOf, textOf, type MarkupElement } from './markup.ts';
import { addValue } from './page-metadata.ts';
import { parseFragment } from './page-tree.ts';
import { understandBlocks } from './read-article.ts';
import type { DocumentReader } from './reader.ts';
import { parseXml } from './xml.ts';
import { openZip, type ZipArchive } from './zip.ts';

/** A Word document. Comments, deleted text, headers, footers and pictures are left out; foot- and endnotes stand at the end. */
export const readDocx: DocumentReader = async ({ bytes, fileName }) => {
  const archive = openZip(bytes);
  if (!archive.names.some((name) => /^word\/document\w*\.xml$/.test(name))) {
    throw new Refusal('unsupported_file', 'The file is no Word document: it has no text in it.');
  }
  const parts = listParts(archive);
  const collector = createCollector();
  addProperties(archive, collector);
  const html = await convert(zipSync(parts, { level: 0 }));
  const parsed = understandBlocks(buildMarkupBlocks(parseFragment(html)), fileName, collector);
  return {
    importer: 'docx@1',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    encoding: null,
    newline: null,
    parts: [{ kind: 'article', parsed, source: null }],
    table: null,
  };
};

/** The XML of the archive alone, each part well formed and within the limits: the library unpacks and parses without any. */
function listParts(archive: ZipArchive): Record<string, Uint8Array> {
  const parts: Record<string, Uint8Array> = {};
  for (const name of archive.names) {
    if (!/^(?:\[Content_Types\]\.xml|_rels\/|word\/[^/]+\.xml$|word\/_rels\/)/.test(name)) continue;
    if (/^word\/(?:theme|fontTable|settings|webSettings|header|footer|comments)/.test(name))
      continue;
    const content = archive.read(name);
    if (content === null || name.endsWith('/')) continue;
    if (/^word\/(?:document|footnotes|endnotes)/.test(name)) parseXml(decodeXml(content));
    parts[name] = content;
  }
  return parts;
}

async function convert(buffer: Uint8Array): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(buffer) },
      {
        externalFileAccess: false,
        includeEmbeddedStyleMap: false,
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        styleMap: [
          "p[style-name='Title'] => h1:fresh",
          "p[style-name='Subtitle'] => h2:fresh",
          "p[style-name='Caption'] => figcaption:fresh",
          "p[style-name='caption'] => figcaption:fresh",
          "p[style-name='Quote'] => blockquote > p:fresh",
          "p[style-name='Intense Quote'] => blockquote > p:fresh",
        ],
      },
    );
    // Marks of notes are no words of the text, nor are the arrows back.
    return value.replace(/<sup><a[^>]*>\[\d+\]<\/a><\/sup>|<a[^>]*>↑<\/a>/g, '');
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new Refusal('unsupported_file', `The Word document cannot be read: ${cause.message}`);
  }
}

function addProperties(archive: ZipArchive, collector: ReturnType<typeof createCollector>): void {
  const core = archive.read('docProps/core.xml');
  if (core === null) return;
  const root: MarkupElement = parseXml(decodeXml(core));
  const value = (name: string) => textOf(descendantOf(root, name));
  // Templates and owners of the licence stand in there as often as titles and authors.
  addValue(collector, 'byline', value('creator'), 'properties of the document', 'low');
  addValue(collector, 'language', value('language'), 'properties of the document', 'low');
  addValue(collector, 'published', value('created'), 'properties of the document', 'low');
}

/** XML of office formats is UTF-8 by their standards. @throws Refusal `bad_encoding`. */
export function decodeXml(bytes: Uint8Array): string {
  const text = decode('utf-8', bytes) ?? decode('utf-16le', bytes);
  if (text === null) throw new Refusal('bad_encoding', 'The text of the document is not UTF-8.');
  return text.replace(/^\ufeff/, '');
}
