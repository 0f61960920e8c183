import { createHash } from 'node:crypto';
import path from 'node:path';
import type {
  ChannelInput,
  ChannelOutput,
  Handlers,
  Progress,
} from '../../shared/contract/channel.ts';
import { engineContract, type EngineContract } from '../../shared/contract/engine.ts';
import { createProject, openProject, type AnnotatorIdentity } from '../engine/open.ts';
import type { OpenProject } from '../engine/project.ts';
import { createEngineHandlers } from '../handlers/engine-handlers.ts';
import type { CliIo } from './command.ts';

/** A project that is open for one command. */
export interface Session {
  /** Call a handler as the window does. */
  readonly call: <Name extends keyof EngineContract>(
    name: Name,
    input: ChannelInput<EngineContract[Name]>,
  ) => Promise<ChannelOutput<EngineContract[Name]>>;
  readonly project: OpenProject;
}

/** A path as the person meant it. */
export function resolvePath(io: CliIo, file: string): string {
  return path.resolve(io.folder, file);
}

/** Open a project, work with it, and close it whatever happens. */
export async function withProject<Value>(
  io: CliIo,
  file: string,
  options: { readonly readOnly: boolean; readonly trusted?: boolean },
  work: (session: Session) => Promise<Value>,
): Promise<Value> {
  const project = openProject(resolvePath(io, file), {
    annotator: identify(io),
    appVersion: io.version,
    ...options,
  });
  try {
    return await work(createSession(io, project));
  } finally {
    project.close();
  }
}

/** Make a project file and close it. @throws Refusal `conflict` when there is a file already. */
export function makeProject(io: CliIo, file: string, name: string): { readonly path: string } {
  const target = resolvePath(io, file);
  const annotator = identify(io);
  createProject(target, { annotator, appVersion: io.version, name }).close();
  return { path: target };
}

/** Who works here: the same name gives the same annotator in every project. */
function identify(io: CliIo): AnnotatorIdentity {
  const hash = createHash('sha256').update(`quotemark annotator ${io.userName}`).digest('hex');
  return { id: `annotator-${hash.slice(0, 24)}`, name: io.userName };
}

function createSession(io: CliIo, project: OpenProject): Session {
  const handlers: Handlers<EngineContract> = createEngineHandlers(project, {
    // On the command line the grant is the path itself.
    resolveGrant: (grant) => resolvePath(io, grant),
    appVersion: io.version,
  });
  const context = {
    signal: io.signal,
    progress: (progress: Progress) => showProgress(io, progress),
  };
  return {
    project,
    async call(name, input) {
      const parsed = engineContract[name].input.parse(input);
      // Parsed by the channel's own schema; the table's type cannot say that both belong together.
      const handler = handlers[name] as (input: unknown, given: typeof context) => unknown;
      try {
        return (await handler(parsed, context)) as ChannelOutput<EngineContract[typeof name]>;
      } finally {
        clearProgress(io);
      }
    },
  };
}

function showProgress(io: CliIo, { done, total, label }: Progress): void {
  if (!io.isTerminal) return;
  const count = total === null ? String(done) : `${done} of ${total}`;
  io.printError(`\r\u001b[K${label}: ${count}`);
}

function clearProgress(io: CliIo): void {
  if (io.isTerminal) io.printError('\r\u001b[K');
}
