import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { importExtensions } from '../../shared/formats/articles/import-formats.ts';
import { Refusal, type Failure } from '../../shared/util/result.ts';
import { toFailure } from './dispatch.ts';

const known = new Set(importExtensions);
/** Most files of one import; a step with more would not fit into memory. */
const maxFiles = 100_000;

/** A file to import, or a path that gives none. */
export interface FoundFile {
  readonly path: string;
  /** Why nothing can be read at the path; null when there is a file. */
  readonly failure: Failure | null;
}

/**
 * Files behind paths, each once: a file is itself, a folder everything in it that can be imported by its extension, at every
 * depth, in the order of names. Hidden files and links inside of folders are passed over.
 */
export async function findImportFiles(paths: readonly string[]): Promise<readonly FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const given of paths) {
    try {
      const files = (await stat(given)).isDirectory() ? await walk(given) : [given];
      if (files.length === 0) {
        throw new Refusal(
          'not_found',
          `The folder holds no file that can be imported (${importExtensions.join(', ')}).`,
        );
      }
      for (const file of files) found.set(file, { path: file, failure: null });
      if (found.size > maxFiles) {
        throw new Refusal(
          'too_large',
          `These are more than ${maxFiles} files. Import them folder by folder.`,
        );
      }
    } catch (error) {
      const failure = toFailure(error);
      if (!failure) throw error;
      if (failure.code === 'too_large') throw error;
      found.set(given, { path: given, failure });
    }
  }
  return [...found.values()];
}

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  const found: string[] = [];
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) for (const below of await walk(file)) found.push(below);
    else if (entry.isFile() && known.has(path.extname(entry.name).slice(1).toLowerCase()))
      found.push(file);
  }
  return found;
}
