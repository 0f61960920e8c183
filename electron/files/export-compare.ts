import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AnnotatedArticle } from '../../shared/exchange/core/annotated-article.ts';
import type {
  ExchangeFormat,
  ExportContext,
  SourceFile,
} from '../../shared/exchange/core/exchange-format.ts';
import type { Id } from '../../shared/records/records.ts';
import { isSameJson } from '../../shared/util/json.ts';
import { Refusal } from '../../shared/util/result.ts';
import { writeCount } from '../../shared/util/write-count.ts';
import { ByteReader } from './byte-reader.ts';
import { readArticles } from './export-head.ts';
import type { ExportRun } from './export-run.ts';
import type { SliceMap } from './export-slices.ts';
import type { SetFile } from './file-set.ts';

/** Size of all files up to which a format that can only be read whole is compared. */
export const wholeLimitBytes = 16 * 1024 * 1024;
/** How much of a file is hashed at once. */
const verifiedBytes = 128 * 1024;
/** Size of the pieces in which formats of many files are. */
const pieceBytes = 4 * 1024 * 1024;

/** What reading an export back has shown. */
export interface Comparison {
  readonly isCompared: boolean;
  /** Articles that were compared. */
  readonly articles: number;
  /** Why nothing was compared beyond the bytes; null when it was. */
  readonly reason: string | null;
}

/** A comparison as a sentence for a report; null when nothing was compared. */
export function describeComparison({ isCompared, articles }: Comparison): string | null {
  if (!isCompared) return null;
  return articles === 1
    ? 'Read back and compared: the article is as it was written.'
    : `Read back and compared: all ${writeCount(articles, 'article')} are as they were written.`;
}

/** One run of a format that has been written: all of it, or one part of a split. */
export interface WrittenPart {
  readonly context: ExportContext;
  readonly articleIds: readonly Id[];
  /** Files of the part with their names as the format knows them. */
  readonly files: readonly { readonly file: SetFile; readonly name: string }[];
  /** Names of the files of each article, as the format knows them. Files of no article are shared. */
  readonly filesOf: readonly (readonly string[])[];
  /** Where the articles lie in files that hold many; null for other formats. */
  readonly slices: SliceMap | null;
}

/** Reads every file and compares it with what was written. @throws Refusal `file_access` when the disk gives other bytes. */
export async function verifyBytes(
  run: ExportRun,
  folder: string,
  files: readonly SetFile[],
): Promise<void> {
  for (const { name, sizeBytes, sha256 } of files) {
    // Most files of an article are small: a large buffer for each would be much to collect.
    const chunkBytes = Math.min(verifiedBytes, sizeBytes + 1);
    const hash = (reader: ByteReader) => hashAll(run, reader);
    const found = await ByteReader.over(pathOf(folder, name), hash, chunkBytes);
    if (found !== sha256) {
      throw new Refusal(
        'file_access',
        `The disk gives back other bytes than were written to “${name}”. Nothing was exported; check the disk or choose another.`,
      );
    }
  }
}

async function hashAll(run: ExportRun, reader: ByteReader): Promise<string> {
  const hash = createHash('sha256');
  for (;;) {
    const bytes = await reader.takeChunk();
    if (bytes.length === 0) return hash.digest('hex');
    hash.update(bytes);
    await run.breathe();
  }
}

/**
 * Read parts back with the format's own reader and compare article by article with what it says it holds.
 *
 * @throws Refusal `damaged` naming file, article and mark when something differs.
 */
export async function compareExport(
  run: ExportRun,
  format: ExchangeFormat,
  folder: string,
  parts: readonly WrittenPart[],
): Promise<Comparison> {
  const { read, holds } = format;
  if (!read || !holds) {
    return {
      isCompared: false,
      articles: 0,
      reason: 'The bytes were read back; articles of this format are not compared.',
    };
  }
  const size = parts
    .flatMap(({ files }) => files)
    .reduce((sum, { file }) => sum + file.sizeBytes, 0);
  if (!format.readAlone && size > wholeLimitBytes) {
    const reason = `This format is compared up to ${wholeLimitBytes / 1024 / 1024} MB.`;
    return { isCompared: false, articles: 0, reason };
  }
  let articles = 0;
  const total = parts.reduce((sum, { articleIds }) => sum + articleIds.length, 0);
  for (const part of parts) {
    const expected = readArticles(run, part.articleIds);
    const places = new Map(part.articleIds.map((id, i) => [id, i] as const));
    for await (const files of readPieces(format, folder, part)) {
      for (const found of readAll(format.name, places, () => read(files))) {
        const next = await expected.next();
        const where = placeOf(format, part, found);
        if (next.done) throw notKept(format, where, 'an article too many');
        const what = describeDifference(found, holds(next.value, part.context));
        if (what !== null) {
          throw notKept(format, where, `the article “${next.value.article.title}” ${what}`);
        }
        articles += 1;
        run.report(articles, total, 'Reading back');
      }
    }
    const rest = await expected.next();
    if (!rest.done)
      throw notKept(format, '', `the article “${rest.value.article.title}” is missing`);
  }
  return { isCompared: true, articles, reason: null };
}

/**
 * Articles of some files, in the order in which they were written when their ids tell it.
 *
 * @param places That order.
 */
