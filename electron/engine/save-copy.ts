import { existsSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../shared/util/result.ts';
import type { Connection } from '../store/connection.ts';

/**
 * Write a consistent copy of an open project, beside the target first, so that a file there is only replaced by a whole one.
 *
 * @returns Size of the copy in bytes.
 * @throws Refusal `refused` when the target is the project itself.
 */
export function saveCopy(db: Connection, project: string, target: string): number {
  const isItself = existsSync(target) && realpathSync(target) === project;
  if (isItself || path.resolve(target) === project) {
    throw new Refusal('refused', 'A copy needs another name than the project itself.');
  }
  const unfinished = `${target}.part`;
  rmSync(unfinished, { force: true });
  try {
    db.copyTo(unfinished);
    renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { force: true });
  }
  return statSync(target).size;
}
