import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Id } from '../../shared/records/records.ts';
import { Connection } from '../store/connection.ts';
import { toStoreFailure } from '../store/errors.ts';
import { getStep } from '../store/history.ts';
import { Refusal } from '../../shared/util/result.ts';

/**
 * Write what our connection still holds of a project whose file was moved, deleted or replaced beside it, as
 * `name (rescued 2026-11-23 07.10.00).quotemark`.
 *
 * @param head The last step that we committed or found; must be in the copy.
 * @returns Path of the copy; null when our own file is no longer behind the connection (it was overwritten in place).
 */
export function rescue(
  db: Connection,
  project: string,
  head: Id | null,
  now: number,
): string | null {
  const at = new Date(now).toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
  const { dir, name, ext } = path.parse(project);
  const target = path.join(dir, `${name} (rescued ${at})${ext}`);
  if (existsSync(target)) return null;
  try {
    db.copyTo(target);
    const copy = new Connection(target, { readOnly: true });
    try {
      if (head !== null) getStep(copy, head);
    } finally {
      copy.close();
    }
    return target;
  } catch (cause) {
    // The file behind the connection is a foreign one by now, or there is no room: the caller says that nothing was rescued.
    if (!(cause instanceof Refusal) && !toStoreFailure(cause)) throw cause;
    rmSync(target, { force: true });
    return null;
  }
}
