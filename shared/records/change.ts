import type { Id, RecordOf, RecordType } from './records.ts';

/**
 * One row before and after a command. `before: null` means created, `after: null` removed. The same value is written to the
 * project file, kept as history, inverted for undo, sent to the window and merged.
 */
export type Change<Type extends RecordType = RecordType> = {
  readonly [T in Type]: {
    readonly type: T;
    readonly id: Id;
    readonly before: RecordOf<T> | null;
    readonly after: RecordOf<T> | null;
  };
}[Type];

/** The changes that take back `changes`: each turned round, in reverse order. */
export function invertChanges(changes: readonly Change[]): Change[] {
  return changes
    .map((change) => ({ ...change, before: change.after, after: change.before }) as Change)
    .reverse();
}

/** A committed step as history keeps it and as the window hears of it. */
export interface Step {
  readonly id: Id;
  /** Name of the command; `history.undo` and `history.redo` for those. */
  readonly command: string;
  /** What the user reads: `Mark quotation`. */
  readonly label: string;
  readonly annotatorId: Id;
  readonly at: string;
  readonly changes: readonly Change[];
  /** The step that this one took back or did again; null for an ordinary one. */
  readonly undoes: Id | null;
}
