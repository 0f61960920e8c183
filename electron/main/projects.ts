import { app } from 'electron';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { Refusal, fail, ok, type Failure } from '../../shared/util/result.ts';
import type { AppWindow } from './app-window.ts';
import { startEngine, type EngineHost } from './engine-host.ts';
import type { EngineOptions } from './engine-messages.ts';
import type { Grants } from './grants.ts';
import type { RecentProjects } from './recent.ts';
import type { SettingsStore } from './settings.ts';

/** A project that is open, and the engine that holds it. */
export interface OpenedProject {
  readonly path: string;
  readonly name: string;
  readonly engine: EngineHost;
}

/** Opens project files in engine processes, one for each. */
export interface Projects {
  /** Start an engine for a file. @throws Refusal saying why it cannot be opened. */
  readonly open: (
    owner: AppWindow,
    file: string,
    mode: EngineOptions['mode'],
    name?: string,
  ) => Promise<OpenedProject>;
  /** Close a project. Never rejects. */
  readonly close: (project: OpenedProject) => Promise<void>;
  /** Wait for all that are being closed. */
  readonly settled: () => Promise<void>;
}

/** What opening needs. */
export interface ProjectsOptions {
  readonly settings: SettingsStore;
  readonly recent: RecentProjects;
  readonly grants: Grants;
  readonly log: (message: string, error?: unknown) => void;
}

/** The one path of a file, however it was named. For a file to be made its folder must exist. */
export async function canonicalPath(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    const folder = await realpath(path.dirname(file)).catch(() => path.dirname(file));
    return path.join(folder, path.basename(file));
  }
}

/** Projects of this application. */
export function createProjects({ settings, recent, grants, log }: ProjectsOptions): Projects {
  const closing = new Map<string, Promise<void>>();
  return {
    async open(owner, file, mode, name = '') {
      await closing.get(file);
      const { annotatorId, annotatorName } = settings.get();
      const data = app.getPath('userData');
      const engine = startEngine(
        path.join(import.meta.dirname, '../engine/engine.js'),
        process.env,
        {
          path: file,
          mode,
          name,
          isKnown: recent.keyOf(file) !== null,
          annotator: { id: annotatorId, name: annotatorName },
          backupFolder: path.join(data, 'backups'),
          recoveryFolder: path.join(data, 'recovery'),
          version: app.getVersion(),
        },
        {
          resolvePath: (grant, purpose) => {
            try {
              return ok(grants.resolve(owner.id, grant, purpose));
            } catch (error) {
              if (error instanceof Refusal) return { ok: false, error: error.failure };
              return fail('internal', 'The file could not be looked up. Choose it again.');
            }
          },
          onState: owner.onEngineState,
          onName: owner.onProjectName,
          log,
        },
      );
      const { name: openedName } = await engine.opened;
      return { path: file, name: openedName, engine };
    },
    close(project) {
      const done = project.engine.close().finally(() => closing.delete(project.path));
      closing.set(project.path, done);
      return done;
    },
    settled: async () => {
      await Promise.all(closing.values());
    },
  };
}

/** The failure of an attempt to open a file, with a grant by which the window may try again in another way. */
export function withGrant(failure: Failure, grant: string, name: string): Refusal {
  return new Refusal(failure.code, failure.message, { ...failure.detail, grant, name });
}
