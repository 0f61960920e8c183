import { z } from 'zod';
import { Refusal, type Failure } from '../util/result.ts';
import type { PartContext, Contract, Handlers, Progress } from './channel.ts';
import type { ServerMessage } from './messages.ts';

/** What a server of a contract needs of the world around it. */
export interface ServeOptions {
  readonly post: (message: ServerMessage) => void;
  /** Milliseconds of any steady clock; progress is throttled by it. */
  readonly now: () => number;
  /** Expected failures that are not `Refusal`s, such as those of SQLite. null: a fault of ours. */
  readonly toFailure?: (error: unknown) => Failure | null;
  /** Hears of faults of our own, with their stack; none of it reaches the caller. */
  readonly log?: (message: string, error: unknown) => void;
}

/** A contract being served to one client. */
export interface Served<Events> {
  /** Take a message of the client's, whatever it may be. */
  readonly receive: (data: unknown) => void;
  readonly emit: <Name extends keyof Events & string>(name: Name, event: Events[Name]) => void;
  /** The client is gone: abort what runs and say nothing more. */
  readonly stop: () => void;
}

const clientMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('call'),
    id: z.number().int(),
    channel: z.string(),
    input: z.unknown(),
  }),
  z.object({ kind: z.literal('cancel'), id: z.number().int() }),
]);

/** Thirty progress messages a second are all that a person can see. */
const PROGRESS_INTERVAL_MS = 1000 / 30;

/** What a fault of ours says to a person; the cause is in the log. */
export const internalFailure: Failure = {
  code: 'internal',
  message:
    'Quotemark could not do this because of a fault of its own. Nothing was changed; please try again.',
};

/**
 * Serve a contract to one client. Calls run concurrently; input is parsed here, at the border. A cancelled call still
 * answers once its handler has ended: `cancelled` when it stopped, its value when it had finished before it noticed.
 */
export function serveContract<C extends Contract, Events = Record<never, never>>(
  contract: C,
  handlers: Handlers<C>,
  options: ServeOptions,
): Served<Events> {
  const running = new Map<number, { aborted: boolean }>();
  let stopped = false;

  const post = (message: ServerMessage) => {
    if (!stopped) options.post(message);
  };

  const answer = async (id: number, channel: string, input: unknown) => {
    const signal = { aborted: false };
    running.set(id, signal);
    try {
      const part = (one: unknown) => post({ kind: 'part', id, json: JSON.stringify(one) });
      const context = { signal, progress: throttled(id, signal), part };
      const value = await runHandler(contract, handlers, channel, input, context);
      post({ kind: 'value', id, json: JSON.stringify(value ?? null) });
    } catch (error) {
      post({ kind: 'failure', id, failure: describe(channel, error, signal.aborted) });
    } finally {
      running.delete(id);
    }
  };

  const throttled = (id: number, signal: { readonly aborted: boolean }) => {
    let last = -Infinity;
    return (progress: Progress) => {
      const now = options.now();
      if (signal.aborted || now - last < PROGRESS_INTERVAL_MS) return;
      last = now;
      post({ kind: 'progress', id, progress });
    };
  };

  const describe = (channel: string, error: unknown, aborted: boolean): Failure => {
    if (error instanceof Refusal) return error.failure;
    const known = options.toFailure?.(error);
    if (known) return known;
    if (aborted && error instanceof Error && error.name === 'AbortError') {
      return { code: 'cancelled', message: 'Cancelled.' };
    }
    options.log?.(`${channel} failed`, error);
    return internalFailure;
  };

  return {
    receive(data) {
      const parsed = clientMessage.safeParse(data);
      if (!parsed.success) return options.log?.('not a message of the contract', parsed.error);
      const message = parsed.data;
      if (message.kind === 'call') void answer(message.id, message.channel, message.input);
      else {
        const signal = running.get(message.id);
        if (signal) signal.aborted = true;
      }
    },
    emit: (name, event) => post({ kind: 'event', name, json: JSON.stringify(event) }),
    stop() {
      stopped = true;
      for (const signal of running.values()) signal.aborted = true;
    },
  };
}

/** Run one channel's handler on unparsed input. @throws Refusal `bad_input`, and what the handler throws. */
export async function runHandler<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  channel: string,
  input: unknown,
  context: PartContext<unknown>,
): Promise<unknown> {
  const declared = Object.hasOwn(contract, channel) ? contract[channel] : undefined;
  if (!declared) throw new Refusal('bad_input', `There is no channel “${channel}”.`);
  const parsed = declared.input.safeParse(input);
  if (!parsed.success) {
    throw new Refusal('bad_input', `${channel}: ${z.prettifyError(parsed.error)}`);
  }
  // Checked by the line above; the table's type cannot say that channel and handler belong together.
  const handler = handlers[channel] as (input: unknown, context: PartContext<unknown>) => unknown;
  return handler(parsed.data, context);
}
