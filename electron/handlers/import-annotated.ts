import { hash } from 'node:crypto';
import path from 'node:path';
import type { Codebook } from '../../shared/codebook/codebook.ts';
import type { CallContext } from '../../shared/contract/channel.ts';
import type { AnnotatedReport } from '../../shared/contract/annotated-report.ts';
import type { ImportItem, ImportMarks, ImportReport } from '../../shared/contract/import-views.ts';
import type { AnnotatedArticle } from '../../shared/exchange/core/annotated-article.ts';
import { unitNames } from '../../shared/exchange/core/offset-unit.ts';
import {
  labelMapSetting,
  listUsedLabels,
  readLabelMap,
} from '../../shared/exchange/take-over/label-list.ts';
import { parseLabelMap } from '../../shared/exchange/take-over/label-map.ts';
import type { KnownArticle, KnownProject } from '../../shared/exchange/take-over/take-over.ts';
import { toDataset, type TakenOver } from '../../shared/exchange/take-over/to-dataset.ts';
import type { Id } from '../../shared/records/records.ts';
import type { JsonObject } from '../../shared/util/json.ts';
import { Refusal } from '../../shared/util/result.ts';
import { writeCount } from '../../shared/util/write-count.ts';
import type { OpenProject } from '../engine/project.ts';
import type { Waiting } from '../engine/turns.ts';
import { toStoreFailure } from '../store/errors.ts';
import {
  chooseFiles,
  detectFormat,
  findFormat,
  readSources,
  readUnit,
  type MarkedFormat,
} from './annotated-files.ts';
import { listLeftOut } from './import-left-out.ts';
import { emptyItem, type Proposal } from './import-proposal.ts';
import { refuseFile, type ReadImport } from './import-read.ts';

/** What is imported: files of one format that belong together, or one folder of them. */
export interface AnnotatedInput {
  /** Paths. */
  readonly paths: readonly string[];
  /** Id of an exchange format; null to find it by content. */
  readonly format: string | null;
  /** See `parseLabelMap`. */
  readonly labels: JsonObject;
}

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
  const [only, ...others] = paths;
  const isUnit = format !== null && only !== undefined && others.length === 0;
  const files = await (isUnit ? readUnit(only, format, context) : readSources(paths, context));
  const found = findFormat(format ?? detectFormat(files), fileName);
  const articles = [...found.read(chooseFiles(files, found.extension))];
  const now = new Date(clock()).toISOString();
  const sources = { articles, format: found, fileName, labels, now };
  const { dataset, unattached } = buildDataset(project, lookInto(project), sources);
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
    format: found.id,
    articleIds: dataset.articles.map(({ article }) => article.id),
    articles: added('articles'),
    annotations: added('annotations'),
    entities: added('entities'),
    claims: added('claims'),
    conflicts: listConflicts(outcome.value),
    leftOut: listLeftOut(listUsedLabels(articles, dataset.codebook.codebook), labels, unattached),
  };
}

interface Sources {
  readonly articles: readonly AnnotatedArticle[];
  readonly format: MarkedFormat;
  readonly fileName: string;
  /** See `parseLabelMap`. */
  readonly labels: JsonObject;
  /** UTC instant. */
  readonly now: string;
}

function buildDataset(project: OpenProject, known: KnownProject, sources: Sources): TakenOver {
  const { articles, format, fileName, labels, now } = sources;
  return toDataset(articles, {
    known,
    labels: parseLabelMap(labels, known.head.codebook.codebook),
    formatId: format.id,
    formatName: format.name,
    fileName,
    annotatorId: project.annotator.id,
    now,
    sha256: (text) => hash('sha256', text, 'hex'),
  });
}

/**
 * What a file or a folder of a format with marks would bring in. Never throws for what is in it.
 *
 * @param formatId As `findAnnotatedFormat` finds it.
 */
export async function proposeAnnotated(
  project: OpenProject,
  file: string,
  formatId: string,
  key: string,
  context: CallContext,
): Promise<ReadImport> {
  const fileName = path.basename(file);
  const base: ImportItem = { ...emptyItem, key, fileKey: key, fileName, title: fileName };
  try {
    const format = findFormat(formatId, fileName);
    const files = await readUnit(file, formatId, context);
    const sizeBytes = files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
    const articles = [...format.read(chooseFiles(files, format.extension))];
    const marks = describeMarks(articles, format, project.read.codebook().codebook);
    const item: ImportItem = {
      ...base,
      kind: 'dataset',
      sizeBytes,
      encoding: 'utf-8',
      preview: articles
        .slice(0, 20)
        .map(({ title, text, place }) => title || beginningOf(text ?? '') || place)
        .join('\n'),
      problem: `${format.name} with ${writeCount(articles.length, 'article')} and ${writeCount(marks.marks, 'mark')}.`,
      marks,
    };
    return {
      file: { key, fileName, sizeBytes, format: format.name, table: null },
      proposals: [{ kind: 'annotated', item, articles, formatId }],
      bytes: null,
    };
  } catch (error) {
    const failure = error instanceof Refusal ? error.failure : toStoreFailure(error);
    if (!failure || failure.code === 'cancelled') throw error;
    return refuseFile(file, failure, key);
  }
}

