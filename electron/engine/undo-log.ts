import type { Id } from '../../shared/records/records.ts';

/** What undo and redo need to know of a step. */
export interface UndoableStep {
  readonly id: Id;
  readonly command: string;
  readonly label: string;
  readonly undoes: Id | null;
}

/** Names of the engine's own steps. */
export const undoCommand = 'history.undo';
export const redoCommand = 'history.redo';
/** Steps of the engine that nobody asked for, hence nobody takes back. */
export const createCommand = 'project.create';
export const joinCommand = 'annotator.join';

interface Stacks {
  readonly undo: UndoableStep[];
  readonly redo: UndoableStep[];
}

/** Steps of one annotator as they come, and what undo and redo would take now. */
export class UndoLog {
  readonly #stacks: Stacks = { undo: [], redo: [] };

  /** @param steps All steps of the annotator, oldest first. */
  constructor(steps: readonly UndoableStep[]) {
    for (const step of steps) this.add(step);
  }

  /** The step that undo takes back; null when there is none. */
  get next(): UndoableStep | null {
    return this.#stacks.undo.at(-1) ?? null;
  }

  /** The step that redo does again; null when there is none. */
  get again(): UndoableStep | null {
    return this.#stacks.redo.at(-1) ?? null;
  }

  /** Take a committed step into account. */
  add(step: UndoableStep): void {
    const { undo, redo } = this.#stacks;
    if (step.command === undoCommand) move(undo, redo);
    else if (step.command === redoCommand) move(redo, undo);
    else if (step.command !== createCommand && step.command !== joinCommand) {
      undo.push(step);
      redo.length = 0;
    }
  }
}

/** Undo and redo always take the last one: the engine never makes such a step of another. */
function move(from: UndoableStep[], to: UndoableStep[]): void {
  const step = from.pop();
  if (step) to.push(step);
}
