import { hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ImportFile, ImportItem } from '../../shared/contract/import-views.ts';
import { importFormats, type ImportFormat } from '../../shared/formats/articles/import-formats.ts';
import { isExportFile, readExportFile } from '../../shared/formats/json/quotemark-json.ts';
import { parseJsonText } from '../../shared/formats/json/json-text.ts';
import type { TableMapping } from '../../shared/formats/articles/table-mapping.ts';
import { fail, ok, Refusal, type Failure, type Result } from '../../shared/util/result.ts';
import { writeCount } from '../../shared/util/write-count.ts';
import { decode, decodeAs } from '../readers/decode.ts';
import { detectFormat } from '../readers/detect.ts';
import { findReader, readAnyText } from '../readers/readers.ts';
import { toStoreFailure } from '../store/errors.ts';
import type { Original } from '../store/originals.ts';
import { buildProposals, emptyItem, refuse, type Proposal } from './import-proposal.ts';

/** Largest file that is read, from the threat model. */
export const maxImportBytes = 50 * 1024 * 1024;
const mib = 1024 * 1024;

/** How files are read. */
export interface ReadOptions {
  readonly format: ImportFormat;
  /** What the columns of tables hold; null to guess. */
  readonly mapping: TableMapping | null;
}

/** What was read of one file. */
export interface ReadImport {
  readonly file: ImportFile;
  /** At least one; a file that cannot be read gives one that says why. */
  readonly proposals: readonly Proposal[];
  /** Bytes of the whole file; null when it could not be read. */
  readonly bytes: Uint8Array | null;
}

/** Read one file into proposals under `key`. Never throws for what is in the file or for a file that cannot be read. */
export async function readImportFile(
  filePath: string,
  { format, mapping }: ReadOptions,
  key: string,
): Promise<ReadImport> {
  const fileName = path.basename(filePath);
  const bytes = readBytes(filePath);
  const sizeBytes = bytes.ok ? bytes.value.byteLength : 0;
  const base = { ...emptyItem, key, fileKey: key, fileName, sizeBytes };
  const file = { key, fileName, sizeBytes, format: '', table: null };
  if (!bytes.ok) return refuseFile(filePath, bytes.error, key);
  const found = format === 'auto' ? detectFormat(fileName, bytes.value) : format;
  const { name } = importFormats[found];
  try {
    const dataset = found === 'json' && mapping === null ? readDataset(bytes.value, base) : null;
    if (dataset) {
      const known = dataset.kind === 'dataset' ? 'Quotemark export' : name;
      return { file: { ...file, format: known }, proposals: [dataset], bytes: bytes.value };
    }
    // Text that shows nothing of what it is may still be Markdown.
    const isOpen = format === 'auto' && found === 'text';
    const reader = isOpen ? readAnyText : await findReader(found);
    const read = await reader({ fileName, bytes: bytes.value, mapping });
    const proposals = buildProposals({ base, path: filePath, bytes: bytes.value, read });
    const isEmpty = proposals.length === 0;
    return {
      file: { ...file, format: name, table: read.table },
      proposals: isEmpty
        ? [refuse(base, fail('unsupported_file', 'The file holds no articles.').error)]
        : proposals,
      bytes: bytes.value,
    };
  } catch (cause) {
    const failure = toReadFailure(cause);
    if (!failure) throw cause;
    return { file: { ...file, format: name }, proposals: [refuse(base, failure)], bytes: null };
  }
}

/** A file of which nothing can be read. */
export function refuseFile(filePath: string, failure: Failure, key: string): ReadImport {
  const fileName = path.basename(filePath);
  const proposal = refuse({ ...emptyItem, key, fileKey: key, fileName }, failure);
  const file = { key, fileName, sizeBytes: 0, format: '', table: null };
  return { file, proposals: [proposal], bytes: null };
}

/**
 * What a reader's error means. The libraries behind the readers throw errors of every kind at broken files; for the person
 * it is one thing: this file cannot be read, the others can.
 */
export function toReadFailure(cause: unknown) {
  if (cause instanceof Refusal) return cause.failure;
  if (!(cause instanceof Error)) return null;
  return fail(
    'unsupported_file',
    `The file is broken and cannot be read: ${cause.message.slice(0, 300)}`,
  ).error;
}

/**
 * Bytes of an ordinary file within the limit; more than the limit is never read, whatever the system says of its size. At once
 * and not in turns: waiting for a turn takes longer than reading a text, and a pipe is opened without waiting for its other end.
 */
function readBytes(file: string): Result<Uint8Array> {
  try {
    const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = fstatSync(handle);
      if (!stat.isFile()) return fail('unsupported_file', 'This is no ordinary file.');
      if (stat.size > maxImportBytes) {
        const size = Math.round(stat.size / mib);
        return fail('too_large', `The file has ${size} MB; at most 50 MB can be imported.`);
      }
      return ok(readFileSync(handle));
    } finally {
      closeSync(handle);
    }
  } catch (cause) {
    const failure = toStoreFailure(cause);
    if (failure) return { ok: false, error: failure };
    throw cause;
  }
}

/** A JSON export of ours; null when the file is other JSON, or none. */
function readDataset(bytes: Uint8Array, base: ImportItem): Proposal | null {
  // JSON is UTF-8 by its standard (RFC 8259).
  const text = decode('utf-8', bytes);
  if (text === null) return refuse(base, fail('bad_encoding', 'The JSON file is not UTF-8.').error);
  const json = parseJsonText(text);
  if (!json.ok) return refuse(base, json.error);
  if (!isExportFile(json.value)) return null;
  const parsed = readExportFile(json.value, (value) => hash('sha256', value, 'hex'));
  if (!parsed.ok) return refuse(base, parsed.error);
  const { dataset, ignored } = parsed.value;
  const marks = dataset.articles.reduce((sum, article) => sum + article.annotations.length, 0);
  const left = ignored.length === 0 ? '' : ` Not known and left out: ${ignored.join(', ')}.`;
  const item: ImportItem = {
    ...base,
    kind: 'dataset',
    title: dataset.project.name,
    encoding: 'utf-8',
    preview: dataset.articles
      .slice(0, 20)
      .map(({ article }) => article.title)
      .join('\n'),
    problem: `A dataset with ${[
      writeCount(dataset.articles.length, 'article'),
      writeCount(marks, 'mark'),
      writeCount(dataset.entities.length, 'cast entry', 'cast entries'),
    ].join(', ')} and ${writeCount(dataset.claims.length, 'claim')}.${left}`,
  };
  return { kind: 'dataset', item, dataset };
}

/** An original as text for viewing; null when it is no text. */
export function decodeOriginal(original: Original, encoding: string | null): string | null {
  return encoding === null ? null : decodeAs(encoding, original.bytes);
}
