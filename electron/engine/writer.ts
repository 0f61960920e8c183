import type { Work } from '../../shared/commands/define.ts';
import type { CommandOutcome, HistoryState } from '../../shared/contract/views.ts';
import type { Change } from '../../shared/records/change.ts';
import type { Annotator, Id } from '../../shared/records/records.ts';
import type { JsonValue } from '../../shared/util/json.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { Connection } from '../store/connection.ts';
import { toStoreFailure } from '../store/errors.ts';
import { listStepsOf, StepWriter, type StepHead } from '../store/history.ts';
import { findMeta, putMeta } from '../store/meta.ts';
import { findRecord } from '../store/repository.ts';
import { openDraft, type OpenDraft } from './draft.ts';
import type { Guard } from './guard.ts';
import type { Library } from './library/library.ts';
import type { RevisionCache } from './revision-cache.ts';
import type { Sources } from './sources.ts';
import { joinCommand, UndoLog } from './undo-log.ts';

/** What a writer writes with. */
export interface WriterParts {
  readonly db: Connection;
  readonly revisions: RevisionCache;
  readonly guard: Guard;
  readonly library: Library;
  /** Who works here. Has no row until the first step. */
  readonly annotator: Annotator;
  readonly sources: Sources;
  readonly appVersion: string;
  /** Called before a transaction that may be begun. */
  readonly beforeStep: () => void;
}

/** A step before it is written. */
export interface StepPlan extends Pick<StepHead, 'command' | 'label' | 'undoes'> {
  /** Writes the rows, tells the step of every change, and answers what the caller gets. */
  readonly write: (step: StepWriter, draft: OpenDraft) => Work<JsonValue>;
}

/** A step that was committed, with how undo and redo stand after it. */
export type StepListener = (
  step: CommandOutcome & { readonly command: string; readonly history: HistoryState },
) => void;

interface Written {
  readonly head: StepHead;
  /** null when there are too many to be told. */
  readonly changes: readonly Change[] | null;
  readonly value: JsonValue;
}

/** The one place that writes to a project: one step, one transaction, however many turns it takes. */
export class Writer {
  readonly #parts: WriterParts;
  readonly #listeners = new Set<StepListener>();
  #undoLog: UndoLog | null = null;
  #isWriting = false;
  #isChanged = false;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** Whether something has been committed. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** Whether a step is under way. */
  get isWriting(): boolean {
    return this.#isWriting;
  }

  /** Count of the project's commits. */
  get revision(): number {
    return Number(findMeta(this.#parts.db, 'revision') ?? 0);
  }

  /** Steps of this annotator that undo and redo would take. */
  get log(): UndoLog {
    this.#undoLog ??= new UndoLog(listStepsOf(this.#parts.db, this.#parts.annotator.id));
    return this.#undoLog;
  }

  onStep(listener: StepListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Write a step, then tell the listeners. While it is under way nothing else is written; reads see what is there so far.
   * Ended by an error from outside, or by one of its own, it leaves no trace.
   *
   * @throws Refusal `locked` while another step is under way.
   */
  *commit(plan: StepPlan): Work<CommandOutcome> {
    const { db, revisions, guard, library } = this.#parts;
    if (this.#isWriting) {
      throw new Refusal('locked', 'Something large is being stored. Wait until that is done.');
    }
    guard.assertWritable();
    this.#parts.beforeStep();
    // Read from the history before the step is in it: it is added below.
    const { log } = this;
    let written: Written[];
    this.#isWriting = true;
    try {
      db.begin();
      written = yield* this.#write(plan);
      const isNothing = written.at(-1)?.changes?.length === 0;
      // A step without changes is none, so that undo always does something.
      if (isNothing) db.rollback();
      else db.commit();
      if (isNothing) return toOutcome(written.at(-1), '');
    } catch (cause) {
      db.rollback();
      revisions.clear();
      library.forget();
      if (toStoreFailure(cause)?.code === 'moved') throw guard.stop();
      throw cause;
    } finally {
      this.#isWriting = false;
    }
    this.#isChanged = true;
    for (const { head, changes } of written) {
      log.add(head);
      if (changes) library.note(changes);
      else library.forget();
    }
    guard.committed(written.at(-1)?.head.id ?? '');
    for (const step of written.slice(0, -1)) this.#tell(step);
    return this.#tell(written.at(-1));
  }

  *#write(plan: StepPlan): Generator<{ done: number; total: number }, Written[]> {
    const { db } = this.#parts;
    const joined = this.#join();
    const draft = this.#openDraft();
    const { command, label, undoes } = plan;
    const head = this.#buildHead(command, label, draft.draft.now, undoes);
    const step = new StepWriter(db, head);
    const value = yield* plan.write(step, draft);
    const changes = step.finish();
    putMeta(db, 'revision', String(this.revision + 1));
    putMeta(db, 'head', head.id);
    putMeta(db, 'app', this.#parts.appVersion);
    return [...joined, { head, changes, value }];
  }

  #openDraft(): OpenDraft {
    const { db, revisions, annotator, sources } = this.#parts;
    const { clock, newId, sha256 } = sources;
    const now = new Date(clock()).toISOString();
    return openDraft({ db, revisions, annotatorId: annotator.id, now, newId, sha256 });
  }

  #buildHead(command: string, label: string, at: string, undoes: Id | null): StepHead {
    const { annotator, sources } = this.#parts;
    return { id: sources.newId(), command, label, annotatorId: annotator.id, at, undoes };
  }

  /** The annotator's row, written with the first step that he or she makes. */
  #join(): Written[] {
    const { db, annotator } = this.#parts;
    if (findRecord(db, 'annotator', annotator.id)) return [];
    const { draft, take } = this.#openDraft();
    const { id, name, colour } = annotator;
    draft.put('annotator', { id, name, colour });
    const head = this.#buildHead(joinCommand, `${name} joins`, draft.now, null);
    const step = new StepWriter(db, head);
    step.add(take());
    return [{ head, changes: step.finish(), value: null }];
  }

  #tell(written: Written | undefined): CommandOutcome {
    const outcome = toOutcome(written, written?.head.id ?? '');
    const { next, again } = this.log;
    const history = { undo: next?.label ?? null, redo: again?.label ?? null };
    const command = written?.head.command ?? '';
    for (const listener of this.#listeners) listener({ ...outcome, command, history });
    return outcome;
  }
}

function toOutcome(written: Written | undefined, stepId: Id): CommandOutcome {
  if (!written) throw new Error('a commit without a step');
  const { head, changes, value } = written;
  const { label } = head;
  if (changes) return { stepId, label, changes, value };
  return { stepId, label, changes: [], isLarge: true, value };
}
