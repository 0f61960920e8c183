import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal, type Failure } from '../../shared/util/result.ts';
import { toFailure } from '../handlers/dispatch.ts';

/** Names of files that a folder is searched for; a file that is named itself may have any. */
const articleName = /\.(txt|md|markdown|json)$/i;

/** Files to import and paths that give none. */
export interface FoundFiles {
  readonly files: readonly string[];
  readonly refused: readonly { readonly path: string; readonly failure: Failure }[];
}

/**
 * Files behind paths: a file is itself, a folder everything in it, at every depth, in the order of names. Hidden files and
 * links inside of folders are passed over.
 */
export async function findImportFiles(paths: readonly string[]): Promise<FoundFiles> {
  const files = new Set<string>();
  const refused: { path: string; failure: Failure }[] = [];
  for (const given of paths) {
    try {
      const found = (await stat(given)).isDirectory() ? await walk(given) : [given];
      if (found.length === 0) {
        throw new Refusal('not_found', 'The folder holds no .txt, .md, .markdown or .json file.');
      }
      for (const file of found) files.add(file);
    } catch (error) {
      const failure = toFailure(error);
      if (!failure) throw error;
      refused.push({ path: given, failure });
    }
  }
  return { files: [...files], refused };
}

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  const found: string[] = [];
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) found.push(...(await walk(file)));
    else if (entry.isFile() && articleName.test(entry.name)) found.push(file);
  }
  return found;
}
