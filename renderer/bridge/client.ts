import type {
  CallOptions,
  ChannelInput,
  ChannelOutput,
  ChannelPart,
  Client,
  Contract,
} from '../../shared/contract/channel.ts';
import type { ClientMessage, ServerMessage } from '../../shared/contract/messages.ts';
import type { Failure } from '../../shared/util/result.ts';

/** A call that failed as its contract foresees. */
export class BridgeError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'BridgeError';
    this.failure = failure;
  }
}

/** The client's end of a port, whatever kind of port it is. */
export interface ClientPort {
  readonly post: (message: ClientMessage) => void;
  /** Start to hear messages. Called once. */
  readonly listen: (onMessage: (message: ServerMessage) => void, onClose: () => void) => void;
  readonly close: () => void;
}

/** A client whose port may be replaced while it lives: the engine may be restarted. */
export interface Connection<C extends Contract, Events> extends Client<C, Events> {
  /** Use this port from now on; those waiting go out. Calls in flight on the one before end there, as long as it is open. */
  readonly attach: (port: ClientPort) => void;
  /** The other end is gone. Calls in flight reject with `engine_stopped`: whether they were done is not known. */
  readonly detach: () => void;
  /** Hear of each port that replaces another: what was read before may be out of date. Call the result to stop. */
  readonly onReconnect: (listener: () => void) => () => void;
  /** Give up: calls in flight, waiting and to come reject with `engine_stopped`. */
  readonly close: () => void;
}

/**
 * Log why something that is not worth a message failed. That its other end has gone is no fault: it is told where it matters,
 * and every window that closes with a call in flight has it.
 */
export function logUnlessStopped(error: unknown): void {
  if (error instanceof BridgeError && error.failure.code === 'engine_stopped') return;
  console.warn(error);
}

/** How long a call made while there is no port waits for one. */
const WAIT_MS = 10_000;

const stoppedInFlight: Failure = {
  code: 'engine_stopped',
  message:
    'The part of Quotemark that keeps the project stopped while it worked on this. Look whether it was done before you try again.',
};
const stoppedBefore: Failure = {
  code: 'engine_stopped',
  message:
    'The part of Quotemark that keeps the project is not running, so nothing was changed. Close the project and open it again.',
};

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: BridgeError) => void;
  readonly options: CallOptions | undefined;
  readonly message: ClientMessage & { readonly kind: 'call' };
  /** Where it was sent; null while it waits for a port. */
  port: ClientPort | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** A client without a port yet. Calls wait for one, at most `waitMs`. */
export function createConnection<C extends Contract, Events>(
  waitMs: number = WAIT_MS,
): Connection<C, Events> {
  const calls = createPendingCalls(waitMs);
  const listeners = new Map<string, Set<(event: never) => void>>();
  const reconnected = new Set<() => void>();
  let port: ClientPort | null = null;
  let isClosed = false;
  let wasAttached = false;

  /** Ports that were replaced and still owe answers. */
  const replaced = new Set<ClientPort>();

  const end = (one: ClientPort) => {
    replaced.delete(one);
    one.close();
    calls.failSent(one);
  };
  const detach = () => {
    if (port) end(port);
    port = null;
  };
  const receive = (from: ClientPort, message: ServerMessage) => {
    if (message.kind !== 'event') {
      calls.settle(message);
      if (replaced.has(from) && !calls.hasSent(from)) end(from);
    } else if (from === port) {
      const event = JSON.parse(message.json) as never;
      for (const listener of listeners.get(message.name) ?? []) listener(event);
    }
  };

  return {
    call<Name extends keyof C & string>(
      channel: Name,
      input: ChannelInput<C[Name]>,
      options?: CallOptions<ChannelPart<C[Name]>>,
    ): Promise<ChannelOutput<C[Name]>> {
      if (isClosed) return Promise.reject(new BridgeError(stoppedBefore));
      return calls.start(channel, input, options, () => port);
    },
    on(name, listener) {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(listener));
      return () => known.delete(listener);
    },
    attach(next) {
      if (isClosed) return next.close();
      if (port) replaced.add(port);
      for (const one of [...replaced]) if (!calls.hasSent(one)) end(one);
      port = next;
      const onClose = () => {
        if (port === next) detach();
        else end(next);
      };
      next.listen((message) => receive(next, message), onClose);
      calls.sendWaiting(next);
      if (wasAttached) for (const listener of reconnected) listener();
      wasAttached = true;
    },
    detach,
    onReconnect(listener) {
      reconnected.add(listener);
      return () => reconnected.delete(listener);
    },
    close() {
      isClosed = true;
      detach();
      for (const one of [...replaced]) end(one);
      calls.failWaiting();
    },
  };
}

