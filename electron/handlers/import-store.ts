import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ChannelParsed } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';
import type { ImportItem, ImportReport } from '../../shared/contract/import-views.ts';
import type { Change } from '../../shared/records/change.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { OpenProject } from '../engine/project.ts';
import type { Original } from '../store/originals.ts';
import type { ArticleProposal, Proposal } from './import-proposal.ts';

type CommitItem = ChannelParsed<EngineContract['import.commit']>['items'][number];

/** A proposal with what the person made of it. */
export interface ChosenProposal {
  readonly item: CommitItem;
  readonly proposal: Proposal;
}

interface Call {
  readonly name: string;
  readonly input: unknown;
}

/** Store proposals as one step, whatever they hold. What was refused when it was read is reported as skipped. */
export function storeProposals(
  project: OpenProject,
  chosen: readonly ChosenProposal[],
): ImportReport {
  const refused = chosen.flatMap(({ proposal: { kind, item } }) =>
    kind === 'refused' ? [{ fileName: item.fileName, reason: item.problem ?? '' }] : [],
  );
  const { calls, articles } = buildCalls(chosen);
  const [first] = calls;
  if (!first) return { stepId: null, articleIds: [], imported: 0, revised: 0, skipped: refused };
  const originals = listOriginals(articles);
  const outcome =
    calls.length === 1
      ? project.run(first.name, first.input, { originals })
      : project.run('batch.run', { label: 'Import files', calls }, { originals });
  const articleIds = outcome.changes.flatMap((change) =>
    change.type === 'article' && change.before === null ? [change.id] : [],
  );
  const datasets = chosen.filter(({ proposal }) => proposal.kind === 'dataset');
  const values = calls.length === 1 ? [outcome.value] : toList(outcome.value);
  const conflicts = values
    .filter((_, i) => calls[i]?.name === 'dataset.import')
    .flatMap((value, i) => listConflicts(value, datasets[i]?.proposal.item));
  return {
    stepId: outcome.stepId || null,
    articleIds,
    imported: articleIds.length,
    revised: outcome.changes.filter(isRevised).length,
    skipped: [...refused, ...conflicts],
  };
}

/** New articles come first, in their order, then new versions, then datasets. */
function buildCalls(chosen: readonly ChosenProposal[]): {
  readonly calls: readonly Call[];
  readonly articles: readonly ArticleProposal[];
} {
  const inputs: unknown[] = [];
  const articles: ArticleProposal[] = [];
  const revisions: Call[] = [];
  const datasets: Call[] = [];
  for (const { item, proposal } of chosen) {
    if (proposal.kind === 'dataset') {
      datasets.push({ name: 'dataset.import', input: { dataset: proposal.dataset } });
    }
    if (proposal.kind !== 'article') continue;
    const { key: _, versionOf, ...metadata } = item;
    const { document, origin } = proposal;
    if (versionOf !== null) {
      const reason = `New version from ${proposal.item.fileName}`.slice(0, 1000);
      revisions.push({
        name: 'article.revise',
        input: { id: versionOf, document, reason, origin },
      });
      articles.push(proposal);
      continue;
    }
    inputs.push({ ...metadata, note: '', document, origin });
    articles.push(proposal);
  }
  const imports =
    inputs.length === 0 ? [] : [{ name: 'article.import', input: { articles: inputs } }];
  return { calls: [...imports, ...revisions, ...datasets], articles };
}

/**
 * The files that articles were read from, one by one: those that are not in memory are read when their turn comes.
 *
 * @throws Refusal `conflict` when a file has changed since.
 */
export function* listOriginals(articles: readonly ArticleProposal[]): Generator<Original> {
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

function isRevised({ type, before, after }: Change): boolean {
  return type === 'revision' && before === null && after !== null && after.number > 1;
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Rows that a dataset did not bring in, as `dataset.import` answers them. */
function listConflicts(
  value: unknown,
  item: ImportItem | undefined,
): { fileName: string; reason: string }[] {
  if (typeof value !== 'object' || value === null || !('conflicts' in value)) return [];
  return toList(value.conflicts).map((conflict) => ({
    fileName: item?.fileName ?? '',
    reason: describeConflict(conflict),
  }));
}

function describeConflict(conflict: unknown): string {
  if (typeof conflict !== 'object' || conflict === null) return 'A row was left out.';
  const text = (key: string) => String(Reflect.get(conflict, key) ?? '');
  return `${text('type')} ${text('id')} was left out: ${text('reason')}`;
}
