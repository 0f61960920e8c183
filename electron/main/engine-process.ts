// Entry of the engine process: plain Node inside a utility process of Electron's, one for each open project.
import type { MessagePortMain } from 'electron';
import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { defaultCodebook } from '../../shared/codebook/default.ts';
import { parseExportFile } from '../../shared/formats/json/quotemark-json.ts';
import { buildSample } from '../../shared/sample/build.ts';
import { Refusal, unwrap } from '../../shared/util/result.ts';
import { createProject, openProject, type OpenOptions } from '../engine/open.ts';
import type { OpenProject } from '../engine/project.ts';
import { toFailure } from '../handlers/dispatch.ts';
import { createEngineHandlers } from '../handlers/engine-handlers.ts';
import { withDamageAdvice } from './damage-advice.ts';
import type { EngineOptions, ToEngine } from './engine-messages.ts';
import { createEngineServer, type HostedProject } from './engine-server.ts';

/** Utility processes have it, other Node processes do not. */
const parentPort: typeof process.parentPort | undefined = process.parentPort;
if (!parentPort) throw new TypeError('this script runs in a utility process only');

/** Open, or make, what the main process asks for. */
function openWanted(wanted: EngineOptions): OpenProject {
  const options: OpenOptions = {
    annotator: wanted.annotator,
    readOnly: wanted.mode === 'readOnly',
    trusted: wanted.isKnown,
    backupFolder: wanted.backupFolder,
    recoveryFolder: wanted.recoveryFolder,
    appVersion: wanted.version,
  };
  if (wanted.mode === 'create')
    return createProject(wanted.path, { ...options, name: wanted.name });
  if (wanted.mode === 'sample' && !existsSync(wanted.path)) return createSample(wanted, options);
  return openProject(wanted.path, options);
}

/** The engine of an app that was killed needs a moment to notice, and holds the lock until then. */
const lockPatienceMs = 2000;
const lockRetryMs = 100;

/** Open what is wanted; a lock that goes away within a moment is waited for. */
async function openPatiently(wanted: EngineOptions): Promise<OpenProject> {
  const deadline = Date.now() + lockPatienceMs;
  for (;;) {
    try {
      return openWanted(wanted);
    } catch (error) {
      const isLocked = error instanceof Refusal && error.failure.code === 'locked';
      if (!isLocked || Date.now() > deadline) throw withDamageAdvice(error, wanted.backupFolder);
      await wait(lockRetryMs);
    }
  }
}

/** The sample is made in the name of its own first annotator, so that the person has nothing of it to undo by accident. */
function createSample(wanted: EngineOptions, options: OpenOptions): OpenProject {
  const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
  const sample = buildSample({ sha256, codebook: defaultCodebook });
  const annotator = sample.annotators[0] ?? wanted.annotator;
  // It takes the way of every other file from outside, with all its checks.
  const { dataset } = unwrap(parseExportFile(JSON.stringify(sample), sha256));
  const project = createProject(wanted.path, { ...options, annotator, name: sample.project.name });
  try {
    project.run('dataset.import', { dataset });
  } catch (cause) {
    project.close();
    rmSync(wanted.path, { force: true });
    throw cause;
  }
  project.close();
  return openProject(wanted.path, { ...options, trusted: true });
}

/** The window asks for its first lists before this begins. */
const prepareAfterMs = 300;

async function prepare(project: OpenProject): Promise<void> {
  await wait(prepareAfterMs);
  try {
    await project.prepare();
  } catch (error) {
    console.error('quotemark engine: the project could not be looked through', error);
  }
}

const server = createEngineServer({
  async open(wanted, resolvePath, { emit, onName }): Promise<HostedProject> {
    const project = await openPatiently(wanted);
    project.onStep((step) => {
      emit('step', step);
      for (const { type, after } of step.changes) {
        if (type === 'project' && after) onName(after.name);
      }
    });
    project.onReadOnly((reason) => emit('readOnly', { reason }));
    void prepare(project);
    return {
      name: project.read.project().name,
      handlers: createEngineHandlers(project, {
        resolveGrant: resolvePath,
        appVersion: wanted.version,
      }),
      close: (onTurn) => project.closeInTurns(onTurn),
    };
  },
  send: (message) => parentPort.postMessage(message),
  toFailure,
  log: (message, error) => console.error(`quotemark engine: ${message}`, error),
  exit: () => process.exit(0),
});

parentPort.on('message', (event: { data: ToEngine; ports: MessagePortMain[] }) =>
  server(event.data, event.ports),
);
