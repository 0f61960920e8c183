import '../../renderer/ui/tokens.css';
import '../../renderer/ui/base.css';
import { render } from 'vitest-browser-react';
import type { EngineContract } from '../../shared/contract/engine.ts';
import type { ShellContract } from '../../shared/contract/shell.ts';
import { App } from '../../renderer/app/App.tsx';
import { createFrame } from '../../renderer/app/frame.ts';
import { buildShellState, createCannedClients, engineAnswers, type Answers } from './canned.ts';

export interface WindowOptions {
  /** Articles in the project; null for the welcome screen. */
  readonly articles: number | null;
  readonly engine?: Answers<EngineContract>;
  readonly shell?: Answers<ShellContract>;
}

/** The whole window over canned clients, as tall as the page. */
export async function openWindow({ articles, engine, shell }: WindowOptions) {
  const clients = createCannedClients({ ...engineAnswers(articles ?? 0), ...engine }, shell);
  const project = articles === null ? null : { key: 'p', name: 'Hospitals 2026' };
  const frame = createFrame(clients, buildShellState(project));
  const container = document.createElement('div');
  container.id = 'root';
  document.body.replaceChildren(container);
  const screen = await render(<App frame={frame} />, { container });
  /** Inputs of a channel, in the order of the calls. */
  const inputsOf = (side: 'engine' | 'shell', channel: string) =>
    clients[side].calls.filter((call) => call.channel === channel).map(({ input }) => input);
  return { screen, frame, clients, inputsOf };
}
