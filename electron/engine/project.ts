import { statSync } from 'node:fs';
import path from 'node:path';
import { finish, type Work } from '../../shared/commands/define.ts';
import { findCommand, parseInput } from '../../shared/commands/index.ts';
import type { CheckReport, CommandOutcome, HistoryState } from '../../shared/contract/views.ts';
import type { Annotator } from '../../shared/records/records.ts';
import { Refusal } from '../../shared/util/result.ts';
import { checkDatabase } from '../store/check.ts';
import type { Connection } from '../store/connection.ts';
import { closeDatabase } from '../store/database.ts';
import { findRecord } from '../store/repository.ts';
import { BackupDuty, bulkCommands } from './backup-duty.ts';
import { Guard, type ReadOnlyListener } from './guard.ts';
import type { Lease } from './lease.ts';
import { prepareInTurns } from './preparing.ts';
import { ProjectReader } from './read.ts';
import { RevisionCache } from './revision-cache.ts';
import { saveCopy } from './save-copy.ts';
import type { Sources } from './sources.ts';
import { commandWork, travelWork, type Originals } from './step-work.ts';
import { doInTurns, nobodyWaits, Queue, type Waiting } from './turns.ts';
import { redoCommand, undoCommand, type UndoableStep } from './undo-log.ts';
import { Writer, type StepListener } from './writer.ts';

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
  /** The file is large and was opened without a look at all of it; see `prepare`. */
  readonly isUnchecked: boolean;
  /** null when nothing is written. */
  readonly lease: Lease | null;
  /** Where backups of this project go; null for none. */
  readonly backupFolder: string | null;
  readonly appVersion: string;
}

