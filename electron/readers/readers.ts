import type { ImportFormatName } from '../../shared/formats/articles/import-formats.ts';
import {
  importerOf,
  importers,
  type ImporterName,
} from '../../shared/formats/articles/importers.ts';
import { decodeFile } from './decode.ts';
import type { DocumentReader } from './reader.ts';

/** Plain text and Markdown, read by the importers of `shared/formats`. */
const readText =
  (format: 'text' | 'markdown' | 'auto'): DocumentReader =>
  async ({ bytes, fileName }) => {
    const { text, encoding, newline, note } = decodeFile(bytes);
    const name: ImporterName = format === 'auto' ? importerOf(fileName, text) : format;
    const importer = importers[name];
    const parsed = importer.parse(text, { fileName });
    const notes = note === null ? parsed.notes : [note, ...parsed.notes];
    return {
      importer: importer.id,
      mediaType: name === 'markdown' ? 'text/markdown' : 'text/plain',
      encoding,
      newline,
      parts: [{ kind: 'article', parsed: { ...parsed, notes }, source: null }],
      table: null,
    };
  };

/** Text of which nobody said what it is. */
export const readAnyText = readText('auto');

/** The reader of each format. The libraries behind them are loaded when one of their files is read. */
const readers: Readonly<Record<ImportFormatName, () => Promise<DocumentReader>>> = {
  text: async () => readText('text'),
  markdown: async () => readText('markdown'),
  html: async () => (await import('./html.ts')).readHtml,
  docx: async () => (await import('./docx.ts')).readDocx,
  rtf: async () => (await import('./rtf.ts')).readRtf,
  odt: async () => (await import('./odt.ts')).readOdt,
  epub: async () => (await import('./epub.ts')).readEpub,
  pdf: async () => (await import('./pdf.ts')).readPdf,
  email: async () => (await import('./email.ts')).readEmail,
  csv: async () => (await import('./csv.ts')).readCsv,
  json: async () => (await import('./json.ts')).readJson,
  jsonl: async () => (await import('./json.ts')).readJsonLines,
  parquet: async () => (await import('./parquet.ts')).readParquet,
  feed: async () => (await import('./feed.ts')).readFeed,
  newsml: async () => (await import('./newsml.ts')).readNewsml,
  xml: async () => (await import('./news-xml.ts')).readNewsXml,
  nitf: async () => (await import('./nitf.ts')).readNitf,
};

/** The reader of a format. */
export function findReader(format: ImportFormatName): Promise<DocumentReader> {
  return readers[format]();
}
