import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { CallContext, ChannelParsed } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';
import type {
  ImportedFile,
  ImportFile,
  ImportItem,
  ImportPage,
  ImportReport,
  ImportSession,
} from '../../shared/contract/import-views.ts';
import type { CommandOutcome } from '../../shared/contract/views.ts';
import type { RichDocument } from '../../shared/text/document.ts';
import { fail, Refusal } from '../../shared/util/result.ts';
import type { OpenProject } from '../engine/project.ts';
import { findAnnotatedFormat } from './annotated-files.ts';
import { buildAnnotated, proposeAnnotated, rememberLabels } from './import-annotated.ts';
import { choose, listPage, type ChoiceInput, type PageInput } from './import-chosen.ts';
import { findUnits } from './import-units.ts';
import { refuse, withPreview, type ArticleProposal, type Proposal } from './import-proposal.ts';
import { readImportFile, refuseFile, type ReadImport, type ReadOptions } from './import-read.ts';
import { NearDuplicates, type NearFinder } from './near-duplicates.ts';
import { listOriginals, storeProposals } from './import-store.ts';

/** Sessions kept at a time; the oldest goes first. */
const maxSessions = 8;
/** After so long other calls have their turn. */
const turnMs = 12;
/** Text of one session, in UTF-16 units: its articles are stored as one step, which has to fit into memory. */
const maxTextUnits = 256 * 1024 * 1024;
/** Originals that a session keeps in memory, so that a file may go away before it is stored; others are read again. */
const maxKeptBytes = 64 * 1024 * 1024;

type RemapInput = Omit<ChannelParsed<EngineContract['import.remap']>, 'sessionId'>;
type ReadFile = (grant: string) => Promise<string>;

interface Session {
  readonly options: ReadOptions;
  /** Files by their key, with their path. */
  readonly files: Map<string, { file: ImportFile; readonly path: string }>;
  readonly proposals: Map<string, Proposal>;
  readonly near: NearFinder;
  /** Names of the texts so far, by hash. */
  readonly names: Map<string, string>;
  textUnits: number;
  keptBytes: number;
}

/** Proposals of files that were read and not stored yet. */
export class ImportSessions {
  readonly #project: OpenProject;
  readonly #clock: () => number;
  readonly #sessions = new Map<string, Session>();
  readonly #near: NearDuplicates;

  /** @param clock Milliseconds since 1970, UTC. */
  constructor(project: OpenProject, clock: () => number) {
    this.#project = project;
    this.#clock = clock;
    this.#near = new NearDuplicates(project);
  }

