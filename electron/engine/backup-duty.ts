import type { Connection } from '../store/connection.ts';
import { toStoreFailure } from '../store/errors.ts';
import { backUp, backUpInTurns, type BackupState, type TurnOptions } from './backups.ts';

/** Projects above this size are backed up in turns where there is somebody to take turns with. */
const largeBytes = 64 * 1024 * 1024;

/** Commands that may change very much: the project is backed up before them. */
export const bulkCommands: ReadonlySet<string> = new Set([
  'article.import',
  'dataset.import',
  'entity.merge',
  'batch.run',
  'codebook.update',
  'article.revise',
]);

/** What the backups of an open project need to know. */
export interface BackupDutyParts {
  readonly db: Connection;
  /** null for no backups. */
  readonly folder: string | null;
  readonly sizeBytes: () => number;
  readonly state: () => BackupState;
  /** Work goes on without a backup rather than stop; the person is told. */
  readonly onFailure: (why: string) => void;
}

/** Sees to it that a project is backed up before the first step, before bulk work and at the end. */
export class BackupDuty {
  readonly #parts: BackupDutyParts;
  #isDone = false;

  constructor(parts: BackupDutyParts) {
    this.#parts = parts;
  }

  /** What comes next may change very much. */
  renew(): void {
    this.#isDone = false;
  }

  /** Back up unless that has been done. */
  fulfil(): void {
    const { db, folder, state } = this.#parts;
    if (this.#isDone || folder === null) return;
    this.#isDone = true;
    try {
      backUp(db, folder, state());
    } catch (cause) {
      this.#fail(cause);
    }
  }

  /** The same for a large project, in turns; a small one is left to `fulfil`. It is given up when `onTurn` throws. */
  async fulfilInTurns(options: TurnOptions): Promise<void> {
    const { db, folder, state, sizeBytes } = this.#parts;
    if (this.#isDone || folder === null || sizeBytes() <= largeBytes) return;
    this.#isDone = true;
    try {
      await backUpInTurns(db, folder, state(), options);
    } catch (cause) {
      this.#fail(cause);
    }
  }

  #fail(cause: unknown): void {
    const why = toStoreFailure(cause)?.message ?? (cause instanceof Error ? cause.message : '');
    this.#parts.onFailure(`The project could not be backed up: ${why}`);
  }
}
