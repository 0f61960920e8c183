import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { CallContext, ChannelParsed } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';
import type {
  CommandOutcome,
  ImportItem,
  ImportReport,
  ImportSession,
} from '../../shared/contract/views.ts';
import type { RichDocument } from '../../shared/text/document.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { OpenProject } from '../engine/project.ts';
import type { Original } from '../store/originals.ts';
import { proposeAnnotated } from './import-annotated.ts';
import { readImportFile, type ImportFormat, type Proposal } from './import-read.ts';

/** Sessions kept at a time; the oldest goes first. */
const maxSessions = 8;

type CommitItem = ChannelParsed<EngineContract['import.commit']>['items'][number];
type ReadFile = (grant: string) => Promise<string>;

/** Proposals of files that were read and not stored yet. */
export class ImportSessions {
  readonly #project: OpenProject;
  readonly #clock: () => number;
  readonly #sessions = new Map<string, ReadonlyMap<string, Proposal>>();

  /** @param clock Milliseconds since 1970, UTC. */
  constructor(project: OpenProject, clock: () => number) {
    this.#project = project;
    this.#clock = clock;
  }

  /** Read files into a new session. Lets other calls run between files. @throws Refusal `cancelled`. */
  async read(
    grants: readonly string[],
    format: ImportFormat,
    resolve: ReadFile,
    context: CallContext,
  ): Promise<ImportSession> {
    const proposals = new Map<string, Proposal>();
    const names = new Map<string, string>();
    for (const [i, grant] of grants.entries()) {
      if (context.signal.aborted) throw new Refusal('cancelled', 'The import was cancelled.');
      const file = await resolve(grant);
      const plain = await readImportFile(file, format, String(i + 1));
      const now = new Date(this.#clock()).toISOString();
      const marked =
        format === 'auto' ? await proposeAnnotated(this.#project, file, plain.item, now) : null;
      const proposal = marked ?? plain;
      context.progress({ done: i, total: grants.length, label: proposal.item.fileName });
      proposals.set(proposal.item.key, this.#markDuplicate(proposal, names));
      await setImmediate();
    }
    context.progress({ done: grants.length, total: grants.length, label: '' });
    const sessionId = randomUUID();
    this.#sessions.set(sessionId, proposals);
    for (const oldest of this.#sessions.keys()) {
      if (this.#sessions.size > maxSessions) this.#sessions.delete(oldest);
    }
    return { sessionId, items: [...proposals.values()].map((proposal) => proposal.item) };
  }

  /** Store the named proposals as one step and end the session. */
  commit(sessionId: string, items: readonly CommitItem[]): ImportReport {
    const proposals = this.#sessions.get(sessionId);
    if (!proposals) {
      throw new Refusal('not_found', 'The files have to be read again: this import has ended.');
    }
    const chosen = items.map((item) => {
      const proposal = proposals.get(item.key);
      if (!proposal) throw new Refusal('bad_input', `The import has no item ${item.key}.`);
      return { item, proposal };
    });
    const skipped = chosen.flatMap(({ proposal }) =>
      proposal.kind === 'refused'
        ? [{ fileName: proposal.item.fileName, reason: proposal.item.problem ?? '' }]
        : [],
    );
    const report = this.#store(chosen);
    this.#sessions.delete(sessionId);
    return { ...report, skipped: [...skipped, ...report.skipped] };
  }

  /** Text of one proposal. @throws Refusal when the session has ended or the item is no article. */
  document(sessionId: string, key: string): RichDocument {
    return this.#article(sessionId, key).document;
  }

  /** Give an article the text of one proposal, keep the file, and end the session. */
  revise(
    sessionId: string,
    key: string,
    { articleId, ...revision }: { readonly articleId: string } & Record<string, unknown>,
  ): CommandOutcome {
    const { document, origin, original } = this.#article(sessionId, key);
    const input = { ...revision, id: articleId, document, origin };
    const outcome = this.#project.run('article.revise', input, { originals: [original] });
    this.#sessions.delete(sessionId);
    return outcome;
  }

  #article(sessionId: string, key: string): Extract<Proposal, { kind: 'article' }> {
    const proposal = this.#sessions.get(sessionId)?.get(key);
    if (!proposal) throw new Refusal('not_found', 'The file has to be read again.');
    if (proposal.kind === 'article') return proposal;
    const reason = proposal.item.problem ?? 'It holds no single article.';
    throw new Refusal('bad_input', `${proposal.item.fileName}: ${reason}`);
  }

  /** Drop a session. */
  discard(sessionId: string): void {
    this.#sessions.delete(sessionId);
  }

  #markDuplicate(proposal: Proposal, names: Map<string, string>): Proposal {
    if (proposal.kind !== 'article') return proposal;
    const stored = this.#project.read.articleByText(proposal.textSha256);
    const sibling = names.get(proposal.textSha256);
    if (sibling === undefined) names.set(proposal.textSha256, proposal.item.fileName);
    if (!stored && sibling === undefined) return proposal;
    const same = stored ? `the article “${stored.title}”` : `“${sibling}”, chosen with it`;
    const problem = `Its text is the same as that of ${same}.`;
    const duplicateOf = stored ?? { id: '', title: sibling ?? '' };
    return { ...proposal, item: { ...proposal.item, problem, duplicateOf } };
  }

  #store(
    chosen: readonly { readonly item: CommitItem; readonly proposal: Proposal }[],
  ): ImportReport {
    const articles: unknown[] = [];
    const originals: Original[] = [];
    const calls: { name: string; input: unknown }[] = [];
    for (const { item, proposal } of chosen) {
      if (proposal.kind === 'article') {
        const { key: _, ...metadata } = item;
        const { document, origin } = proposal;
        articles.push({ ...metadata, note: '', document, origin });
        originals.push(proposal.original);
      } else if (proposal.kind === 'dataset') {
        calls.push({ name: 'dataset.import', input: { dataset: proposal.dataset } });
      }
    }
    if (articles.length > 0) calls.unshift({ name: 'article.import', input: { articles } });
    const [first] = calls;
    if (!first) return { stepId: null, articleIds: [], imported: 0, skipped: [] };
    const outcome =
      calls.length === 1
        ? this.#project.run(first.name, first.input, { originals })
        : this.#project.run('batch.run', { label: 'Import files', calls }, { originals });
    const articleIds = outcome.changes.flatMap((change) =>
      change.type === 'article' && change.before === null ? [change.id] : [],
    );
    const datasets = chosen.filter(({ proposal }) => proposal.kind === 'dataset');
    const values = calls.length === 1 ? [outcome.value] : toList(outcome.value);
    const skipped = values
      .filter((_, i) => calls[i]?.name === 'dataset.import')
      .flatMap((value, i) => listConflicts(value, datasets[i]?.proposal.item));
    return { stepId: outcome.stepId || null, articleIds, imported: articleIds.length, skipped };
  }
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
