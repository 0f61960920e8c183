import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CallContext, ChannelParsed } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';
import type { ImportItem, ImportReport } from '../../shared/contract/import-views.ts';
import type { Id } from '../../shared/records/records.ts';
import type { JsonObject } from '../../shared/util/json.ts';
import { Refusal } from '../../shared/util/result.ts';
import { writeCount } from '../../shared/util/write-count.ts';
import type { OpenProject } from '../engine/project.ts';
import type { Originals } from '../engine/step-work.ts';
import type { Waiting } from '../engine/turns.ts';
import type { Original } from '../store/originals.ts';
import type { ArticleProposal, Proposal } from './import-proposal.ts';

type CommitItem = ChannelParsed<EngineContract['import.commit']>['items'][number];

/** A proposal with what the person made of it. */
export interface ChosenProposal {
  readonly item: CommitItem;
  readonly proposal: Proposal;
}

/** What a call has done. */
interface CallResult {
  readonly articleIds: readonly Id[];
  readonly isRevision: boolean;
  /** Marks of files of other programs. */
  readonly marks: number;
  readonly skipped: ImportReport['skipped'];
}

const emptyReport: ImportReport = {
  stepId: null,
  articleIds: [],
  imported: 0,
  revised: 0,
  marks: 0,
  skipped: [],
  leftOut: [],
};

const nothing: CallResult = { articleIds: [], isRevision: false, marks: 0, skipped: [] };

interface Call {
  readonly name: string;
  readonly input: unknown;
  /** New articles in it. */
  readonly articles: number;
  /** What its value says. */
  readonly read: (value: unknown) => CallResult;
}

/** Articles that are checked and stored by one command: all of them at once would hold up everything else. */
const articlesAtOnce = 100;

/**
 * Store proposals as one step, whatever they hold. What was refused when it was read is reported as skipped.
 *
 * @param settings Change of the project's settings in the same step; null for none.
 */
export async function storeProposals(
  project: OpenProject,
  chosen: readonly ChosenProposal[],
  settings: JsonObject | null,
  { signal, progress }: CallContext,
): Promise<ImportReport> {
  const skipped = chosen.flatMap(({ proposal: { kind, item } }) =>
    kind === 'refused' ? [{ fileName: item.fileName, reason: item.problem ?? '' }] : [],
  );
  const { calls: own, articles } = buildCalls(project, chosen);
  const calls = settings && own.length > 0 ? [...own, buildSettingsCall(settings)] : own;
  const [first] = calls;
  if (!first) return { ...emptyReport, skipped };
  const count = articles.length;
  const waiting: Waiting = {
    signal,
    progress: ({ done, total }) =>
      progress({ done: Math.floor((count * done) / total), total: count, label: 'Storing' }),
  };
  const extras = { originals: listOriginals(articles) };
  const outcome =
    calls.length === 1
      ? await project.runInTurns(first.name, first.input, waiting, extras)
      : await project.runInTurns('batch.run', { label: nameStep(calls), calls }, waiting, extras);
  const values = calls.length === 1 ? [outcome.value] : toList(outcome.value);
  const results = calls.map(({ read }, i) => read(values[i]));
  // Several files may have marks of one new article.
  const articleIds = [...new Set(results.flatMap((result) => result.articleIds))];
  return {
    stepId: outcome.stepId || null,
    articleIds,
    imported: articleIds.length,
    revised: results.filter(({ isRevision }) => isRevision).length,
    marks: results.reduce((sum, { marks }) => sum + marks, 0),
    skipped: [...skipped, ...results.flatMap((result) => result.skipped)],
    leftOut: [],
  };
}

function nameStep(calls: readonly Call[]): string {
  const only = calls.every(({ name }) => name === 'article.import');
  const count = calls.reduce((sum, { articles }) => sum + articles, 0);
  return only ? `Import ${writeCount(count, 'article')}` : 'Import files';
}

