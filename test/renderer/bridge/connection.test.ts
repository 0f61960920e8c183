import { describe, expect, test } from 'vitest';
import { createConnection } from '../../../renderer/bridge/client.ts';
import { failureOf, newServer, type TestContract, type TestEvents } from './test-server.ts';

describe('a connection whose server is restarted', () => {
  test('lets calls wait for the new port, never repeating those in flight', async () => {
    const connection = createConnection<TestContract, TestEvents>();
    const first = newServer();
    connection.attach(first.clientPort);
    const inFlight = failureOf(connection.call('work.wait', { name: 'lost' }));
    await connection.call('text.echo', { text: '' });
    first.server.close();
    expect(await inFlight).toMatchObject({ code: 'engine_stopped' });

    const waiting = connection.call('text.echo', { text: 'later' });
    const second = newServer();
    connection.attach(second.clientPort);
    expect(await waiting).toEqual({ text: 'later' });
    expect(second.started).toEqual([]);
    connection.close();
  });

  test('keeps listeners and tells of each port but the first', async () => {
    const connection = createConnection<TestContract, TestEvents>();
    const heard: (number | string)[] = [];
    connection.on('step', ({ number }) => heard.push(number));
    connection.onReconnect(() => heard.push('new port'));
    for (const number of [1, 2]) {
      const { clientPort, server } = newServer();
      connection.attach(clientPort);
      server.emit('step', { number });
      await connection.call('text.echo', { text: '' });
    }
    expect(heard).toEqual([1, 'new port', 2]);
    connection.close();
  });

  test('lets calls in flight end on a port that is replaced', async () => {
    const connection = createConnection<TestContract, TestEvents>();
    const [first, second] = [newServer(), newServer()];
    connection.attach(first.clientPort);
    const inFlight = connection.call('work.wait', { name: 'slow' });
    await connection.call('text.echo', { text: '' });
    connection.attach(second.clientPort);
    expect(await connection.call('text.echo', { text: 'new' })).toEqual({ text: 'new' });
    first.release('slow');
    expect(await inFlight).toBe('slow');
    // It owes nothing now.
    await expect.poll(first.server.isOpen).toBe(false);
    connection.close();
  });

  test('gives up waiting after the time given', async () => {
    const connection = createConnection<TestContract, TestEvents>(5);
    expect(await failureOf(connection.call('text.echo', { text: '' }))).toMatchObject({
      code: 'engine_stopped',
    });
  });

  test('cancels a call that waits at once', async () => {
    const connection = createConnection<TestContract, TestEvents>();
    const abort = new AbortController();
    const call = connection.call('text.echo', { text: '' }, { signal: abort.signal });
    abort.abort();
    expect(await failureOf(call)).toMatchObject({ code: 'cancelled' });
  });
});