/** What goes with a command. */
export interface RunExtras {
  readonly originals?: Originals;
}

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
  readonly #writer: Writer;
  readonly #backups: BackupDuty;
  readonly #notices: string[];
  readonly #queue = new Queue();
  #isClosed = false;

  constructor(parts: ProjectParts) {
    this.#parts = parts;
    this.#db = parts.db;
    this.path = parts.path;
    this.fileName = path.basename(parts.path);
    this.#notices = [...parts.notices];
    const { sources, appVersion } = parts;
    this.#guard = new Guard(parts.db, parts.path, parts.readOnly, sources.clock);
    this.annotator = findRecord(parts.db, 'annotator', parts.annotator.id) ?? parts.annotator;
    this.read = new ProjectReader(parts.db, this.#revisions, this.annotator.id);
    const [db, revisions, guard] = [this.#db, this.#revisions, this.#guard];
    this.#backups = new BackupDuty({
      db,
      folder: parts.backupFolder,
      sizeBytes: () => this.sizeBytes,
      state: () => ({ revision: this.#writer.revision, now: sources.clock() }),
      onFailure: (why) => this.#notices.push(why),
    });
    this.#writer = new Writer({
      ...{ db, revisions, guard, sources, appVersion },
      library: this.read.library,
      annotator: this.annotator,
      beforeStep: () => this.#backups.fulfil(),
    });
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
   * Run a command as one step, at once.
   *
   * @returns With an empty `stepId` when nothing changed: there is no step then.
   * @throws Refusal when the command does not exist, its input is wrong or it refuses; nothing is written then.
   */
  run(name: string, input: unknown, extras: RunExtras = {}): CommandOutcome {
    return this.#doAtOnce(name, () => this.#runWork(name, input, extras));
  }

  /** The same with turns for others when it takes long. Waits for steps that were begun before. @throws Refusal `cancelled` */
  runInTurns(
    name: string,
    input: unknown,
    waiting: Waiting = nobodyWaits,
    extras: RunExtras = {},
  ): Promise<CommandOutcome> {
    return this.#doInTurns(name, () => this.#runWork(name, input, extras), waiting);
  }

  /** Take back the last step of this annotator that stands. @throws Refusal `nothing_to_undo`, `conflict`. */
  undo(): CommandOutcome {
    return this.#doAtOnce(undoCommand, () => this.#undoWork());
  }

  undoInTurns(waiting: Waiting = nobodyWaits): Promise<CommandOutcome> {
    return this.#doInTurns(undoCommand, () => this.#undoWork(), waiting);
  }

  /** Do again what was undone last. @throws Refusal `nothing_to_redo`, `conflict`. */
  redo(): CommandOutcome {
    return this.#doAtOnce(redoCommand, () => this.#redoWork());
  }

  redoInTurns(waiting: Waiting = nobodyWaits): Promise<CommandOutcome> {
    return this.#doInTurns(redoCommand, () => this.#redoWork(), waiting);
  }

  /** Whether a step is under way, others having their turn: reads see what may be taken back. */
  isStoring(): boolean {
    return this.#writer.isWriting;
  }

  /** Do something when no step is under way that takes turns: for what cannot be done amid a transaction. */
  whenFree<Value>(work: () => Value): Promise<Awaited<Value>> {
    return this.#queue.whenEmpty(work);
  }

  /** What undo and redo would do now. */
  historyState(): HistoryState {
    const { next, again } = this.#writer.log;
    return { undo: next?.label ?? null, redo: again?.label ?? null };
  }

  /** Hear of every committed step. Returns how to stop. */
  onStep(listener: StepListener): () => void {
    return this.#writer.onStep(listener);
  }

  /** Hear when writing stops working. Returns how to stop. */
  onReadOnly(listener: ReadOnlyListener): () => void {
    return this.#guard.onReadOnly(listener);
  }

  /** Check the whole file; see `checkDatabase`. */
  check(): CheckReport {
    return checkDatabase(this.#db, { readOnly: this.readOnly !== null });
  }

  /**
   * While nothing else is to be done: read what lists and filters of articles need, then look for damage if that was not done
   * when the file was opened. A fault found stops writing; summaries of articles that do not fit are made anew.
   */
  async prepare(): Promise<void> {
    await prepareInTurns({
      ...{ db: this.#db, fileName: this.fileName, guard: this.#guard },
      library: this.read.library,
      isUnchecked: this.#parts.isUnchecked,
      isOpen: () => !this.#isClosed,
      whenFree: (work) => this.whenFree(work),
      onMended: (notice) => this.#notices.push(notice),
    });
  }

  /** Write a consistent copy of the project file. A file at the target is replaced. @returns Its size in bytes. */
  saveCopy(target: string): number {
    return saveCopy(this.#db, this.path, target);
  }

  /**
   * Close the file, the main file alone being left, and give up the lease. A step that is under way is taken back. Does nothing
   * the second time.
   */
  close(): void {
    if (!this.#beginClosing()) return;
    this.#backups.renew();
    if (this.#writer.isChanged && this.readOnly === null) this.#backups.fulfil();
    this.#endClosing();
  }

  /** The same, a large project being backed up in portions: whoever waits hears that it goes on. */
  async closeInTurns(onTurn: () => void): Promise<void> {
    if (!this.#beginClosing()) return;
    // A backup before bulk work stops at its next portion; until then its file is being written.
    await this.#queue.whenEmpty(() => this.#backups.renew());
    if (this.#writer.isChanged && this.readOnly === null) {
      await this.#backups.fulfilInTurns({ isRecentEnough: false, onTurn });
      this.#backups.fulfil();
    }
    this.#endClosing();
  }

  /** @returns Whether that has not been done before. */
  #beginClosing(): boolean {
    if (this.#isClosed) return false;
    this.#isClosed = true;
    this.#db.rollback();
    return true;
  }

  #endClosing(): void {
    closeDatabase(this.#db, { readOnly: this.#parts.lease === null });
    this.#parts.lease?.release();
  }

  #runWork(name: string, input: unknown, { originals }: RunExtras): Work<CommandOutcome> {
    const command = findCommand(name);
    if (!command) throw new Refusal('bad_input', `There is no command “${name}”.`);
    const parsed = parseInput(command, input);
    const label = typeof command.label === 'string' ? command.label : command.label(parsed);
    const ready = { command, input: parsed, originals: originals ?? null };
    const write = commandWork(this.#db, ready);
    return this.#writer.commit({ command: name, label, undoes: null, write });
  }

  #undoWork(): Work<CommandOutcome> {
    const target = this.#writer.log.next;
    if (!target) throw new Refusal('nothing_to_undo', 'There is nothing to undo.');
    return this.#travel(undoCommand, target);
  }

  #redoWork(): Work<CommandOutcome> {
    const target = this.#writer.log.again;
    if (!target) throw new Refusal('nothing_to_redo', 'There is nothing to redo.');
    return this.#travel(redoCommand, target);
  }

  #travel(
    command: typeof undoCommand | typeof redoCommand,
    target: UndoableStep,
  ): Work<CommandOutcome> {
    const [word, direction] =
      command === undoCommand ? (['Undo', 'back'] as const) : (['Redo', 'again'] as const);
    return this.#writer.commit({
      command,
      label: `${word}: ${target.label}`,
      undoes: target.id,
      write: travelWork(this.#db, this.#revisions, target, direction),
    });
  }

  #doAtOnce(name: string, begin: () => Work<CommandOutcome>): CommandOutcome {
    this.#assertOpen();
    if (bulkCommands.has(name)) this.#backups.renew();
    return finish(begin());
  }

  #doInTurns(
    name: string,
    begin: () => Work<CommandOutcome>,
    { signal, progress }: Waiting,
  ): Promise<CommandOutcome> {
    const isClosed = () => this.#isClosed;
    const stop = {
      get aborted() {
        return signal.aborted || isClosed();
      },
    };
    return this.#queue.add(async () => {
      this.#assertOpen();
      if (bulkCommands.has(name)) this.#backups.renew();
      const onTurn = () => this.#assertOpen();
      if (this.readOnly === null)
        await this.#backups.fulfilInTurns({ isRecentEnough: true, onTurn });
      this.#assertOpen();
      return doInTurns(begin(), { signal: stop, progress });
    });
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new Refusal('read_only', 'The project is closed.');
  }
}
