import type { EngineContract } from '../../shared/contract/engine.ts';
import type { PreloadApi } from '../../shared/contract/preload.ts';
import type { ShellContract, ShellEvents } from '../../shared/contract/shell.ts';
import type { EngineEvents } from '../../shared/contract/views.ts';
import { createConnection, type Connection } from './client.ts';
import { fromDomPort } from './dom-port.ts';

declare global {
  interface Window {
    /** Put there by the preload script; see `shared/contract/preload.ts`. */
    readonly quotemark: PreloadApi;
  }
}

/** The page's connections to the other processes. */
export interface Bridge {
  readonly engine: Connection<EngineContract, EngineEvents>;
  readonly shell: Connection<ShellContract, ShellEvents>;
  /** Register dropped files; the main process keeps their paths. */
  readonly grantFiles: (
    files: readonly File[],
  ) => Promise<readonly { readonly grant: string; readonly name: string }[]>;
}

/** Connect this page to the main process and to the engine of its project. Call once. */
export function connectBridge(): Bridge {
  const engine = createConnection<EngineContract, EngineEvents>();
  const shell = createConnection<ShellContract, ShellEvents>();
  window.addEventListener('message', (event) => {
    const port = event.ports[0];
    // The preload script is of this window and this origin; nothing else may hand us a port.
    if (event.source !== window || event.origin !== window.location.origin || !port) return;
    if (event.data?.quotemark === 'engine') engine.attach(fromDomPort(port));
    else if (event.data?.quotemark === 'shell') shell.attach(fromDomPort(port));
  });
  shell.on('engine', ({ state }) => {
    if (state !== 'ready') engine.detach();
  });
  window.quotemark.ready();
  return { engine, shell, grantFiles: (files) => window.quotemark.grantFiles(files) };
}
