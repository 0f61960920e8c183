import { copyFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../shared/util/result.ts';
import { checkChecksums } from './check.ts';
import { closeDatabase, openDatabase, quickCheck } from './database.ts';

/** What a write that did not end left beside a project file. */
export interface Leftover {
  readonly file: string;
  readonly sidecars: readonly string[];
}

/** Journals beside a project file that SQLite would act upon; null when there are none, as a rule. */
export function findLeftover(file: string): Leftover | null {
  const sidecars = [`${file}-journal`, `${file}-wal`].filter(
    (sidecar) => existsSync(sidecar) && statSync(sidecar).size > 0,
  );
  return sidecars.length === 0 ? null : { file, sidecars };
}

/** What was done about a leftover. */
export interface Mended {
  /** A checked copy as it is now: what to open when the original may not be written. */
  readonly copy: string;
  /** What to tell the person. */
  readonly notice: string;
}

/**
 * Decide what a leftover journal is, on copies: rolled back into its own file it gives a sound project; with a file that
 * was dropped over the project it would destroy it. Both are kept in `folder` whatever is decided.
 *
 * @param folder Is created; holds the copies afterwards.
 * @throws Refusal `damaged` when neither the file with its journal nor the file alone is sound.
 */
export function mendLeftover(
  leftover: Leftover,
  folder: string,
  options: { readonly readOnly: boolean; readonly version: number },
): Mended {
  const name = path.basename(leftover.file);
  mkdirSync(folder, { recursive: true });
  for (const part of [leftover.file, ...leftover.sidecars]) {
    copyFileSync(part, path.join(folder, path.basename(part)));
  }
  const pair = path.join(folder, `with journal ${name}`);
  const alone = path.join(folder, `without journal ${name}`);
  copyFileSync(leftover.file, pair);
  copyFileSync(leftover.file, alone);
  for (const sidecar of leftover.sidecars) {
    copyFileSync(sidecar, pair + sidecar.slice(leftover.file.length));
  }
  if (isSound(pair, options.version)) {
    const notice = `The last work on “${name}” ended in the middle of a step, which was not saved; everything before it is there. The state found is kept in ${folder}.`;
    return { copy: pair, notice };
  }
  if (isSound(alone, options.version)) {
    if (!options.readOnly) {
      for (const sidecar of leftover.sidecars) {
        renameSync(sidecar, path.join(folder, `set aside ${path.basename(sidecar)}`));
      }
    }
    const notice = `Beside “${name}” lay the unfinished step of another file. It was set aside and the project opened without it; both are kept in ${folder}.`;
    return { copy: alone, notice };
  }
  throw new Refusal(
    'damaged',
    `“${name}” was left in the middle of a step and cannot be brought back by itself. It was not changed; copies are in ${folder}.`,
    { folder },
  );
}

function isSound(copy: string, version: number): boolean {
  try {
    // Opening for writing rolls the journal back, on the copy.
    const db = openDatabase(copy, { version });
    try {
      quickCheck(db);
      return checkChecksums(db).length === 0;
    } finally {
      closeDatabase(db, { readOnly: false });
    }
    // Whatever the copy does wrong, it is not the one to take: the decision is the result.
  } catch {
    return false;
  }
}
