import { MessageChannel } from 'node:worker_threads';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { servePort, type PortServer } from '../../../electron/handlers/serve-port.ts';
import { BridgeError } from '../../../renderer/bridge/client.ts';
import { fromDomPort } from '../../../renderer/bridge/dom-port.ts';
import { channel, type Handlers } from '../../../shared/contract/channel.ts';
import { Refusal } from '../../../shared/util/result.ts';

/** A small contract with a channel for each way in which a call may end. */
export const contract = {
  'text.echo': channel<{ readonly text: string }>()(z.object({ text: z.string().max(40) })),
  'text.refuse': channel<null>()(z.object({})),
  'text.crash': channel<null>()(z.object({})),
  /** Answers when `release` is called, or throws when cancelled. */
  'work.wait': channel<string>()(z.object({ name: z.string() })),
  'work.count': channel<number>()(z.object({ steps: z.number() })),
  /** Names so many parts, then answers with their number. */
  'work.parts': channel<number, { readonly name: string }>()(z.object({ parts: z.number() })),
} as const;
export type TestContract = typeof contract;
export interface TestEvents {
  readonly step: { readonly number: number };
}

/** Handlers, a way to let waiting ones go on, and the names of those started. */
export function newHandlers() {
  const waiting = new Map<string, () => void>();
  const started: string[] = [];
  const handlers: Handlers<TestContract> = {
    'text.echo': ({ text }) => ({ text }),
    'text.refuse': () => {
      throw new Refusal('conflict', 'Taken.', { id: 'a' });
    },
    'text.crash': () => {
      throw new Error('secret path');
    },
    'work.wait': async ({ name }, { signal }) => {
      started.push(name);
      await new Promise<void>((resolve) => waiting.set(name, resolve));
      if (signal.aborted) throw new Refusal('cancelled', 'Cancelled.');
      return name;
    },
    'work.count': ({ steps }, { progress }) => {
      for (let done = 0; done < steps; done++) progress({ done, total: steps, label: 'Counting' });
      return steps;
    },
    'work.parts': ({ parts }, { part }) => {
      for (let i = 0; i < parts; i++) part({ name: `part ${i}` });
      return parts;
    },
  };
  return { handlers, started, release: (name: string) => waiting.get(name)?.() };
}

/** A server at the far end of a new channel; closed when the test ends. */
export function newServer() {
  const { port1, port2 } = new MessageChannel();
  const logged: string[] = [];
  const made = newHandlers();
  const server: PortServer<TestEvents> = servePort<TestContract, TestEvents>(
    port2,
    made.handlers,
    contract,
    {
      log: (message, error) =>
        logged.push(`${message}: ${error instanceof Error ? error.message : String(error)}`),
    },
  );
  onTestFinished(server.close);
  return { ...made, raw: port1, clientPort: fromDomPort(asDomPort(port1)), server, logged };
}

/** Node's port is also an EventTarget, which is all of a DOM port that the client uses. */
function asDomPort(port: unknown): MessagePort {
  return port as MessagePort;
}

/** The failure with which a call ends. @throws when it ends otherwise */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
  if (outcome instanceof BridgeError) return outcome.failure;
  throw new Error(`not a BridgeError: ${JSON.stringify(outcome)}`);
}