/** The first words of a text, for a list. */
function beginningOf(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length <= 80 ? line : `${line.slice(0, 80).replace(/\S*$/u, '')}…`;
}

function describeMarks(
  articles: readonly AnnotatedArticle[],
  format: MarkedFormat,
  codebook: Codebook,
): ImportMarks {
  const marks = articles.flatMap((article) => article.marks);
  return {
    format: format.name,
    articles: articles.length,
    marks: marks.length,
    suggested: marks.filter(({ state }) => state === 'suggested').length,
    labels: listUsedLabels(articles, codebook),
    unit: describeUnit(articles, format),
  };
}

/** What positions were counted in, as a sentence; null when the format has none. */
function describeUnit(
  articles: readonly AnnotatedArticle[],
  { offsetUnit }: MarkedFormat,
): string | null {
  const [other] = new Set(articles.flatMap(({ countedIn }) => countedIn ?? []));
  if (other !== undefined) {
    return `Positions count ${unitNames[other]}, which the format does not say; found by the words they cover, and converted.`;
  }
  if (offsetUnit === 'utf-16') return 'Positions count UTF-16 units; converted.';
  return offsetUnit === 'code point' ? 'Positions count characters (code points).' : null;
}

/** Proposals as they are stored. */
interface BuiltProposals<Chosen> {
  readonly chosen: readonly Chosen[];
  readonly leftOut: ImportReport['leftOut'];
}

/**
 * Proposals with marks as datasets, by what labels are here.
 *
 * @throws Refusal `bad_input` for a label that the codebook does not have.
 */
export function buildAnnotated<Chosen extends { readonly proposal: Proposal }>(
  project: OpenProject,
  chosen: readonly Chosen[],
  labels: JsonObject,
  now: string,
): BuiltProposals<Chosen> {
  if (chosen.every(({ proposal }) => proposal.kind !== 'annotated')) return { chosen, leftOut: [] };
  const met = new Map<string, KnownArticle>();
  const known = alsoKnowing(lookInto(project), met);
  const leftOut: ImportReport['leftOut'][number][] = [];
  const built = chosen.map((each): Chosen => {
    const { proposal } = each;
    if (proposal.kind !== 'annotated') return each;
    const { item, articles, formatId } = proposal;
    const { fileName } = item;
    const format = findFormat(formatId, fileName);
    const own = pickLabels(labels, item);
    const sources = { articles, format, fileName, labels: own, now };
    const { dataset, unattached } = buildDataset(project, known, sources);
    for (const { article, revision } of dataset.articles) {
      met.set(article.id, { article, revision });
      met.set(revision.sha256, { article, revision });
    }
    for (const reason of listLeftOut(item.marks?.labels ?? [], own, unattached)) {
      leftOut.push({ fileName, reason });
    }
    return { ...each, proposal: { kind: 'dataset', item, dataset } };
  });
  return { chosen: built, leftOut };
}

/** A project with the articles of the files before, by id and by hash: several files may have marks of one text. */
function alsoKnowing(known: KnownProject, met: ReadonlyMap<string, KnownArticle>): KnownProject {
  return {
    ...known,
    findById: (id) => known.findById(id) ?? met.get(id) ?? null,
    findByText: (sha256) => known.findByText(sha256) ?? met.get(sha256) ?? null,
  };
}

/** What labels of a file are; those of other files of the import are not its own, and would be added with it. */
function pickLabels(labels: JsonObject, { marks }: ImportItem): JsonObject {
  return Object.fromEntries(
    (marks?.labels ?? []).flatMap(({ name }) => {
      const target = Object.hasOwn(labels, name) ? labels[name] : undefined;
      return target === undefined ? [] : [[name, target] as const];
    }),
  );
}

/** Settings of the project that keep what labels were said to be, for the next import; null when nothing is new. */
export function rememberLabels(project: OpenProject, labels: JsonObject): JsonObject | null {
  const known = readLabelMap(project.read.project().settings);
  const next = { ...known, ...labels };
  if (JSON.stringify(next) === JSON.stringify(known)) return null;
  return { [labelMapSetting]: next };
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
