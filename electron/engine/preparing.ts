import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../shared/util/result.ts';
import type { Connection } from '../store/connection.ts';
import { toStoreFailure } from '../store/errors.ts';
import { findBrokenSummaries, recountSummaries } from '../store/summaries.ts';
import { describeDamage, findDamageInTurns } from './damage.ts';
import type { Guard } from './guard.ts';
import type { Library } from './library/library.ts';

/** What an open project is made ready with. */
export interface PreparingParts {
  readonly db: Connection;
  readonly fileName: string;
  readonly library: Library;
  readonly guard: Guard;
  /** Nobody has looked through the file yet. */
  readonly isUnchecked: boolean;
  readonly isOpen: () => boolean;
  /** Does something when no step is under way. */
  readonly whenFree: <Value>(work: () => Value) => Promise<Awaited<Value>>;
  /** Something was mended: why, for a person. */
  readonly onMended: (notice: string) => void;
}

/** What a person is told when summaries were made anew. */
export const summariesNotice =
  'The list of articles did not fit the marks and was made anew. No data was lost.';

/**
 * While nothing else is to be done: read what lists and filters of articles need, then look through a file that was opened
 * unchecked. Damage stops writing; summaries of articles that are wrong are made anew.
 *
 * @throws Refusal `damaged` when the articles cannot be read.
 */
export async function prepareInTurns(parts: PreparingParts): Promise<void> {
  const { db, fileName, library, guard, isUnchecked, isOpen, onMended } = parts;
  const isRead = await tryReading(parts);
  let isMended = false;
  if (isUnchecked && isOpen()) {
    const fault = await findDamageInTurns(db, isOpen);
    const damage = fault && describeDamage(fileName, [fault]);
    if (damage !== null) guard.block(damage);
    else isMended = await mendSummariesInTurns(parts);
  }
  if (isMended) onMended(summariesNotice);
  if (isMended) library.forget();
  if (!isRead || isMended) await readLibrary(parts);
}

async function readLibrary({ library, isOpen }: PreparingParts): Promise<void> {
  if (!isOpen()) return;
  for (const _ of library.preparing()) {
    await setImmediate();
    if (!isOpen()) return;
  }
}

/** @returns Whether there was nothing in the way. What is, is looked for then, and reading is tried once more. */
async function tryReading(parts: PreparingParts): Promise<boolean> {
  try {
    await readLibrary(parts);
    return true;
  } catch (cause) {
    if (cause instanceof Refusal || toStoreFailure(cause)) return false;
    throw cause;
  }
}

/** So long a portion of articles is counted at a time: they may have one mark each or ten thousand. */
const portionMs = 10;
const mostAtOnce = 500;

/** @returns Whether there was something to mend. */
async function mendSummariesInTurns({
  db,
  guard,
  isOpen,
  whenFree,
}: PreparingParts): Promise<boolean> {
  let isMended = false;
  let limit = 1;
  for (let after: number | null = 0; after !== null;) {
    const part = { after, limit };
    const { countedMs, spentMs } = await whenFree(() => {
      after = null;
      if (!isOpen() || guard.readOnly !== null) return { countedMs: 0, spentMs: 0 };
      const start = performance.now();
      const { ids, last } = findBrokenSummaries(db, part);
      const countedMs = performance.now() - start;
      if (ids.length > 0) guard.mend(() => db.transaction(() => recountSummaries(db, ids)));
      isMended ||= ids.length > 0;
      after = last;
      return { countedMs, spentMs: performance.now() - start };
    });
    // A commit takes its time however few are written: portions that got smaller by it would take for ever.
    if (countedMs < portionMs / 2) limit = Math.min(limit * 2, mostAtOnce);
    else if (countedMs > portionMs) limit = Math.max(1, limit >> 1);
    await sleep(spentMs);
  }
  return isMended;
}
