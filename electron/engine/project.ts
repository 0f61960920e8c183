import { statSync } from 'node:fs';
import path from 'node:path';
import { findCommand, parseInput } from '../../shared/commands/index.ts';
import type { CheckReport, CommandOutcome, HistoryState } from '../../shared/contract/views.ts';
import { invertChanges, type Change, type Step } from '../../shared/records/change.ts';
import type { Annotator, Id } from '../../shared/records/records.ts';
import { Refusal } from '../../shared/util/result.ts';
import { checkDatabase } from '../store/check.ts';
import type { Connection } from '../store/connection.ts';
import { closeDatabase } from '../store/database.ts';
import { toStoreFailure } from '../store/errors.ts';
import { appendStep, getStep, listStepsOf } from '../store/history.ts';
import { findMeta, putMeta } from '../store/meta.ts';
import { putOriginal, type Original } from '../store/originals.ts';
import { findRecord } from '../store/repository.ts';
import { applyChanges } from './apply.ts';
import { backUp } from './backups.ts';
import { NothingChanged, type Committed } from './committed.ts';
import { openDraft } from './draft.ts';
import { Guard, type ReadOnlyListener } from './guard.ts';
import type { Lease } from './lease.ts';
import { ProjectReader } from './read.ts';
import { RevisionCache } from './revision-cache.ts';
import { saveCopy } from './save-copy.ts';
import type { Sources } from './sources.ts';
import { joinCommand, redoCommand, undoCommand, UndoLog } from './undo-log.ts';

/** What a project is opened with, once everything about the file is settled. */
export interface ProjectParts {
  readonly db: Connection;
  /** Real path of the file. */
  readonly path: string;
  readonly annotator: Annotator;
  readonly sources: Sources;
  /** Why nothing can be written, for a person; null when writing works. */
  readonly readOnly: string | null;
  readonly notices: readonly string[];
  /** null when nothing is written. */
  readonly lease: Lease | null;
  /** Where backups of this project go; null for none. */
  readonly backupFolder: string | null;
  readonly appVersion: string;
}

/** A step that was committed, with how undo and redo stand after it. */
export type StepListener = (
  step: CommandOutcome & { readonly command: string; readonly history: HistoryState },
) => void;

/** Commands that may change very much: the project is backed up before them. */
const bulkCommands: ReadonlySet<string> = new Set([
  'article.import',
  'dataset.import',
  'entity.merge',
  'batch.run',
  'codebook.update',
  'article.revise',
]);

/** An open project: commands, undo and redo, questions. One transaction a step; what has returned is on the disk. */
export class OpenProject {
  readonly path: string;
  readonly fileName: string;
  /** Who works here. Has no row until the first step. */
  readonly annotator: Annotator;
  readonly read: ProjectReader;
  readonly #db: Connection;
  readonly #parts: ProjectParts;
  readonly #revisions = new RevisionCache();
  readonly #guard: Guard;
  readonly #stepListeners = new Set<StepListener>();
  readonly #notices: string[];
  #undoLog: UndoLog | null = null;
  #isBackedUp = false;
  #isChanged = false;
  #isClosed = false;