/** A client over one port: when the port closes the client is closed too. */
export function createClient<C extends Contract, Events>(port: ClientPort): Connection<C, Events> {
  const connection = createConnection<C, Events>();
  connection.attach({
    ...port,
    listen: (onMessage) => port.listen(onMessage, () => connection.close()),
  });
  return connection;
}

/** The calls of one client: those sent and not answered, and those that wait for a port. */
function createPendingCalls(waitMs: number) {
  const sent = new Map<number, Pending>();
  const waiting = new Map<number, Pending>();
  let lastId = 0;

  const take = (from: Map<number, Pending>, id: number): Pending | undefined => {
    const pending = from.get(id);
    if (pending) clearTimeout(pending.timer);
    from.delete(id);
    return pending;
  };
  const isOn = (port: ClientPort) => (pending: Pending) => pending.port === port;
  const send = (port: ClientPort, pending: Pending) => {
    pending.port = port;
    sent.set(pending.message.id, pending);
    try {
      port.post(pending.message);
    } catch (error) {
      // What cannot be cloned is a mistake of the caller's.
      take(sent, pending.message.id);
      pending.reject(new BridgeError({ code: 'bad_input', message: String(error) }));
    }
  };
  const cancel = (id: number) => {
    take(waiting, id)?.reject(new BridgeError({ code: 'cancelled', message: 'Cancelled.' }));
    sent.get(id)?.port?.post({ kind: 'cancel', id });
  };

  return {
    start<Value>(
      channel: string,
      input: unknown,
      options: CallOptions | undefined,
      currentPort: () => ClientPort | null,
    ): Promise<Value> {
      const id = ++lastId;
      return new Promise<Value>((resolve, reject) => {
        if (options?.signal?.aborted) {
          return reject(new BridgeError({ code: 'cancelled', message: 'Cancelled.' }));
        }
        const message = { kind: 'call', id, channel, input } as const;
        const pending: Pending = {
          ...{ resolve, reject, options, message },
          port: null,
          timer: undefined,
        };
        options?.signal?.addEventListener('abort', () => cancel(id));
        const port = currentPort();
        if (port) return send(port, pending);
        waiting.set(id, pending);
        pending.timer = setTimeout(() => {
          take(waiting, id)?.reject(new BridgeError(stoppedBefore));
        }, waitMs);
      });
    },
    settle(message: Exclude<ServerMessage, { kind: 'event' }>) {
      if (message.kind === 'progress') {
        sent.get(message.id)?.options?.onProgress?.(message.progress);
      } else if (message.kind === 'part') {
        sent.get(message.id)?.options?.onPart?.(JSON.parse(message.json) as never);
      } else if (message.kind === 'value') {
        take(sent, message.id)?.resolve(JSON.parse(message.json) as never);
      } else {
        take(sent, message.id)?.reject(new BridgeError(message.failure));
      }
    },
    sendWaiting(port: ClientPort) {
      for (const id of [...waiting.keys()]) {
        const pending = take(waiting, id);
        if (pending) send(port, pending);
      }
    },
    hasSent: (port: ClientPort) => [...sent.values()].some(isOn(port)),
    failSent(port: ClientPort) {
      for (const [id, pending] of [...sent]) {
        if (isOn(port)(pending)) take(sent, id)?.reject(new BridgeError(stoppedInFlight));
      }
    },
    failWaiting() {
      for (const id of [...waiting.keys()])
        take(waiting, id)?.reject(new BridgeError(stoppedBefore));
    },
  };
}
