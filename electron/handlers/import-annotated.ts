import { hash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CallContext } from '../../shared/contract/channel.ts';
import type { AnnotatedReport } from '../../shared/contract/annotated-report.ts';
import type { ImportItem } from '../../shared/contract/import-views.ts';
import type { AnnotatedArticle } from '../../shared/exchange/core/annotated-article.ts';
import { detectExchangeFormat } from '../../shared/exchange/take-over/detect-format.ts';
import type { ExchangeFormat, SourceFile } from '../../shared/exchange/core/exchange-format.ts';
import { exchangeFormats } from '../../shared/exchange/formats.ts';
import { parseLabelMap } from '../../shared/exchange/take-over/label-map.ts';
import type { KnownArticle, KnownProject } from '../../shared/exchange/take-over/take-over.ts';
import { toDataset } from '../../shared/exchange/take-over/to-dataset.ts';
import type { Dataset } from '../../shared/formats/dataset.ts';
import { parseJsonText } from '../../shared/formats/json/json-text.ts';
import type { Id } from '../../shared/records/records.ts';
import type { JsonObject } from '../../shared/util/json.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { OpenProject } from '../engine/project.ts';
import type { Waiting } from '../engine/turns.ts';
import { toStoreFailure } from '../store/errors.ts';
import { maxImportBytes } from './import-read.ts';

/** Most files of one import. */
const maxFiles = 50_000;
/** Most bytes of one import together: all of them are in memory at a time. */
const maxTotalBytes = 4 * maxImportBytes;

/** What is imported: files of one format that belong together, or one folder of them. */
export interface AnnotatedInput {
  /** Paths. */
  readonly paths: readonly string[];
  /** Id of an exchange format; null to find it by content. */
  readonly format: string | null;
  /** See `parseLabelMap`. */
  readonly labels: JsonObject;
}

/** Ids of the formats that articles with marks can be read from. */
export const annotatedFormats: readonly string[] = exchangeFormats.flatMap(({ id, read }) =>
  read ? [id] : [],
);

/**
 * Take articles with their marks over from files of an exchange format, as one step.
 *
 * @throws Refusal for a format that is not known or found, files that cannot be read, labels that the codebook does not have.
 */
export async function importAnnotated(
  project: OpenProject,
  { paths, format, labels }: AnnotatedInput,
  clock: () => number,
  context: CallContext,
): Promise<AnnotatedReport> {
  const fileName = path.basename(paths[0] ?? '');
  const files = await readSources(paths, context);
  const { dataset, format: id } = buildDataset(project, {
    files,
    fileName,
    format: format ?? detectFormat(files),
    labels,
    now: new Date(clock()).toISOString(),
  });
  if (context.signal.aborted) throw new Refusal('cancelled', 'The import was cancelled.');
  const waiting: Waiting = {
    signal: context.signal,
    progress: (work) => context.progress({ ...work, label: 'Storing' }),
  };
  const outcome = await project.runInTurns('dataset.import', { dataset }, waiting);
  const value = Object(outcome.value);
  const added = (type: string) => Number(Reflect.get(value, type));
  return {
    stepId: outcome.stepId || null,
    format: id,
    articleIds: dataset.articles.map(({ article }) => article.id),
    articles: added('articles'),
    annotations: added('annotations'),
    entities: added('entities'),
    claims: added('claims'),
    conflicts: listConflicts(outcome.value),
  };
}

interface Sources {
  readonly files: readonly SourceFile[];
  readonly fileName: string;
  /** null when it was not found. */
  readonly format: string | null;
  readonly labels: JsonObject;
  /** UTC instant. */
  readonly now: string;
}

function buildDataset(project: OpenProject, sources: Sources) {
  const { files, fileName, labels, now } = sources;
  const { id, name, extension, read } = findFormat(sources.format, fileName);
  const articles: AnnotatedArticle[] = [...read(chooseFiles(files, extension))];
  const known = lookInto(project);
  const dataset = toDataset(articles, {
    known,
    labels: parseLabelMap(labels, known.head.codebook.codebook),
    formatId: id,
    formatName: name,
    fileName,
    annotatorId: project.annotator.id,
    now,
    sha256: (text) => hash('sha256', text, 'hex'),
  });
  return { dataset, format: id };
}

/** A file with marks among those of an import, as it would be stored. */
export type AnnotatedProposal =
  | { readonly kind: 'dataset'; readonly item: ImportItem; readonly dataset: Dataset }
  | { readonly kind: 'refused'; readonly item: ImportItem };

/**
 * What a file with marks, known by its content, would bring in; null when it is none. Never throws for what is in the file.
 *
 * @param base The item as another reader made it: its key and file stay.
 * @param now UTC instant.
 */
