import type { findCommand } from '../../shared/commands/index.ts';
import { invertChanges } from '../../shared/records/change.ts';
import type { Connection } from '../store/connection.ts';
import { getPart, getStep } from '../store/history.ts';
import { putOriginal, type Original } from '../store/originals.ts';
import { applyChange } from './apply.ts';
import type { RevisionCache } from './revision-cache.ts';
import type { UndoableStep } from './undo-log.ts';
import type { StepPlan } from './writer.ts';

/** Rows that a command has touched when their changes are written to the history. */
const rowsAtOnce = 200;

/** Files to keep together with a step, under their hashes; taken one by one, so that they need not all be in memory. */
export interface Originals extends Iterable<Original> {
  readonly size: number;
}

/** A command with its checked input. */
export interface ReadyCommand {
  readonly command: NonNullable<ReturnType<typeof findCommand>>;
  readonly input: unknown;
  readonly originals: Originals | null;
}

/** What a command writes, in portions where it knows some. */
export function commandWork(
  db: Connection,
  { command, input, originals }: ReadyCommand,
): StepPlan['write'] {
  return function* write(step, { draft, take, size }) {
    // Files are quickly stored beside articles: they take the first tenth of the way.
    const files = originals?.size ?? 0;
    let kept = 0;
    for (const original of originals ?? []) {
      putOriginal(db, original);
      yield { done: ++kept / files / 10, total: 1 };
    }
    if (!command.steps) {
      const value = command.run(draft, input);
      step.add(take());
      return value;
    }
    const work = command.steps(draft, input);
    let next = work.next();
    for (; !next.done; next = work.next()) {
      if (size() >= rowsAtOnce) step.add(take());
      const { done, total } = next.value;
      yield files === 0 ? next.value : { done: 0.1 + (0.9 * done) / total, total: 1 };
    }
    step.add(take());
    return next.value;
  };
}

/** What going back over a step writes, or over it once more: its changes, provided that every row is still as they say it was. */
export function travelWork(
  db: Connection,
  revisions: RevisionCache,
  target: UndoableStep,
  direction: 'back' | 'again',
): StepPlan['write'] {
  return function* write(step) {
    const { parts, changeCount: total } = getStep(db, target.id);
    for (const part of direction === 'back' ? parts.toReversed() : parts) {
      const changes = getPart(db, part);
      for (const change of direction === 'back' ? invertChanges(changes) : changes) {
        applyChange(db, revisions, change);
        step.add([change]);
        yield { done: step.count, total };
      }
    }
    return null;
  };
}
