import type { Client } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';
import type { ShellContract, ShellEvents } from '../../shared/contract/shell.ts';
import type { EngineEvents } from '../../shared/contract/views.ts';

/** The process that holds the project. */
export type EngineClient = Client<EngineContract, EngineEvents>;
/** The main process: windows, dialogs, settings. */
export type ShellClient = Client<ShellContract, ShellEvents>;

/** Everything outside the page that state may call; a test gives local ones. */
export interface Clients {
  readonly engine: EngineClient;
  readonly shell: ShellClient;
  /** Register dropped files; the main process keeps their paths. */
  readonly grantFiles: (
    files: readonly File[],
  ) => Promise<readonly { grant: string; name: string }[]>;
}
