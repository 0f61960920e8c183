import type { Failure, Result } from '../../shared/util/result.ts';
import type { GrantPurpose } from './grants.ts';

/** What an engine process is started for. */
export interface EngineOptions {
  /** Absolute path of the project file. */
  readonly path: string;
  /** `sample` makes the sample project when there is none at the path yet. */
  readonly mode: 'open' | 'readOnly' | 'create' | 'sample';
  /** Name of a project to be made. */
  readonly name: string;
  /** True for a file that was open on this machine before: a large one is then not checked to its last row. */
  readonly isKnown: boolean;
  readonly annotator: { readonly id: string; readonly name: string };
  readonly backupFolder: string;
  readonly recoveryFolder: string;
  /** Version of the application, written into files. */
  readonly version: string;
}

/** Main process to engine. `port` brings one port, over which the engine serves its contract. */
export type ToEngine =
  | { readonly kind: 'open'; readonly options: EngineOptions }
  | { readonly kind: 'port' }
  | { readonly kind: 'path'; readonly id: number; readonly result: Result<string> }
  | { readonly kind: 'close' };

/** Engine to main process. */
export type FromEngine =
  | { readonly kind: 'opened'; readonly name: string }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'named'; readonly name: string }
  /** Asks for the path of a file that the person chose. */
  | {
      readonly kind: 'resolve';
      readonly id: number;
      readonly grant: string;
      readonly purpose: GrantPurpose;
    }
  /** The project is being closed, and that goes on: the backup of a large one takes a while. */
  | { readonly kind: 'closing' }
  /** The project file is closed; the process ends. */
  | { readonly kind: 'closed' };
