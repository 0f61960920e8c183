import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { RecentProject } from '../../shared/contract/shell.ts';
import { openJsonFile } from './json-file.ts';

const entrySchema = z.object({
  key: z.string(),
  path: z.string(),
  name: z.string(),
  openedAt: z.string(),
});
const listSchema = z.array(entrySchema);
type Entry = z.output<typeof entrySchema>;

/** Projects opened before, newest first. Windows know them by key; their paths stay here. */
export interface RecentProjects {
  /** Note that a project was opened; gives its key, the same for the same path. */
  readonly add: (file: string, name: string) => string;
  /** Key of a path; null when it is not in the list. */
  readonly keyOf: (file: string) => string | null;
  /** Path of a key; null when it is not in the list. */
  readonly findPath: (key: string) => string | null;
  readonly remove: (key: string) => void;
  /** The project of this key is at another place now. */
  readonly relocate: (key: string, file: string) => void;
  /** The list for display, each file looked at. */
  readonly list: () => Promise<readonly RecentProject[]>;
  readonly flush: () => Promise<void>;
}

/** What the list needs of the world around it. */
export interface RecentOrigin {
  readonly newId: () => string;
  readonly now: () => Date;
  readonly log?: (message: string, error: unknown) => void;
}

const MOST = 30;
/** A sleeping network drive must not hold up the window. */
const LOOK_MS = 500;

/** Open the list of recent projects. */
export function openRecentProjects(file: string, origin: RecentOrigin): RecentProjects {
  const stored = openJsonFile(file, listSchema, [], origin.log);
  const find = (key: string) => stored.get().find((entry) => entry.key === key);
  return {
    add(projectFile, name) {
      const known = stored.get().find((entry) => entry.path === projectFile);
      const key = known?.key ?? origin.newId();
      const entry = { key, path: projectFile, name, openedAt: origin.now().toISOString() };
      stored.set([entry, ...stored.get().filter((other) => other.key !== key)].slice(0, MOST));
      return key;
    },
    keyOf: (file) => stored.get().find((entry) => entry.path === file)?.key ?? null,
    findPath: (key) => find(key)?.path ?? null,
    remove: (key) => stored.set(stored.get().filter((entry) => entry.key !== key)),
    relocate(key, projectFile) {
      const others = stored
        .get()
        .filter((entry) => entry.key === key || entry.path !== projectFile);
      stored.set(
        others.map((entry) => (entry.key === key ? { ...entry, path: projectFile } : entry)),
      );
    },
    list: () => Promise.all(stored.get().map(describe)),
    flush: stored.flush,
  };
}

async function describe(entry: Entry): Promise<RecentProject> {
  const size = await sizeOf(entry.path);
  return {
    key: entry.key,
    name: entry.name,
    folder: path.dirname(entry.path),
    openedAt: entry.openedAt,
    sizeBytes: typeof size === 'number' ? size : null,
    missing: size === 'missing',
  };
}

async function sizeOf(file: string): Promise<number | 'missing' | 'unknown'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<'unknown'>((resolve) => {
    timer = setTimeout(() => resolve('unknown'), LOOK_MS);
  });
  const look = stat(file).then(
    (found) => (found.isFile() ? found.size : ('missing' as const)),
    () => 'missing' as const,
  );
  try {
    return await Promise.race([look, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
