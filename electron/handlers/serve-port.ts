import type { Contract, Handlers } from '../../shared/contract/channel.ts';
import { serveContract, type Served, type ServeOptions } from '../../shared/contract/serve.ts';

/** What Node's `MessagePort` and Electron's `MessagePortMain` have in common. */
export interface EmitterPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** A contract served over a port. */
export interface PortServer<Events> extends Pick<Served<Events>, 'emit'> {
  /** True until either end has closed the port. */
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

/** Serve a contract over a port until it closes. */
export function servePort<C extends Contract, Events = Record<never, never>>(
  port: EmitterPort,
  handlers: Handlers<C>,
  contract: C,
  options: Pick<ServeOptions, 'toFailure' | 'log'> = {},
): PortServer<Events> {
  let open = true;
  const served = serveContract<C, Events>(contract, handlers, {
    ...options,
    post: (message) => port.postMessage(message),
    now: () => performance.now(),
  });
  const stop = () => {
    open = false;
    served.stop();
  };
  port.on('message', (message) => served.receive(dataOf(message)));
  port.on('close', stop);
  port.start();
  return {
    emit: served.emit,
    isOpen: () => open,
    close() {
      stop();
      port.close();
    },
  };
}

/** Electron wraps what was sent in an event, Node gives it bare. Messages of the contract have no `data` of their own. */
function dataOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'data' in message
    ? message.data
    : message;
}
