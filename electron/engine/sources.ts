import { hash, randomUUID } from 'node:crypto';
import type { Id } from '../../shared/records/records.ts';

/** Where the engine takes what is not in the project: tests bring their own. */
export interface Sources {
  /** Milliseconds since 1970, UTC. */
  readonly clock: () => number;
  readonly newId: () => Id;
  /** SHA-256 of a text as UTF-8, lower-case hex. */
  readonly sha256: (text: string) => string;
}

/** The real ones. */
export const systemSources: Sources = {
  clock: Date.now,
  newId: randomUUID,
  sha256: (text) => hash('sha256', text, 'hex'),
};
