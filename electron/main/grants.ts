import path from 'node:path';
import type { Grant } from '../../shared/contract/shell.ts';
import { Refusal } from '../../shared/util/result.ts';

/** What a file was chosen for. A file to read from is never written to, and the other way round. */
export type GrantPurpose = 'read' | 'write';

/**
 * Files that a person chose, dropped or opened. A window holds only a random token for each; paths stay in the main process
 * and reach the engine of the same window.
 */
export interface Grants {
  readonly add: (owner: number, file: string, purpose: GrantPurpose) => Grant;
  /** The path. @throws Refusal `file_access` when the token is not of this window or not for this purpose. */
  readonly resolve: (owner: number, token: string, purpose?: GrantPurpose) => string;
  /** Forget what a window was granted. */
  readonly drop: (owner: number) => void;
}

/** An empty table of grants. */
export function createGrants(newToken: () => string): Grants {
  const table = new Map<string, { owner: number; file: string; purpose: GrantPurpose }>();
  return {
    add(owner, file, purpose) {
      const grant = newToken();
      table.set(grant, { owner, file, purpose });
      return { grant, name: path.basename(file) };
    },
    resolve(owner, token, purpose) {
      const found = table.get(token);
      if (found?.owner !== owner || (purpose && found.purpose !== purpose)) {
        throw new Refusal(
          'file_access',
          'This file was not chosen in this window. Choose it again.',
        );
      }
      return found.file;
    },
    drop(owner) {
      for (const [token, entry] of table) if (entry.owner === owner) table.delete(token);
    },
  };
}
