import { setImmediate } from 'node:timers/promises';
import { Refusal } from '../../shared/util/result.ts';
import type { ReadDb } from '../store/connection.ts';
import { toStoreFailure } from '../store/errors.ts';
import { describeDamage, findDamageInTurns } from './damage.ts';
import type { Guard } from './guard.ts';
import type { Library } from './library/library.ts';

/** What an open project is made ready with. */
export interface PreparingParts {
  readonly db: ReadDb;
  readonly fileName: string;
  readonly library: Library;
  readonly guard: Guard;
  /** Nobody has looked through the file yet. */
  readonly isUnchecked: boolean;
  readonly isOpen: () => boolean;
}

/**
 * While nothing else is to be done: read what lists and filters of articles need, then look through a file that was opened
 * unchecked. Damage stops writing.
 *
 * @throws Refusal `damaged` when the articles cannot be read.
 */
export async function prepareInTurns(parts: PreparingParts): Promise<void> {
  const { db, fileName, guard, isUnchecked, isOpen } = parts;
  const isRead = await tryReading(parts);
  if (isUnchecked && isOpen()) {
    const fault = await findDamageInTurns(db, isOpen);
    const damage = fault && describeDamage(fileName, [fault]);
    if (damage !== null) guard.block(damage);
  }
  if (!isRead) await readLibrary(parts);
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
