import type { Handlers } from '../../shared/contract/channel.ts';
import { engineContract, type EngineContract } from '../../shared/contract/engine.ts';
import { internalFailure } from '../../shared/contract/serve.ts';
import type { EngineEvents } from '../../shared/contract/views.ts';
import { Refusal, type Failure, type Result } from '../../shared/util/result.ts';
import { servePort, type EmitterPort, type PortServer } from '../handlers/serve-port.ts';
import type { EngineOptions, FromEngine, ToEngine } from './engine-messages.ts';
import type { GrantPurpose } from './grants.ts';

/** Looks up the path of a file that the person chose. @throws Refusal when it was not chosen for this. */
export type ResolvePath = (grant: string, purpose: GrantPurpose) => Promise<string>;

/** A project that is open in this process. */
export interface HostedProject {
  readonly name: string;
  readonly handlers: Handlers<EngineContract>;
  /** @param onTurn Called now and then while it goes on. */
  readonly close: (onTurn: () => void) => void | Promise<void>;
}

/** What the project tells while it is open. */
export interface HostedProjectListener {
  readonly emit: PortServer<EngineEvents>['emit'];
  /** The project has another name now. */
  readonly onName: (name: string) => void;
}

/** What the server needs: how to open a project, and the way to the main process. */
export interface EngineServerOptions {
  readonly open: (
    options: EngineOptions,
    resolvePath: ResolvePath,
    listener: HostedProjectListener,
  ) => Promise<HostedProject>;
  readonly send: (message: FromEngine) => void;
  /** Expected failures that are not Refusals, such as those of SQLite. */
  readonly toFailure: (error: unknown) => Failure | null;
  readonly log: (message: string, error: unknown) => void;
  /** End the process. */
  readonly exit: () => void;
}

/** Takes the messages of the main process. `ports` are those that came with it. */
export type EngineServer = (message: ToEngine, ports: readonly EmitterPort[]) => void;

/** Serve one project to the windows that the main process sends ports of. */
export function createEngineServer(options: EngineServerOptions): EngineServer {
  const { send, toFailure, log } = options;
  const paths = createPathQuestions(send);
  const clients = new Set<PortServer<EngineEvents>>();
  let project: Promise<HostedProject> | null = null;

  const emit: PortServer<EngineEvents>['emit'] = (name, event) => {
    for (const client of clients) {
      if (client.isOpen()) client.emit(name, event);
      else clients.delete(client);
    }
  };
  const open = (wanted: EngineOptions) => {
    const onName = (name: string) => send({ kind: 'named', name });
    project = (async () => options.open(wanted, paths.ask, { emit, onName }))();
    project.then(
      ({ name }) => send({ kind: 'opened', name }),
      (error: unknown) => send({ kind: 'failed', failure: describe(error) }),
    );
  };
  const describe = (error: unknown): Failure => {
    if (error instanceof Refusal) return error.failure;
    const known = toFailure(error);
    if (!known) log('the project could not be opened', error);
    return known ?? internalFailure;
  };
  const serve = async (port: EmitterPort) => {
    const { handlers } = (await project) ?? {};
    if (!handlers) return port.close();
    clients.add(servePort(port, handlers, engineContract, { toFailure, log }));
  };
  const close = async () => {
    for (const client of clients) client.close();
    try {
      await (await project)?.close(() => send({ kind: 'closing' }));
    } catch (error) {
      log('the project could not be closed cleanly', error);
    }
    send({ kind: 'closed' });
    options.exit();
  };

  return (message, ports) => {
    switch (message.kind) {
      case 'open':
        return open(message.options);
      case 'port':
        for (const port of ports) void serve(port).catch((error: unknown) => log('port', error));
        return undefined;
      case 'path':
        return paths.answer(message.id, message.result);
      case 'close':
        return void close();
    }
  };
}

/** Questions to the main process for paths, each with its answer. */
function createPathQuestions(send: EngineServerOptions['send']) {
  const asked = new Map<number, (result: Result<string>) => void>();
  let lastId = 0;
  const ask: ResolvePath = async (grant, purpose) => {
    const id = ++lastId;
    const result = await new Promise<Result<string>>((resolve) => {
      asked.set(id, resolve);
      send({ kind: 'resolve', id, grant, purpose });
    });
    if (result.ok) return result.value;
    throw new Refusal(result.error.code, result.error.message, result.error.detail);
  };
  return {
    ask,
    answer(id: number, result: Result<string>) {
      asked.get(id)?.(result);
      asked.delete(id);
    },
  };
}
