import { hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { ImportItem } from '../../shared/contract/views.ts';
import type { Dataset } from '../../shared/formats/dataset.ts';
import {
  decodeText,
  type Decode,
  type DecodedText,
  type Encoding,
} from '../../shared/formats/encoding.ts';
import { importerOf, importers } from '../../shared/formats/importers.ts';
import { parseExportFile } from '../../shared/formats/quotemark-json.ts';
import type { Origin } from '../../shared/records/records.ts';
import { buildCanonicalText } from '../../shared/text/canonical.ts';
import type { RichDocument } from '../../shared/text/document.ts';
import { fail, ok, type Failure, type Result } from '../../shared/util/result.ts';
import { toStoreFailure } from '../store/errors.ts';
import type { Original } from '../store/originals.ts';

/** Largest file that is read, from the threat model. */
export const maxImportBytes = 50 * 1024 * 1024;
const previewCharacters = 4000;

/** How to read a file; `auto` goes by its name and content. */
export type ImportFormat = 'auto' | 'text' | 'markdown' | 'json';

/** A file as an importer understood it, before anything is stored. */
export type Proposal =
  | { readonly kind: 'refused'; readonly item: ImportItem }
  | { readonly kind: 'dataset'; readonly item: ImportItem; readonly dataset: Dataset }
  | {
      readonly kind: 'article';
      readonly item: ImportItem;
      readonly document: RichDocument;
      readonly origin: Origin;
      readonly original: Original;
      /** SHA-256 of the canonical text. */
      readonly textSha256: string;
    };

/** Strict decoding by the platform; null when the bytes are not valid in the encoding. */
export const decode: Decode = (label, bytes) => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (cause) {
    if (cause instanceof TypeError) return null;
    throw cause;
  }
};

/** Read one file into a proposal under `key`. Never throws for what is in the file or for a file that cannot be read. */
export async function readImportFile(
  file: string,
  format: ImportFormat,
  key: string,
): Promise<Proposal> {
  const bytes = await readBytes(file);
  const fileName = path.basename(file);
  const base = { ...emptyItem, key, fileName, sizeBytes: bytes.ok ? bytes.value.byteLength : 0 };
  if (!bytes.ok) return refuse(base, bytes.error);
  const isJson = format === 'json' || (format === 'auto' && /\.json$/i.test(fileName));
  return isJson ? readDataset(bytes.value, base) : readArticle(bytes.value, base, format);
}

const emptyItem: ImportItem = {
  key: '',
  fileName: '',
  sizeBytes: 0,
  kind: 'refused',
  problem: null,
  duplicateOf: null,
  title: '',
  byline: '',
  publisher: '',
  url: '',
  published: null,
  language: '',
  tags: [],
  encoding: null,
  preview: '',
  words: 0,
  dropped: [],
};

function refuse(base: ImportItem, failure: Failure): Proposal {
  const item = {
    ...base,
    title: base.fileName,
    kind: 'refused',
    problem: failure.message,
  } as const;
  return { kind: 'refused', item };
}

/** Bytes of an ordinary file within the limit; more than the limit is never read, whatever the system says of its size. */
async function readBytes(file: string): Promise<Result<Uint8Array>> {
  try {
    const handle = await open(file, 'r');
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) return fail('unsupported_file', 'This is no ordinary file.');
      if (stat.size > maxImportBytes) {
        const size = Math.round(stat.size / 1024 / 1024);
        return fail('too_large', `The file has ${size} MB; at most 50 MB can be imported.`);
      }
      return ok(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const failure = toStoreFailure(cause);
    if (failure) return { ok: false, error: failure };
    throw cause;
  }
}

function readDataset(bytes: Uint8Array, base: ImportItem): Proposal {
  // JSON is UTF-8 by its standard (RFC 8259).
  const text = decode('utf-8', bytes);
  if (text === null) return refuse(base, fail('bad_encoding', 'The JSON file is not UTF-8.').error);
  const parsed = parseExportFile(text, (value) => hash('sha256', value, 'hex'));
  if (!parsed.ok) return refuse(base, parsed.error);
  const { dataset, ignored } = parsed.value;
  const marks = dataset.articles.reduce((sum, article) => sum + article.annotations.length, 0);
  const item: ImportItem = {
    ...base,
    kind: 'dataset',
    title: dataset.project.name,
    encoding: 'utf-8',
    preview: dataset.articles
      .slice(0, 20)
      .map(({ article }) => article.title)
      .join('\n'),
    problem: `A dataset with ${dataset.articles.length} articles, ${marks} marks, ${dataset.entities.length} cast entries and ${dataset.claims.length} claims.${ignored.length === 0 ? '' : ` Not known and left out: ${ignored.join(', ')}.`}`,
  };
  return { kind: 'dataset', item, dataset };
}

/** The first blocks of a text, cut between words and marked as cut. */
function beginningOf(text: string): string {
  if (text.length <= previewCharacters) return text;
  return `${text.slice(0, previewCharacters).replace(/\S*$/u, '')}…`;
}

function readArticle(bytes: Uint8Array, base: ImportItem, format: ImportFormat): Proposal {
  const decoded = decodeText(bytes, decode);
  if (!decoded.ok) return refuse(base, decoded.error);
  const { text, encoding, newline } = decoded.value;
  const name =
    format === 'text' || format === 'markdown' ? format : importerOf(base.fileName, text);
  const importer = importers[name];
  const parsed = importer.parse(text, { fileName: base.fileName });
  const canonical = buildCanonicalText(parsed.document);
  if (canonical.trim() === '') {
    return refuse(base, fail('unsupported_file', 'The file holds no text.').error);
  }
  const item: ImportItem = {
    ...base,
    kind: 'article',
    ...parsed.metadata,
    title: parsed.metadata.title || base.fileName.replace(/\.[^.]+$/, ''),
    encoding,
    preview: beginningOf(canonical),
    words: countWords(canonical),
    dropped: parsed.dropped,
    problem: joinNotes(decoded.value, parsed.notes),
  };
  const sha256 = hash('sha256', bytes, 'hex');
  return {
    kind: 'article',
    item,
    document: parsed.document,
    origin: { file: base.fileName, importer: importer.id, sha256, encoding, newline },
    original: { bytes, mediaType: name === 'markdown' ? 'text/markdown' : 'text/plain' },
    textSha256: hash('sha256', canonical, 'hex'),
  };
}

function joinNotes(decoded: DecodedText, notes: readonly string[]): string | null {
  const all = decoded.note === null ? notes : [decoded.note, ...notes];
  return all.length === 0 ? null : all.join(' ');
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** An original as text for viewing; null when its encoding is not known. */
export function decodeOriginal(original: Original, encoding: string | null): string | null {
  const known: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];
  const label = known.find((candidate) => candidate === encoding);
  return label ? decode(label, original.bytes) : null;
}
