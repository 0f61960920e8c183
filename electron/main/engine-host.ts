import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { ShellEvents } from '../../shared/contract/shell.ts';
import { Refusal, type Failure, type Result } from '../../shared/util/result.ts';
import type { EngineOptions, FromEngine, ToEngine } from './engine-messages.ts';
import type { GrantPurpose } from './grants.ts';
import { memoryFlags } from './memory-flags.ts';
import { createRestartLimit } from './restarts.ts';

/** The engine process of one open project, kept running. */
export interface EngineHost {
  /** Settled when the project is open. Rejects with a Refusal when it cannot be opened; the process is gone then. */
  readonly opened: Promise<{ readonly name: string }>;
  /** True while the project is open in a running process: not while it is started again. */
  readonly isUp: () => boolean;
  /** Give the engine a port to serve its contract on. */
  readonly connect: (port: MessagePortMain) => void;
  /** Start again what could not be brought back by itself. */
  readonly restart: () => void;
  /** Have the project file closed and the process end. Never rejects; a process that does not end is ended. */
  readonly close: () => Promise<void>;
}

/** What an engine tells and asks. */
export interface EngineListener {
  readonly resolvePath: (grant: string, purpose: GrantPurpose) => Result<string>;
  readonly onState: (event: ShellEvents['engine']) => void;
  readonly onName: (name: string) => void;
  readonly log: (message: string, error?: unknown) => void;
}

const MOST_RESTARTS = 3;
const RESTART_WINDOW_MS = 60_000;
/** Without a sign of life for so long, an engine that is being closed is ended. One table of a large project is checked meanwhile. */
const CLOSE_MS = 20_000;

const restartedMessage =
  'The part of Quotemark that keeps the project stopped and was started again. Everything that was saved is there.';
const stoppedMessage =
  'The part of Quotemark that keeps the project stops again and again. Everything that was saved is in the project file. Try again, or close the project and open it anew.';
const startFailure: Failure = {
  code: 'engine_stopped',
  message:
    'The part of Quotemark that keeps projects could not be started. Try again; if it stays so, install Quotemark anew.',
};

/** Start an engine process for a project and keep it running: after a crash it opens the same file again. */
export function startEngine(
  script: string,
  env: NodeJS.ProcessEnv,
  options: EngineOptions,
  listener: EngineListener,
): EngineHost {
  const limit = createRestartLimit(MOST_RESTARTS, RESTART_WINDOW_MS, () => performance.now());
  let resolve: (opened: { readonly name: string }) => void = () => undefined;
  let reject: (refusal: Refusal) => void = () => undefined;
  const opened = new Promise<{ readonly name: string }>((onOpened, onFailure) => {
    resolve = onOpened;
    reject = onFailure;
  });
  let child: UtilityProcess | null = null;
  let hasOpened = false;
  let isUp = false;
  let isClosing = false;
  let onGone: () => void = () => undefined;
  let onSignOfLife: () => void = () => undefined;

  const send = (message: ToEngine, ports: MessagePortMain[] = []): void => {
    child?.postMessage(message, ports);
  };

  const start = (mode: EngineOptions['mode']) => {
    const started = utilityProcess.fork(script, [], {
      serviceName: 'Quotemark engine',
      stdio: 'inherit',
      env,
      execArgv: [`--js-flags=${memoryFlags.join(' ')}`],
    });
    child = started;
    started.on('message', (message: FromEngine) => receive(message));
    started.once('exit', (code) => {
      if (child !== started) return;
      child = null;
      isUp = false;
      onGone();
      if (!isClosing) onCrash(code);
    });
    send({ kind: 'open', options: { ...options, mode } });
  };

  const receive = (message: FromEngine) => {
    switch (message.kind) {
      case 'opened':
        isUp = true;
        if (hasOpened) listener.onState({ state: 'ready', message: restartedMessage });
        hasOpened = true;
        return resolve({ name: message.name });
      case 'failed':
        return onFailed(message.failure);
      case 'named':
        return listener.onName(message.name);
      case 'resolve':
        return send({
          kind: 'path',
          id: message.id,
          result: listener.resolvePath(message.grant, message.purpose),
        });
      case 'closing':
        return onSignOfLife();
      case 'closed':
        return undefined;
    }
  };

  const end = () => {
    const ending = child;
    child = null;
    isUp = false;
    ending?.kill();
  };

  const onFailed = (failure: Failure) => {
    end();
    if (hasOpened) return listener.onState({ state: 'stopped', message: failure.message });
    isClosing = true;
    reject(new Refusal(failure.code, failure.message, failure.detail));
  };

  const onCrash = (code: number) => {
    listener.log(`the engine stopped with status ${code}`);
    if (!hasOpened) return onFailed(startFailure);
    if (!limit.allow()) return listener.onState({ state: 'stopped', message: stoppedMessage });
    restart();
  };

  const restart = () => {
    listener.onState({ state: 'starting', message: null });
    start(options.mode === 'readOnly' ? 'readOnly' : 'open');
  };

  start(options.mode);
  return {
    opened,
    isUp: () => isUp,
    connect: (port) => send({ kind: 'port' }, [port]),
    restart() {
      // Also for one whose end has not been heard of yet.
      limit.reset();
      if (!child && !isClosing) restart();
    },
    async close() {
      isClosing = true;
      if (!child) return;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const gone = new Promise<void>((done) => {
        onGone = done;
        onSignOfLife = () => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            listener.log('the engine did not close in time and was ended');
            done();
          }, CLOSE_MS);
        };
        onSignOfLife();
      });
      send({ kind: 'close' });
      await gone;
      clearTimeout(timer);
      end();
    },
  };
}