  /** A file with marks, known by its content, is read as such instead of as an article. */
  async #readFile(
    file: string,
    options: ReadOptions,
    key: string,
    context: CallContext,
  ): Promise<ReadImport> {
    const isOpen = options.format === 'auto' && options.mapping === null;
    const format = isOpen ? await findAnnotatedFormat(file).catch(() => null) : null;
    if (format !== null) return proposeAnnotated(this.#project, file, format, key, context);
    return readImportFile(file, options, key);
  }

  /** Read files into a new session. Lets other calls run between files. @throws Refusal `cancelled`. */
  async read(
    grants: readonly string[],
    { first, ...options }: ReadOptions & { readonly first: number },
    resolve: ReadFile,
    context: CallContext,
  ): Promise<ImportSession> {
    const known = await this.#near.update();
    const session: Session = {
      options,
      near: this.#near.begin(),
      files: new Map(),
      proposals: new Map(),
      names: new Map(),
      textUnits: 0,
      keptBytes: 0,
    };
    const paths: string[] = [];
    for (const grant of grants) paths.push(await resolve(grant));
    const files = await findUnits(paths);
    let turnEnd = performance.now() + turnMs;
    for (const [i, { path, failure }] of files.entries()) {
      if (context.signal.aborted) throw new Refusal('cancelled', 'The import was cancelled.');
      const key = String(i + 1);
      const read = failure
        ? refuseFile(path, failure, key)
        : await this.#readFile(path, options, key, context);
      context.progress({ done: i, total: files.length, label: read.file.fileName });
      this.#take(session, read, path);
      if (performance.now() < turnEnd) continue;
      await setImmediate();
      turnEnd = performance.now() + turnMs;
    }
    context.progress({ done: files.length, total: files.length, label: '' });
    const sessionId = randomUUID();
    this.#sessions.set(sessionId, session);
    for (const oldest of this.#sessions.keys()) {
      if (this.#sessions.size > maxSessions) this.#sessions.delete(oldest);
    }
    return {
      sessionId,
      note: noteOf(known, this.#project.read.counts().articles),
      ...listPage(session, { fileKey: null, offset: 0, limit: first }),
    };
  }

  /**
   * Read a file of a session again with its columns as given.
   *
   * @throws Refusal when the session has ended; `cancelled`, and the session is as it was, when other columns were chosen meanwhile.
   */
  async remap(
    sessionId: string,
    { fileKey, mapping, first }: RemapInput,
    context: CallContext,
  ): Promise<ImportedFile> {
    const session = this.#get(sessionId);
    const known = session.files.get(fileKey);
    if (!known) throw new Refusal('bad_input', `The import has no file ${fileKey}.`);
    const options = { ...session.options, mapping };
    const read = await this.#readFile(known.path, options, fileKey, context);
    if (context.signal.aborted) throw new Refusal('cancelled', 'The file is read otherwise.');
    // What comes now stands where it stood before.
    const others = [...session.proposals];
    const at = others.findIndex(([, { item }]) => item.fileKey === fileKey);
    session.proposals.clear();
    for (const [key, proposal] of others.slice(0, at)) session.proposals.set(key, proposal);
    for (const [key, { item }] of others) if (item.fileKey === fileKey) session.near.forget(key);
    for (const [text, name] of session.names) {
      if (name === read.file.fileName) session.names.delete(text);
    }
    this.#take(session, read, known.path);
    for (const [key, proposal] of others.slice(at)) {
      if (proposal.item.fileKey !== fileKey) session.proposals.set(key, proposal);
    }
    const { items, itemCount } = listPage(session, { fileKey, offset: 0, limit: first });
    return { file: read.file, items, itemCount };
  }

  /** Items of a session, or of one file of it. @throws Refusal when the session has ended. */
  items(sessionId: string, window: PageInput): ImportPage {
    return listPage(this.#get(sessionId), window);
  }

  /** Store the named proposals as one step and end the session. */
  async commit(sessionId: string, input: ChoiceInput, context: CallContext): Promise<ImportReport> {
    const { labels } = input;
    const chosen = choose(this.#get(sessionId).proposals, input);
    const now = new Date(this.#clock()).toISOString();
    const built = buildAnnotated(this.#project, chosen, labels, now);
    const settings = rememberLabels(this.#project, labels);
    const report = await storeProposals(this.#project, built.chosen, settings, context);
    this.#sessions.delete(sessionId);
    return { ...report, leftOut: built.leftOut };
  }

  /** One item with the beginning of its text. @throws Refusal when the session has ended. */
  item(sessionId: string, key: string): ImportItem {
    return withPreview(this.#find(sessionId, key));
  }

  /** Text of one proposal. @throws Refusal when the session has ended or the item is no article. */
  document(sessionId: string, key: string): RichDocument {
    return this.#article(sessionId, key).document;
  }

  /** Give an article the text of one proposal, keep the file, and end the session. */
  async revise(
    sessionId: string,
    key: string,
    { articleId, ...revision }: { readonly articleId: string } & Record<string, unknown>,
  ): Promise<CommandOutcome> {
    const proposal = this.#article(sessionId, key);
    const { document, origin } = proposal;
    const input = { ...revision, id: articleId, document, origin };
    const originals = listOriginals([proposal]);
    const outcome = await this.#project.runInTurns('article.revise', input, undefined, {
      originals,
    });
    this.#sessions.delete(sessionId);
    return outcome;
  }

  #article(sessionId: string, key: string): ArticleProposal {
    const proposal = this.#find(sessionId, key);
    if (proposal.kind === 'article') return proposal;
    const reason = proposal.item.problem ?? 'It holds no single article.';
    throw new Refusal('bad_input', `${proposal.item.fileName}: ${reason}`);
  }

  /** Drop a session. */
  discard(sessionId: string): void {
    this.#sessions.delete(sessionId);
  }

  #get(sessionId: string): Session {
    const session = this.#sessions.get(sessionId);
    if (session) return session;
    throw new Refusal('not_found', 'The files have to be read again: this import has ended.');
  }

  #find(sessionId: string, key: string): Proposal {
    const proposal = this.#get(sessionId).proposals.get(key);
    if (!proposal) throw new Refusal('not_found', 'The file has to be read again.');
    return proposal;
  }

  /** Take what was read of a file into the session. */
  #take(session: Session, { file, proposals, bytes }: ReadImport, path: string): Proposal[] {
    session.files.set(file.key, { file, path });
    return proposals.map((read) => {
      const kept = this.#keep(session, read, bytes);
      session.proposals.set(kept.item.key, kept);
      return kept;
    });
  }

  #keep(session: Session, proposal: Proposal, bytes: Uint8Array | null): Proposal {
    if (proposal.kind !== 'article') return proposal;
    session.textUnits += proposal.length;
    if (session.textUnits > maxTextUnits) {
      const message = 'This is more text than one import can hold. Import it in a second go.';
      return refuse(proposal.item, fail('too_large', message).error);
    }
    const marked = this.#markDuplicate(proposal, session);
    const { original } = proposal;
    if (original.kind !== 'file' || bytes === null) return marked;
    if (session.keptBytes + bytes.byteLength > maxKeptBytes) return marked;
    session.keptBytes += bytes.byteLength;
    return { ...marked, original: { kind: 'bytes', bytes, mediaType: original.mediaType } };
  }

  #markDuplicate(
    proposal: Extract<Proposal, { readonly kind: 'article' }>,
    session: Session,
  ): Extract<Proposal, { readonly kind: 'article' }> {
    const { item, textSha256 } = proposal;
    const { names } = session;
    const stored = this.#project.read.articleByText(textSha256);
    const sibling = names.get(textSha256);
    if (sibling === undefined) names.set(textSha256, item.fileName);
    if (!stored && sibling === undefined) {
      const nearDuplicateOf = session.near.find(proposal);
      return nearDuplicateOf ? { ...proposal, item: { ...item, nearDuplicateOf } } : proposal;
    }
    const same = stored ? `the article “${stored.title}”` : `“${sibling}”, chosen with it`;
    const problem = `Its text is the same as that of ${same}.`;
    const duplicateOf = stored ?? { id: '', title: sibling ?? '' };
    return { ...proposal, item: { ...item, problem, duplicateOf } };
  }
}

function noteOf(known: number | null, articles: number): string | null {
  if (known === null) return null;
  const [part, all] = [known, articles].map((count) => count.toLocaleString('en'));
  return `Near duplicates were looked for among ${part} of ${all} articles; the next import goes on from there.`;
}
