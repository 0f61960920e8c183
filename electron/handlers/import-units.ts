import { stat } from 'node:fs/promises';
import { findAnnotatedFormat, isTextOfMarks } from './annotated-files.ts';
import { toFailure } from './dispatch.ts';
import { findImportFiles, type FoundFile } from './import-files.ts';
import { toReadFailure } from './import-read.ts';

/** Files to read: a folder that an export of ours is stays one, and a text goes with the marks beside it. */
export async function findUnits(paths: readonly string[]): Promise<readonly FoundFile[]> {
  const units: FoundFile[] = [];
  for (const path of paths) {
    units.push(...((await findFolder(path)) ?? (await findImportFiles([path]))));
  }
  const all = new Map(units.map((unit) => [unit.path, unit]));
  const names = new Set(all.keys());
  return [...all.values()].filter(({ path }) => !isTextOfMarks(path, names));
}

/** The folder where it is to be read as one, or is that broken that nobody can say; null for a path that is searched. */
async function findFolder(path: string): Promise<FoundFile[] | null> {
  const entry = await stat(path).catch(() => null);
  if (!entry?.isDirectory()) return null;
  try {
    const format = await findAnnotatedFormat(path);
    return format === null ? null : [{ path, failure: null }];
  } catch (cause) {
    const failure = toFailure(cause) ?? toReadFailure(cause);
    if (!failure) throw cause;
    return [{ path, failure }];
  }
}
