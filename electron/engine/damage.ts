import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckFault } from '../../shared/contract/views.ts';
import { checkingChecksums, isOfSummaries } from '../store/check.ts';
import type { ReadDb } from '../store/connection.ts';
import { toStoreFailure } from '../store/errors.ts';

/** What is wrong with a project, for a person, so that it is only read; null when nothing is. */
export function describeDamage(fileName: string, faults: readonly CheckFault[]): string | null {
  const [first] = faults;
  if (!first) return null;
  const more = faults.length === 1 ? '' : ` and ${faults.length - 1} more`;
  return `“${fileName}” has ${faults.length === 1 ? 'a fault' : 'faults'}: ${first.where}: ${first.message}${more}. It is open for reading only; nothing in it was changed.`;
}

/**
 * Look through all rows of an open project while nothing else is to be done. Summaries of articles are left out: they are made
 * of other rows.
 *
 * @param isOpen Whether to go on.
 * @returns The first fault; null when there is none, or the project was closed.
 */
export async function findDamageInTurns(
  db: ReadDb,
  isOpen: () => boolean,
): Promise<CheckFault | null> {
  try {
    let start = performance.now();
    for (const fault of checkingChecksums(db)) {
      if (fault && !isOfSummaries([fault])) return fault;
      // As long at rest as at work: it takes seconds, and nobody waits for it.
      await sleep(performance.now() - start);
      if (!isOpen()) return null;
      start = performance.now();
    }
    return null;
  } catch (cause) {
    const failure = toStoreFailure(cause);
    if (failure?.code !== 'damaged') throw cause;
    return { part: 'file', where: 'database', message: failure.message };
  }
}
