import type { Page } from '@playwright/test';
import type { ChannelInput, ChannelOutput, Contract } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';
import type { ShellContract } from '../../shared/contract/shell.ts';
// Brings the type of `window.quotemark`.
import type {} from '../../renderer/bridge/connect.ts';
import type { Failure } from '../../shared/util/result.ts';

/** What a call gave. */
export type Outcome<Value> = { readonly value: Value } | { readonly failure: Failure };

/** Call the engine of a window as its page does, without its screens. */
export function callEngine<Name extends keyof EngineContract>(
  page: Page,
  channel: Name,
  input: ChannelInput<EngineContract[Name]>,
): Promise<Outcome<ChannelOutput<EngineContract[Name]>>> {
  return call<EngineContract, Name>(page, 'engine', channel, input);
}

/** Call the main process as the page of a window does. */
export function callShell<Name extends keyof ShellContract>(
  page: Page,
  channel: Name,
  input: ChannelInput<ShellContract[Name]>,
): Promise<Outcome<ChannelOutput<ShellContract[Name]>>> {
  return call<ShellContract, Name>(page, 'shell', channel, input);
}

/** The value of an outcome. @throws Error with the failure */
export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if ('value' in outcome) return outcome.value;
  throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
}

/**
 * Asks for ports of its own: the page hears of them too and uses the same ones from then on, what it has asked on those before
 * is answered there. The ids of these calls are far above those of the page.
 */
async function call<C extends Contract, Name extends keyof C & string>(
  page: Page,
  kind: 'engine' | 'shell',
  channel: Name,
  input: ChannelInput<C[Name]>,
): Promise<Outcome<ChannelOutput<C[Name]>>> {
  // A page that is still connecting would lose its first calls.
  await page.locator('#root > *').first().waitFor({ state: 'attached' });
  const answer = await page.evaluate(
    ([wanted, name, given]) =>
      new Promise<string>((resolve) => {
        const id = 1_000_000_000 + Math.floor(Math.random() * 1_000_000_000);
        let isAnswered = false;
        const onPort = ({ data, ports }: MessageEvent) => {
          const port = ports[0];
          // The shell's port comes first. An engine port before it was on its way already, and is about to be replaced.
          if (data?.quotemark === 'shell') isAnswered = true;
          if (data?.quotemark !== wanted || !isAnswered || !port) return;
          window.removeEventListener('message', onPort);
          port.addEventListener('message', ({ data: message }) => {
            if (message.id !== id || message.kind === 'progress') return;
            const { kind: outcome, json, failure } = message;
            resolve(outcome === 'value' ? `{"value":${json}}` : JSON.stringify({ failure }));
          });
          port.start();
          port.postMessage({ kind: 'call', id, channel: name, input: given });
        };
        window.addEventListener('message', onPort);
        window.quotemark.ready();
      }),
    [kind, channel, input] as const,
  );
  return JSON.parse(answer) as Outcome<ChannelOutput<C[Name]>>;
}