/** New articles come first, in their order, then new versions, then datasets. */
function buildCalls(
  project: OpenProject,
  chosen: readonly ChosenProposal[],
): { readonly calls: readonly Call[]; readonly articles: readonly ArticleProposal[] } {
  const inputs: unknown[] = [];
  const articles: ArticleProposal[] = [];
  const revisions: Call[] = [];
  const datasets: Call[] = [];
  for (const { item, proposal } of chosen) {
    if (proposal.kind === 'dataset') datasets.push(buildDatasetCall(project, proposal));
    if (proposal.kind !== 'article') continue;
    articles.push(proposal);
    const { key: _, versionOf, ...metadata } = item;
    const { document, origin } = proposal;
    if (versionOf !== null) revisions.push(buildRevisionCall(project, versionOf, proposal));
    else inputs.push({ ...metadata, note: '', document, origin });
  }
  const imports: Call[] = [];
  for (let i = 0; i < inputs.length; i += articlesAtOnce) {
    imports.push(buildImportCall(inputs.slice(i, i + articlesAtOnce)));
  }
  return { calls: [...imports, ...revisions, ...datasets], articles };
}

function buildImportCall(articles: readonly unknown[]): Call {
  return {
    name: 'article.import',
    input: { articles },
    articles: articles.length,
    read: (value) => ({ ...nothing, articleIds: toList(fieldOf(value, 'ids')).map(String) }),
  };
}

function buildRevisionCall(project: OpenProject, id: Id, proposal: ArticleProposal): Call {
  const { document, origin, item } = proposal;
  const reason = `New version from ${item.fileName}`.slice(0, 1000);
  const before = project.read.find('article', id)?.revision;
  return {
    name: 'article.revise',
    input: { id, document, reason, origin },
    articles: 0,
    read: (value) => ({ ...nothing, isRevision: fieldOf(value, 'revision') !== before }),
  };
}

function buildDatasetCall(
  project: OpenProject,
  { dataset, item }: Extract<Proposal, { readonly kind: 'dataset' }>,
): Call {
  const articleIds = dataset.articles
    .map(({ article }) => article.id)
    .filter((id) => project.read.find('article', id) === null);
  const marks = dataset.articles
    .flatMap(({ annotations }) => annotations)
    .filter(({ id }) => project.read.find('annotation', id) === null).length;
  return {
    name: 'dataset.import',
    input: { dataset },
    articles: 0,
    read: (value) => ({ ...nothing, articleIds, marks, skipped: listConflicts(value, item) }),
  };
}

function buildSettingsCall(settings: JsonObject): Call {
  return { name: 'project.update', input: { settings }, articles: 0, read: () => nothing };
}

/**
 * The files that articles were read from, one by one: those that are not in memory are read when their turn comes.
 *
 * @throws Refusal `conflict` when a file has changed since.
 */
export function listOriginals(articles: readonly ArticleProposal[]): Originals {
  return { size: articles.length, [Symbol.iterator]: () => readOriginals(articles) };
}

function* readOriginals(articles: readonly ArticleProposal[]): Generator<Original> {
  const done = new Set<string>();
  for (const { original, origin, item } of articles) {
    if (origin.sha256 === null || done.has(origin.sha256)) continue;
    done.add(origin.sha256);
    const { mediaType } = original;
    const bytes = original.kind === 'bytes' ? original.bytes : readFileSync(original.path);
    if (original.kind === 'file' && hash('sha256', bytes, 'hex') !== origin.sha256) {
      throw new Refusal(
        'conflict',
        `“${item.fileName}” has changed since it was read. Import it again.`,
      );
    }
    yield { bytes, mediaType };
  }
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Rows that a dataset did not bring in, as `dataset.import` answers them. */
function listConflicts(
  value: unknown,
  { fileName }: ImportItem,
): { fileName: string; reason: string }[] {
  return toList(fieldOf(value, 'conflicts')).map((conflict) => ({
    fileName,
    reason: describeConflict(conflict),
  }));
}

function describeConflict(conflict: unknown): string {
  if (typeof conflict !== 'object' || conflict === null) return 'A row was left out.';
  const text = (key: string) => String(Reflect.get(conflict, key) ?? '');
  return `${text('type')} ${text('id')} was left out: ${text('reason')}`;
}
