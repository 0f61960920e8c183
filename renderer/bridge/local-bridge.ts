import type { Contract, Handlers } from '../../shared/contract/channel.ts';
import { serveContract, type Served, type ServeOptions } from '../../shared/contract/serve.ts';
import { createClient, type Connection } from './client.ts';
import { fromDomPort } from './dom-port.ts';

/** A client and a server of one contract in the same process, with real messages between them. */
export interface LocalBridge<C extends Contract, Events> {
  readonly client: Connection<C, Events>;
  readonly emit: Served<Events>['emit'];
  readonly close: () => void;
}

/** Serve handlers in this process: for tests of what stands on a client. */
export function createLocalBridge<C extends Contract, Events>(
  contract: C,
  handlers: Handlers<C>,
  options: Pick<ServeOptions, 'toFailure' | 'log'> = {},
): LocalBridge<C, Events> {
  const { port1, port2 } = new MessageChannel();
  const served = serveContract<C, Events>(contract, handlers, {
    ...options,
    post: (message) => port2.postMessage(message),
    now: () => performance.now(),
  });
  port2.addEventListener('message', ({ data }) => served.receive(data));
  port2.start();
  const client = createClient<C, Events>(fromDomPort(port1));
  return {
    client,
    emit: served.emit,
    close() {
      served.stop();
      client.close();
      port2.close();
    },
  };
}
