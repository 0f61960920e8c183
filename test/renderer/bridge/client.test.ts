import { describe, expect, onTestFinished, test } from 'vitest';
import { createClient } from '../../../renderer/bridge/client.ts';
import { createLocalBridge } from '../../../renderer/bridge/local-bridge.ts';
import type { Progress } from '../../../shared/contract/channel.ts';
import {
  contract,
  failureOf,
  newHandlers,
  newServer,
  type TestContract,
  type TestEvents,
} from './test-server.ts';

describe('a contract over a port', () => {
  test('answers a call with the parsed input', async () => {
    const { client } = connect();
    expect(await client.call('text.echo', { text: 'Grüße 👩‍👩‍👧' })).toEqual({ text: 'Grüße 👩‍👩‍👧' });
  });

  test('rejects with the failure of a refusal', async () => {
    const { client, logged } = connect();
    expect(await failureOf(client.call('text.refuse', {}))).toEqual({
      code: 'conflict',
      message: 'Taken.',
      detail: { id: 'a' },
    });
    expect(logged).toEqual([]);
  });

  test('keeps the cause of a fault of ours in the log', async () => {
    const { client, logged } = connect();
    const failure = await failureOf(client.call('text.crash', {}));
    expect(failure).toMatchObject({ code: 'internal' });
    expect(JSON.stringify(failure)).not.toContain('secret path');
    expect(logged).toEqual(['text.crash failed: secret path']);
  });

  test.each([
    ['input of the wrong type', 'text.echo', { text: 1 }],
    ['input over a limit', 'text.echo', { text: 'x'.repeat(41) }],
    ['a channel that does not exist', 'text.unknown', {}],
    ['a channel named like a property of every object', '__proto__', {}],
    ['a channel named like a method of every object', 'toString', {}],
  ])('refuses %s', async (_what, name, input) => {
    const { raw, answers } = rawServer();
    raw.postMessage({ kind: 'call', id: 1, channel: name, input });
    expect(await answers.next()).toMatchObject({
      kind: 'failure',
      id: 1,
      failure: { code: 'bad_input' },
    });
  });

  test('survives messages that are not of the contract', async () => {
    const { raw, answers } = rawServer();
    for (const rubbish of [null, 1, 'call', [], { kind: 'call' }, { kind: 'cancel', id: 99 }, {}]) {
      raw.postMessage(rubbish);
    }
    raw.postMessage({ kind: 'call', id: 7, channel: 'text.echo', input: { text: 'a' } });
    expect(await answers.next()).toEqual({ kind: 'value', id: 7, json: '{"text":"a"}' });
  });

  test('runs calls concurrently and answers each when it is done', async () => {
    const { client, release } = connect();
    const done: string[] = [];
    const first = client.call('work.wait', { name: 'first' }).then((name) => done.push(name));
    const second = client.call('work.wait', { name: 'second' }).then((name) => done.push(name));
    await client.call('text.echo', { text: 'between' });
    release('second');
    await second;
    release('first');
    await first;
    expect(done).toEqual(['second', 'first']);
  });

  test('cancels one call and leaves the others alone', async () => {
    const { client, release } = connect();
    const abort = new AbortController();
    const cancelled = failureOf(
      client.call('work.wait', { name: 'one' }, { signal: abort.signal }),
    );
    const other = client.call('work.wait', { name: 'other' });
    await client.call('text.echo', { text: '' });
    abort.abort();
    await client.call('text.echo', { text: '' });
    release('one');
    expect(await cancelled).toMatchObject({ code: 'cancelled' });
    release('other');
    expect(await other).toBe('other');
  });

  test('does not send a call that was cancelled before it was made', async () => {
    const { client } = connect();
    const failure = await failureOf(client.call('text.crash', {}, { signal: AbortSignal.abort() }));
    expect(failure).toMatchObject({ code: 'cancelled' });
  });

  test('reports progress at most thirty times a second', async () => {
    const { client } = connect();
    const heard: Progress[] = [];
    const started = performance.now();
    await client.call('work.count', { steps: 20_000 }, { onProgress: (p) => heard.push(p) });
    const most = 1 + Math.ceil(((performance.now() - started) / 1000) * 30);
    expect(heard[0]).toEqual({ done: 0, total: 20_000, label: 'Counting' });
    expect(heard.length).toBeLessThanOrEqual(most);
  });

  test('hands on every part before the answer, in a task of its own', async () => {
    const { client, server } = connect();
    const heard: string[] = [];
    client.on('step', ({ number }) => heard.push(`step ${number}`));
    const onPart = ({ name }: { readonly name: string }) => {
      heard.push(name);
      queueMicrotask(() => heard.push(`after ${name}`));
    };
    const count = client.call('work.parts', { parts: 2 }, { onPart });
    server.emit('step', { number: 1 });
    heard.push(`${await count} parts`);
    expect(heard).toEqual([
      'step 1',
      'part 0',
      'after part 0',
      'part 1',
      'after part 1',
      '2 parts',
    ]);
    expect(await client.call('work.parts', { parts: 1 })).toBe(1);
  });

  test('carries events to those who listen', async () => {
    const { client, server } = connect();
    const heard: number[] = [];
    const stop = client.on('step', ({ number }) => heard.push(number));
    server.emit('step', { number: 1 });
    await client.call('text.echo', { text: '' });
    stop();
    server.emit('step', { number: 2 });
    await client.call('text.echo', { text: '' });
    expect(heard).toEqual([1]);
  });

  test('fails what is in flight and what comes after when the port closes', async () => {
    const { client, server } = connect();
    const inFlight = failureOf(client.call('work.wait', { name: 'never' }));
    server.close();
    expect(await inFlight).toMatchObject({ code: 'engine_stopped' });
    expect(await failureOf(client.call('text.echo', { text: '' }))).toMatchObject({
      code: 'engine_stopped',
    });
  });

  test('says so when the input cannot be sent at all', async () => {
    const { client } = connect();
    const input = { text: (() => '') as unknown as string };
    expect(await failureOf(client.call('text.echo', input))).toMatchObject({ code: 'bad_input' });
  });
});

test('the local bridge carries calls and events', async () => {
  const { handlers } = newHandlers();
  const bridge = createLocalBridge<TestContract, TestEvents>(contract, handlers);
  onTestFinished(bridge.close);
  const heard: number[] = [];
  bridge.client.on('step', ({ number }) => heard.push(number));
  bridge.emit('step', { number: 5 });
  expect(await bridge.client.call('text.echo', { text: 'a' })).toEqual({ text: 'a' });
  expect(heard).toEqual([5]);
});

function connect() {
  const made = newServer();
  const client = createClient<TestContract, TestEvents>(made.clientPort);
  onTestFinished(client.close);
  return { ...made, client };
}

function rawServer() {
  const { raw } = newServer();
  const queue: unknown[] = [];
  let wake: (() => void) | undefined;
  raw.on('message', (message: unknown) => {
    queue.push(message);
    wake?.();
  });
  const answers = {
    async next() {
      if (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return queue.shift();
    },
  };
  return { raw, answers };
}