function readAll(
  name: string,
  places: ReadonlyMap<Id, number>,
  read: () => Iterable<AnnotatedArticle>,
): AnnotatedArticle[] {
  let found: AnnotatedArticle[];
  try {
    found = [...read()];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal('damaged', `${faultOf(name)} ${error.failure.message} ${advice}`);
  }
  if (!found.every(({ id }) => id !== null && places.has(id))) return found;
  const rankOf = ({ id }: AnnotatedArticle): number => places.get(id ?? '') ?? 0;
  return found.sort((left, right) => rankOf(left) - rankOf(right));
}

/** Files in pieces that the format can read alone. */
async function* readPieces(
  format: ExchangeFormat,
  folder: string,
  part: WrittenPart,
): AsyncGenerator<SourceFile[]> {
  const [first] = part.files;
  if (format.readAlone === 'line' && first && part.files.length === 1) {
    yield* readLines(first.name, pathOf(folder, first.file.name));
    return;
  }
  if (part.slices) {
    const paths = new Map(part.files.map(({ name, file }) => [name, pathOf(folder, file.name)]));
    yield* part.slices.read((name) => paths.get(name) ?? '', pieceBytes);
    return;
  }
  const load = async (names: ReadonlySet<string>): Promise<SourceFile[]> => {
    const chosen = part.files.filter(({ name }) => names.has(name));
    const all: SourceFile[] = [];
    for (const { name, file } of chosen) {
      all.push({ name, bytes: await readFile(pathOf(folder, file.name)) });
    }
    return all;
  };
  if (format.readAlone !== 'article') {
    yield load(new Set(part.files.map(({ name }) => name)));
    return;
  }
  const owned = new Set(part.filesOf.flat());
  const shared = part.files.map(({ name }) => name).filter((name) => !owned.has(name));
  const sizes = new Map(part.files.map(({ name, file }) => [name, file.sizeBytes] as const));
  for (const names of groupBySize(part.filesOf, sizes)) {
    yield load(new Set([...shared, ...names]));
  }
}

/** Files of articles that follow one another, up to the size of a piece. */
function* groupBySize(
  filesOf: readonly (readonly string[])[],
  sizes: ReadonlyMap<string, number>,
): Generator<string[]> {
  let names: string[] = [];
  let size = 0;
  for (const list of filesOf) {
    names.push(...list);
    for (const name of list) size += sizes.get(name) ?? 0;
    if (size < pieceBytes) continue;
    yield names;
    names = [];
    size = 0;
  }
  if (names.length > 0) yield names;
}

/** A file line by line: an article becomes values only when it is its turn. */
async function* readLines(name: string, file: string): AsyncGenerator<SourceFile[]> {
  const reader = await ByteReader.open(file);
  try {
    for (let firstLine = 1; ; firstLine++) {
      const bytes = await reader.takeLine();
      if (bytes.length === 0) return;
      yield [{ name, bytes, firstLine }];
    }
  } finally {
    await reader.close();
  }
}

/** Files that hold an article, then its place in them. */
function placeOf(
  { readAlone }: ExchangeFormat,
  { articleIds, files, filesOf }: WrittenPart,
  found: AnnotatedArticle,
): string {
  const own = readAlone === 'article' ? filesOf[articleIds.indexOf(found.id ?? '')] : undefined;
  const names = own ?? files.map(({ name }) => name);
  return [...names.filter((name) => !found.place.includes(name)), found.place].join(', ');
}

/** How an article that was read is not what the format says it holds; null when it is that. */
function describeDifference(found: AnnotatedArticle, held: AnnotatedArticle): string | null {
  const all = listChanges({ ...held, place: '' }, { ...found, place: '' });
  if (all.length === 0) return null;
  const i = held.marks.findIndex((mark, at) => !isSameJson(mark, found.marks[at]));
  const mark = held.marks[i];
  if (mark === undefined) return `comes back with ${all.join(', ')} changed`;
  const name = `the mark ${mark.id ?? i + 1} (“${mark.segments[0]?.exact.slice(0, 60) ?? ''}”)`;
  const other = found.marks.find(({ id }) => id === mark.id) ?? null;
  // Marks of some formats have no ids.
  const isGone = mark.id === null && found.marks.length < held.marks.length;
  if (other === null || isGone) return `comes back without ${name}`;
  return `comes back with ${name} changed: ${listChanges(mark, other).join(', ')}`;
}

/** Names of what differs between two rows. */
function listChanges<Row extends object>(left: Row, right: Row): string[] {
  const [ours, theirs] = [new Map(Object.entries(left)), new Map(Object.entries(right))];
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])];
  return keys.filter((key) => !isSameJson(ours.get(key), theirs.get(key)));
}

const advice =
  'Nothing was exported. This is a fault of Quotemark, not of your project; another format may work.';

function faultOf(name: string): string {
  return `Reading the ${name} export back did not give what was written:`;
}

function notKept(format: ExchangeFormat, place: string, what: string): Refusal {
  return notReadBack(format.name, place === '' ? what : `${place}: ${what}`);
}

/**
 * The refusal of an export that is not what was to be written.
 *
 * @param what File and place, and what is wrong there.
 */
export function notReadBack(formatName: string, what: string): Refusal {
  return new Refusal('damaged', `${faultOf(formatName)} ${what}. ${advice}`);
}

function pathOf(folder: string, name: string): string {
  return path.join(folder, ...name.split('/'));
}
