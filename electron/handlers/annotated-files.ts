import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CallContext } from '../../shared/contract/channel.ts';
import { headEnding } from '../../shared/exchange/core/article-head.ts';
import type { ExchangeFormat, SourceFile } from '../../shared/exchange/core/exchange-format.ts';
import {
  nameClasses,
  readHuggingface,
  tagColumns,
} from '../../shared/exchange/parquet/huggingface-read.ts';
import { exchangeFormats } from '../../shared/exchange/formats.ts';
import { detectExchangeFormat } from '../../shared/exchange/take-over/detect-format.ts';
import { parseJsonText } from '../../shared/formats/json/json-text.ts';
import { Refusal } from '../../shared/util/result.ts';
import { listParquetColumns, readParquetRows } from '../readers/parquet-rows.ts';
import { maxImportBytes } from './import-read.ts';

/** Most files of one import. */
const maxFiles = 50_000;
/** Most bytes of one import together: all of them are in memory at a time. */
const maxTotalBytes = 4 * maxImportBytes;

/** So many bytes show what a file of text is. */
const sniffedBytes = 8193;

/** A format that marks can be read from. */
export type MarkedFormat = Pick<ExchangeFormat, 'id' | 'name' | 'extension' | 'offsetUnit'> &
  Required<Pick<ExchangeFormat, 'read'>>;

/** Rows of other programs come in many shapes: what we write is one of them, and is not read back to be compared. */
const huggingface: MarkedFormat = {
  id: 'huggingface',
  name: 'Hugging Face dataset',
  extension: null,
  offsetUnit: 'code point',
  read: readHuggingface,
};

const markedFormats: readonly MarkedFormat[] = [
  ...exchangeFormats.flatMap(({ read, ...format }) => (read ? [{ ...format, read }] : [])),
  huggingface,
];

/** Ids of the formats that articles with marks can be read from. */
export const annotatedFormats: readonly string[] = markedFormats.map(({ id }) => id);

/** Files that belong to one of a format: they stand beside it under the same name. */
const besideEndings: Readonly<Record<string, readonly string[]>> = {
  brat: ['.txt', headEnding],
  w3c: ['.txt'],
};

/** A file with what belongs to it, or all files of a folder. @throws Refusal `too_large`, `cancelled` */
export async function readUnit(
  file: string,
  formatId: string,
  context: CallContext,
): Promise<SourceFile[]> {
  // Progress is told per file of the import.
  const quiet = { ...context, progress: () => undefined };
  const beside: string[] = [];
  for (const ending of besideEndings[formatId] ?? []) {
    const other = file.replace(/\.[^./\\]*$/, ending);
    const entry = await stat(other).catch(() => null);
    if (other !== file && entry?.isFile()) beside.push(other);
  }
  if (formatId === 'huggingface') beside.push(...(await findCards(file)));
  const files = await readSources([file, ...beside], quiet);
  return Promise.all(files.map(unpackRows));
}

/** What says of the columns of a dataset what they are: beside its data, or a folder above. */
async function findCards(file: string): Promise<string[]> {
  const folder = path.dirname(file);
  const found: string[] = [];
  for (const place of (await stat(file)).isDirectory() ? [] : [folder, path.dirname(folder)]) {
    for (const name of ['README.md', 'dataset_info.json', 'dataset_infos.json']) {
      const card = path.join(place, name);
      if ((await stat(card).catch(() => null))?.isFile()) found.push(card);
    }
    if (found.length > 0) return found;
  }
  return found;
}

/** Rows of a Parquet file as lines of JSON, with the names of their classes; another file as it is. */
async function unpackRows(file: SourceFile): Promise<SourceFile> {
  if (!/\.parquet$/i.test(file.name)) return file;
  const { rows, features } = await readParquetRows(file.bytes);
  const lines = rows.map((row) => JSON.stringify(nameClasses(row, features)));
  return { name: file.name, bytes: Buffer.from(lines.join('\n')) };
}

/** Whether a text is read with the file with marks beside it, and is no article of its own. */
export function isTextOfMarks(file: string, others: ReadonlySet<string>): boolean {
  if (!file.endsWith('.txt')) return false;
  const stem = file.slice(0, -'.txt'.length);
  return ['.ann', '.jsonld'].some((ending) => others.has(stem + ending));
}

/**
 * The exchange format of a file, or of a folder by what its export says of itself; null when it is none with marks.
 *
 * @param ending Read a file as if its name ended so, `.jsonl`.
 */
export async function findAnnotatedFormat(file: string, ending = ''): Promise<string | null> {
  const isFolder = statSync(file).isDirectory();
  const sniffed = isFolder ? path.join(file, 'manifest.json') : file;
  const entry = statSync(sniffed, { throwIfNoEntry: false });
  if (isFolder && !entry) return (await isDatasetFolder(file)) ? 'huggingface' : null;
  if (!entry?.isFile() || entry.size > maxImportBytes) return null;
  const name = path.basename(sniffed) + (isFolder ? '' : ending);
  const isJson = /\.(?:jsonl?|jsonld|ndjson)$/i.test(name);
  if (/\.parquet$/i.test(name)) {
    const columns = new Set(listParquetColumns(await readFile(sniffed)));
    const hasMarks =
      (columns.has('text') && (columns.has('spans') || columns.has('entities'))) ||
      (columns.has('tokens') && tagColumns.some((column) => columns.has(column)));
    return hasMarks ? 'huggingface' : null;
  }
  const bytes = isJson ? await readFile(sniffed) : readHead(sniffed);
  return detectFormat([{ name, bytes }]);
}

