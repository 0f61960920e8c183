import { readdirSync } from 'node:fs';
import { Refusal } from '../../shared/util/result.ts';

/** Whether there is a backup of any project below a folder. */
function hasBackups(folder: string): boolean {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).some((entry) =>
      entry.isFile(),
    );
  } catch {
    // No folder yet: nothing was ever backed up.
    return false;
  }
}

/**
 * What could not be opened because it is damaged, with what the person can do about it. Every other error comes back as it is.
 *
 * @param backupFolder Folder of the backups of all projects; which of them are this one's cannot be read from a damaged file.
 */
export function withDamageAdvice(error: unknown, backupFolder: string): unknown {
  if (!(error instanceof Refusal) || error.failure.code !== 'damaged') return error;
  const { message, detail } = error.failure;
  const advice = hasBackups(backupFolder)
    ? `The file was left as it is. Earlier states of your projects are in ${backupFolder}: open the newest one of this project there.`
    : 'The file was left as it is. Open a copy of it from another place, if there is one.';
  return new Refusal('damaged', `${message} ${advice}`, detail);
}
