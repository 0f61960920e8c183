import { stat } from 'node:fs/promises';
import { findAnnotatedFormat, isTextOfMarks } from './annotated-files.ts';
import { findImportFiles, type FoundFile } from './import-files.ts';

/** Files to read: a folder that an export of ours is stays one, and a text goes with the marks beside it. */
export async function findUnits(paths: readonly string[]): Promise<readonly FoundFile[]> {
  const units: FoundFile[] = [];
  for (const path of paths) {
    const isExport = (await findFolderFormat(path)) !== null;
    if (isExport) units.push({ path, failure: null });
    else units.push(...(await findImportFiles([path])));
  }
  const all = new Map(units.map((unit) => [unit.path, unit]));
  const names = new Set(all.keys());
  return [...all.values()].filter(({ path }) => !isTextOfMarks(path, names));
}

async function findFolderFormat(path: string): Promise<string | null> {
  const entry = await stat(path).catch(() => null);
  return entry?.isDirectory() ? findAnnotatedFormat(path) : null;
}
