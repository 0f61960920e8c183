import { MessageChannel } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import type { FromEngine } from '../../../electron/main/engine-messages.ts';
import {
  createEngineServer,
  type HostedProject,
  type ResolvePath,
} from '../../../electron/main/engine-server.ts';
import { Refusal, fail, ok } from '../../../shared/util/result.ts';

const options = {
  path: '/a.quotemark',
  mode: 'open',
  name: '',
  isKnown: false,
  annotator: { id: 'a', name: 'Ana' },
  backupFolder: '/b',
  recoveryFolder: '/r',
  version: '1',
} as const;

describe('the server of an engine process', () => {
  test('says that the project is open, and closes it before the process ends', async () => {
    const { server, next, log } = newServer();
    server({ kind: 'open', options }, []);
    expect(await next()).toEqual({ kind: 'opened', name: 'A' });
    server({ kind: 'close' }, []);
    expect(await next()).toEqual({ kind: 'closing' });
    expect(await next()).toEqual({ kind: 'closed' });
    expect(log).toEqual(['open', 'close', 'exit']);
  });

  test('hands on why the project cannot be opened', async () => {
    const { server, next } = newServer(new Refusal('locked', 'Open by Ben.', { by: 'Ben' }));
    server({ kind: 'open', options }, []);
    expect(await next()).toEqual({
      kind: 'failed',
      failure: { code: 'locked', message: 'Open by Ben.', detail: { by: 'Ben' } },
    });
  });

  test('keeps a fault of its own to the log', async () => {
    const { server, next, log } = newServer(new Error('secret'));
    server({ kind: 'open', options }, []);
    const failed = await next();
    expect(failed).toMatchObject({ kind: 'failed', failure: { code: 'internal' } });
    expect(JSON.stringify(failed)).not.toContain('secret');
    expect(log).toContain('secret');
  });

  test('asks the main process for paths and takes its answer', async () => {
    const { server, next, resolver } = newServer();
    server({ kind: 'open', options }, []);
    await next();
    const given = resolver()('one', 'read');
    const refused = resolver()('two', 'write');
    expect(await next()).toEqual({ kind: 'resolve', id: 1, grant: 'one', purpose: 'read' });
    expect(await next()).toEqual({ kind: 'resolve', id: 2, grant: 'two', purpose: 'write' });
    server({ kind: 'path', id: 2, result: fail('file_access', 'Not chosen.') }, []);
    server({ kind: 'path', id: 1, result: ok('/one.txt') }, []);
    expect(await given).toBe('/one.txt');
    await expect(refused).rejects.toThrow('Not chosen.');
  });

  test('serves a port that came before the project was open', async () => {
    const { server } = newServer();
    const { port1, port2 } = new MessageChannel();
    server({ kind: 'open', options }, []);
    server({ kind: 'port' }, [port2]);
    const answered = new Promise((resolve) => port1.once('message', resolve));
    port1.postMessage({ kind: 'call', id: 1, channel: 'history.state', input: {} });
    expect(await answered).toEqual({
      kind: 'value',
      id: 1,
      json: '{"undo":null,"redo":null}',
    });
    port1.close();
  });
});

/** A server over a project that is only a name, or that cannot be opened. */
function newServer(failure?: Error) {
  const log: string[] = [];
  const sent: FromEngine[] = [];
  let wake: (() => void) | undefined;
  let resolvePath: ResolvePath | undefined;
  const handlers = { 'history.state': () => ({ undo: null, redo: null }) };
  const server = createEngineServer({
    open: (_options, resolve) => {
      if (failure) return Promise.reject(failure);
      log.push('open');
      resolvePath = resolve;
      return Promise.resolve({
        name: 'A',
        handlers: handlers as unknown as HostedProject['handlers'],
        close(onTurn) {
          onTurn();
          log.push('close');
        },
      });
    },
    send: (message) => {
      sent.push(message);
      wake?.();
    },
    toFailure: () => null,
    log: (_message, error) => log.push(error instanceof Error ? error.message : String(error)),
    exit: () => log.push('exit'),
  });
  const next = async () => {
    if (sent.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return sent.shift();
  };
  const resolver = () => {
    if (!resolvePath) throw new Error('not open');
    return resolvePath;
  };
  return { server, next, log, resolver };
}