/** Whether a folder is a dataset as Hugging Face has them: a card that says so, and rows with marks beside it or in `data`. */
async function isDatasetFolder(folder: string): Promise<boolean> {
  const names = await readdir(folder);
  const card = path.join(folder, 'README.md');
  const hasCard = statSync(card, { throwIfNoEntry: false })?.isFile() ?? false;
  const head = hasCard ? Buffer.from(readHead(card)).toString('utf8') : '';
  const hasInfo = names.some((name) => /^dataset_infos?\.json$/.test(name));
  if (!hasInfo && !/^---\r?\n[\s\S]*?^(?:dataset_info|configs):/m.test(head)) return false;
  for (const place of [folder, path.join(folder, 'data')]) {
    const files = await readdir(place).catch(() => []);
    const [first] = files.filter((name) => /\.(?:parquet|jsonl)$/i.test(name)).sort();
    if (first) return (await findAnnotatedFormat(path.join(place, first))) === 'huggingface';
  }
  return false;
}

/** The first bytes of a file, as many as show what it is. At once: of 100,000 small files, waiting for turns takes longest. */
function readHead(file: string): Uint8Array {
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(sniffedBytes);
    return buffer.subarray(0, readSync(handle, buffer, 0, sniffedBytes, 0));
  } finally {
    closeSync(handle);
  }
}

/** By the manifest of an export, else by the first file that shows what it is. */
export function detectFormat(files: readonly SourceFile[]): string | null {
  const manifest = files.find(({ name }) => isManifest(name));
  const parsed = manifest && parseJsonText(Buffer.from(manifest.bytes).toString('utf8'));
  if (parsed?.ok) {
    const named = Object.entries(parsed.value ?? {}).find(([key]) => key === 'export_format')?.[1];
    if (typeof named === 'string' && annotatedFormats.includes(named)) return named;
  }
  for (const file of files) {
    const found = detectExchangeFormat(file);
    if (found !== null) return found;
  }
  return null;
}

/** A format by its id. @throws Refusal `unsupported_file` for one that marks cannot be read from, and for none. */
export function findFormat(id: string | null, fileName: string): MarkedFormat {
  const format = markedFormats.find((each) => each.id === id);
  if (format) return format;
  const what =
    id === null
      ? `${fileName} is of no format with marks that this program knows.`
      : `There is no format “${id}” that marks can be read from.`;
  throw new Refusal('unsupported_file', `${what} Formats are ${annotatedFormats.join(', ')}.`);
}

/** Files of the format: not what an export says of itself, and in a folder of a format of one file not other files. */
export function chooseFiles(files: readonly SourceFile[], extension: string | null): SourceFile[] {
  const own = files.filter(({ name }) => !isManifest(name));
  const fitting = own.filter(({ name }) => extension !== null && name.endsWith(extension));
  return fitting.length > 0 ? fitting : own;
}

function isManifest(name: string): boolean {
  return /(?:^|[/.])manifest\.json$/i.test(name);
}

/** Files behind paths; those of a folder at every depth but hidden ones, named from the folder. Links are passed over. */
export async function readSources(
  paths: readonly string[],
  context: CallContext,
): Promise<SourceFile[]> {
  const found: { readonly name: string; readonly file: string }[] = [];
  for (const given of paths) {
    if ((await stat(given)).isDirectory()) await walk(given, '', found);
    else found.push({ name: path.basename(given), file: given });
  }
  if (found.length > maxFiles) {
    throw new Refusal(
      'too_large',
      `There are ${found.length} files; at most ${maxFiles} are read.`,
    );
  }
  const files: SourceFile[] = [];
  let total = 0;
  for (const [i, { name, file }] of found.entries()) {
    if (context.signal.aborted) throw new Refusal('cancelled', 'The import was cancelled.');
    const { size } = await stat(file);
    total += size;
    if (size > maxImportBytes || total > maxTotalBytes) {
      throw new Refusal('too_large', `${name}: a file may have 50 MB, all together 200 MB.`);
    }
    files.push({ name, bytes: await readFile(file) });
    context.progress({ done: i + 1, total: found.length, label: name });
  }
  return files;
}

async function walk(
  folder: string,
  prefix: string,
  into: { readonly name: string; readonly file: string }[],
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const [name, file] = [prefix + entry.name, path.join(folder, entry.name)];
    if (entry.isDirectory()) await walk(file, `${name}/`, into);
    else if (entry.isFile()) into.push({ name, file });
    if (into.length > maxFiles) return;
  }
}