export async function proposeAnnotated(
  project: OpenProject,
  file: string,
  base: ImportItem,
  now: string,
): Promise<AnnotatedProposal | null> {
  const format = await findAnnotatedFormat(file).catch(() => null);
  if (format === null) return null;
  const fileName = path.basename(file);
  const plain = { ...base, title: fileName, duplicateOf: null, dropped: [], words: 0, preview: '' };
  try {
    const files = [{ name: fileName, bytes: await readFile(file) }, ...(await readBeside(file))];
    const { dataset } = buildDataset(project, { files, fileName, format, labels: {}, now });
    const marks = dataset.articles.reduce((sum, { annotations }) => sum + annotations.length, 0);
    const item: ImportItem = {
      ...plain,
      kind: 'dataset',
      encoding: 'utf-8',
      preview: dataset.articles
        .slice(0, 20)
        .map(({ article }) => article.title)
        .join('\n'),
      problem: `${findFormat(format, fileName).name} with ${dataset.articles.length} articles and ${marks} marks.`,
    };
    return { kind: 'dataset', item, dataset };
  } catch (error) {
    const failure = error instanceof Refusal ? error.failure : toStoreFailure(error);
    if (!failure) throw error;
    return { kind: 'refused', item: { ...plain, kind: 'refused', problem: failure.message } };
  }
}

/** The text that stands beside annotations under the same name. */
async function readBeside(file: string): Promise<SourceFile[]> {
  const text = file.replace(/\.[^.]*$/, '.txt');
  const entry = await stat(text).catch(() => null);
  if (!entry?.isFile() || entry.size > maxImportBytes) return [];
  return [{ name: path.basename(text), bytes: await readFile(text) }];
}

/** The exchange format of a file, or of a folder by what its export says of itself; null when it is none with marks. */
export async function findAnnotatedFormat(file: string): Promise<string | null> {
  const isFolder = (await stat(file)).isDirectory();
  const sniffed = isFolder ? path.join(file, 'manifest.json') : file;
  const entry = await stat(sniffed).catch(() => null);
  if (!entry?.isFile() || entry.size > maxImportBytes) return null;
  if (!/\.(?:jsonl?|jsonld|ndjson)$/i.test(sniffed)) return null;
  const bytes = await readFile(sniffed);
  return detectFormat([{ name: path.basename(sniffed), bytes }]);
}

/** By the manifest of an export, else by the first file that shows what it is. */
function detectFormat(files: readonly SourceFile[]): string | null {
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

function findFormat(
  id: string | null,
  fileName: string,
): ExchangeFormat & Required<Pick<ExchangeFormat, 'read'>> {
  const format = exchangeFormats.find((each) => each.id === id);
  const { read } = format ?? {};
  if (format && read) return { ...format, read };
  const what =
    id === null
      ? `${fileName} is of no format with marks that this program knows.`
      : `There is no format “${id}” that marks can be read from.`;
  throw new Refusal('unsupported_file', `${what} Formats are ${annotatedFormats.join(', ')}.`);
}

/** Files of the format: not what an export says of itself, and in a folder of a format of one file not other files. */
function chooseFiles(files: readonly SourceFile[], extension: string | null): SourceFile[] {
  const own = files.filter(({ name }) => !isManifest(name));
  const fitting = own.filter(({ name }) => extension !== null && name.endsWith(extension));
  return fitting.length > 0 ? fitting : own;
}

function isManifest(name: string): boolean {
  return /(?:^|[/.])manifest\.json$/i.test(name);
}

/** Files behind paths; those of a folder at every depth but hidden ones, named from the folder. Links are passed over. */
async function readSources(paths: readonly string[], context: CallContext): Promise<SourceFile[]> {
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

function lookInto(project: OpenProject): KnownProject {
  const { read } = project;
  const find = (id: Id): KnownArticle | null => {
    const article = read.find('article', id);
    return article && { article, revision: read.get('revision', `${id}:${article.revision}`) };
  };
  return {
    head: {
      project: read.project(),
      annotators: read.list('annotator', {}),
      codebook: read.codebook(),
      entities: read.list('entity', {}),
      claims: read.list('claim', {}),
    },
    findById: find,
    findOwner: (id) => read.find('annotation', id)?.articleId ?? null,
    findByText: (sha256) => {
      const found = read.articleByText(sha256);
      return found && find(found.id);
    },
  };
}

/** Rows that `dataset.import` left as they are, as sentences. */
function listConflicts(value: unknown): string[] {
  const { conflicts } =
    typeof value === 'object' && value !== null && 'conflicts' in value ? value : { conflicts: [] };
  if (!Array.isArray(conflicts)) return [];
  return conflicts.map((conflict: unknown) => {
    const text = (key: string) => String(Reflect.get(Object(conflict), key));
    return `${text('type')} ${text('id')} was left as it is: ${text('reason')}`;
  });
}
