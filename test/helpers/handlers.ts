import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenProject } from '../../electron/engine/project.ts';
import { dispatch, type Dispatch } from '../../electron/handlers/dispatch.ts';
import { createEngineHandlers } from '../../electron/handlers/engine-handlers.ts';
import type { CallContext } from '../../shared/contract/channel.ts';
import { engineContract } from '../../shared/contract/engine.ts';
import { unwrap } from '../../shared/util/result.ts';
import { makeFolder, makeProject } from './project.ts';

/** A project with its handlers, the way the command line calls them: a grant is a path. */
export function serve(project: OpenProject = makeProject()) {
  const handlers = createEngineHandlers(project, {
    resolveGrant: (grant) => grant,
    appVersion: '9.9.9',
    clock: () => 0,
  });
  const logged: unknown[] = [];
  const call: Dispatch = dispatch(engineContract, handlers, (_, error) => logged.push(error));
  const get = async <Value>(channel: string, input: unknown = {}, context?: Partial<CallContext>) =>
    unwrap(await call(channel, input, context)) as Value;
  return { project, call, get, logged };
}

/** Write files into a folder of the test. Returns their paths. */
export function writeFiles(files: Readonly<Record<string, string | Uint8Array>>): string[] {
  const folder = makeFolder();
  return Object.entries(files).map(([name, content]) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  });
}