  constructor(parts: ProjectParts) {
    this.#parts = parts;
    this.#db = parts.db;
    this.path = parts.path;
    this.fileName = path.basename(parts.path);
    this.#notices = [...parts.notices];
    this.#guard = new Guard(parts.db, parts.path, parts.readOnly, parts.sources.clock);
    this.annotator = findRecord(parts.db, 'annotator', parts.annotator.id) ?? parts.annotator;
    this.read = new ProjectReader(parts.db, this.#revisions, this.annotator.id);
  }

  /** Why nothing can be written, for a person; null when writing works. */
  get readOnly(): string | null {
    return this.#guard.readOnly;
  }

  /** What was mended or could not be done, for a person. */
  get notices(): readonly string[] {
    return this.#notices;
  }

  /** Size of the project file. */
  get sizeBytes(): number {
    return statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /**
   * Run a command as one step.
   *
   * @param extras Files to keep together with the step, under their hashes; taken one by one, so that they need not all be
   *   in memory.
   * @returns With an empty `stepId` when nothing changed: there is no step then.
   * @throws Refusal when the command does not exist, its input is wrong or it refuses; nothing is written then.
   */
  run(
    name: string,
    input: unknown,
    extras: { readonly originals?: Iterable<Original> } = {},
  ): CommandOutcome {
    const command = findCommand(name);
    if (!command) throw new Refusal('bad_input', `There is no command “${name}”.`);
    const parsed = parseInput(command, input);
    const label = typeof command.label === 'string' ? command.label : command.label(parsed);
    if (bulkCommands.has(name)) this.#isBackedUp = false;
    return this.#commit(() => {
      for (const original of extras.originals ?? []) putOriginal(this.#db, original);
      const { draft, finish } = this.#openDraft();
      const value = command.run(draft, parsed);
      return { step: this.#buildStep(name, label, draft.now, finish(), null), value };
    });
  }

  /** Take back the last step of this annotator that stands. @throws Refusal `nothing_to_undo`, `conflict`. */
  undo(): CommandOutcome {
    const target = this.#log().next;
    if (!target) throw new Refusal('nothing_to_undo', 'There is nothing to undo.');
    const changes = invertChanges(getStep(this.#db, target.id).changes);
    return this.#apply(undoCommand, `Undo: ${target.label}`, changes, target.id);
  }

  /** Do again what was undone last. @throws Refusal `nothing_to_redo`, `conflict`. */
  redo(): CommandOutcome {
    const target = this.#log().again;
    if (!target) throw new Refusal('nothing_to_redo', 'There is nothing to redo.');
    const { changes } = getStep(this.#db, target.id);
    return this.#apply(redoCommand, `Redo: ${target.label}`, changes, target.id);
  }

  /** What undo and redo would do now. */
  historyState(): HistoryState {
    const log = this.#log();
    return { undo: log.next?.label ?? null, redo: log.again?.label ?? null };
  }

  /** Hear of every committed step. Returns how to stop. */
  onStep(listener: StepListener): () => void {
    this.#stepListeners.add(listener);
    return () => this.#stepListeners.delete(listener);
  }

  /** Hear when writing stops working. Returns how to stop. */
  onReadOnly(listener: ReadOnlyListener): () => void {
    return this.#guard.onReadOnly(listener);
  }

  /** Check the whole file; see `checkDatabase`. */
  check(): CheckReport {
    return checkDatabase(this.#db, { readOnly: this.readOnly !== null });
  }

  /** Write a consistent copy of the project file. A file at the target is replaced. @returns Its size in bytes. */
  saveCopy(target: string): number {
    return saveCopy(this.#db, this.path, target);
  }

  /** Close the file, the main file alone being left, and give up the lease. Does nothing the second time. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#isChanged && this.readOnly === null) this.#backUp();
    closeDatabase(this.#db, { readOnly: this.#parts.lease === null });
    this.#parts.lease?.release();
  }

  #openDraft() {
    const { clock, newId, sha256 } = this.#parts.sources;
    const now = new Date(clock()).toISOString();
    const annotatorId = this.annotator.id;
    return openDraft({ db: this.#db, revisions: this.#revisions, annotatorId, now, newId, sha256 });
  }

  #buildStep(
    command: string,
    label: string,
    at: string,
    changes: readonly Change[],
    undoes: Id | null,
  ): Step {
    const id = this.#parts.sources.newId();
    return { id, command, label, annotatorId: this.annotator.id, at, changes, undoes };
  }

  /** Write changes as a step, provided that every row is still as they say it was. */
  #apply(command: string, label: string, changes: readonly Change[], undoes: Id): CommandOutcome {
    return this.#commit(() => {
      applyChanges(this.#db, this.#revisions, changes);
      const at = new Date(this.#parts.sources.clock()).toISOString();
      return { step: this.#buildStep(command, label, at, changes, undoes), value: null };
    });
  }

  /** Run `work` and write its step in one transaction, then tell the listeners. */
  #commit(work: () => Committed): CommandOutcome {
    if (this.#isClosed) throw new Refusal('read_only', 'The project is closed.');
    this.#guard.assertWritable();
    if (!this.#isBackedUp) this.#backUp();
    // Read from the history before the step is in it: it is added below.
    const log = this.#log();
    const done: Committed[] = [];
    try {
      this.#db.transaction(() => {
        const joined = this.#join();
        if (joined) done.push({ step: joined, value: null });
        const committed = work();
        done.push(committed);
        if (committed.step.changes.length === 0) throw new NothingChanged(committed);
        appendStep(this.#db, committed.step);
        putMeta(this.#db, 'revision', String(this.#revision() + 1));
        putMeta(this.#db, 'head', committed.step.id);
        putMeta(this.#db, 'app', this.#parts.appVersion);
      });
    } catch (cause) {
      if (cause instanceof NothingChanged) {
        return {
          stepId: '',
          label: cause.committed.step.label,
          changes: [],
          value: cause.committed.value,
        };
      }
      this.#revisions.clear();
      if (toStoreFailure(cause)?.code === 'moved') throw this.#guard.stop();
      throw cause;
    }
    this.#isChanged = true;
    for (const { step } of done) {
      log.add(step);
      this.read.library.note(step.changes);
    }
    const last = done.at(-1);
    if (!last) throw new Error('a commit without a step');
    this.#guard.committed(last.step.id);
    for (const committed of done.slice(0, -1)) this.#tell(committed);
    return this.#tell(last);
  }

  #tell({ step, value }: Committed): CommandOutcome {
    const { id, label, changes, command } = step;
    const outcome = { stepId: id, label, changes, value };
    const history = this.historyState();
    for (const listener of this.#stepListeners) listener({ ...outcome, command, history });
    return outcome;
  }

  /** The annotator's row, written with the first step that he or she makes. */
  #join(): Step | null {
    if (findRecord(this.#db, 'annotator', this.annotator.id)) return null;
    const { draft, finish } = this.#openDraft();
    const { id, name, colour } = this.annotator;
    draft.put('annotator', { id, name, colour });
    const step = this.#buildStep(joinCommand, `${name} joins`, draft.now, finish(), null);
    appendStep(this.#db, step);
    return step;
  }

  #revision(): number {
    return Number(findMeta(this.#db, 'revision') ?? 0);
  }

  #log(): UndoLog {
    this.#undoLog ??= new UndoLog(listStepsOf(this.#db, this.annotator.id));
    return this.#undoLog;
  }

  #backUp(): void {
    this.#isBackedUp = true;
    const folder = this.#parts.backupFolder;
    if (folder === null) return;
    try {
      backUp(this.#db, folder, { revision: this.#revision(), now: this.#parts.sources.clock() });
    } catch (cause) {
      // Work goes on without a backup rather than stop; the person is told.
      const why = toStoreFailure(cause)?.message ?? (cause instanceof Error ? cause.message : '');
      this.#notices.push(`The project could not be backed up: ${why}`);
    }
  }
}
