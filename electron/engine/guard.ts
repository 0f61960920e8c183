import path from 'node:path';
import type { Id } from '../../shared/records/records.ts';
import { Refusal } from '../../shared/util/result.ts';
import { Connection } from '../store/connection.ts';
import { toStoreFailure } from '../store/errors.ts';
import { findMeta } from '../store/meta.ts';
import { Fence } from './fence.ts';
import { rescue } from './rescue.ts';

/** Why writing stopped, for a person; null when it works. */
export type ReadOnlyListener = (reason: string | null) => void;

/** Lets a project be written only as long as the file at its path is the one that we wrote last. */
export class Guard {
  readonly #db: Connection;
  readonly #path: string;
  readonly #clock: () => number;
  readonly #fence: Fence;
  readonly #listeners = new Set<ReadOnlyListener>();
  #readOnly: string | null;
  /** Id of our last step, or of the file's as opened: what a fresh look at the file must find. */
  #head: Id | null;

  constructor(db: Connection, file: string, readOnly: string | null, clock: () => number) {
    this.#db = db;
    this.#path = file;
    this.#clock = clock;
    this.#readOnly = readOnly;
    this.#fence = new Fence(file);
    this.#head = findMeta(db, 'head');
  }

  /** Why nothing can be written, for a person; null when writing works. */
  get readOnly(): string | null {
    return this.#readOnly;
  }

  /** Hear when writing stops working. Returns how to stop. */
  onReadOnly(listener: ReadOnlyListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @throws Refusal `read_only`; `moved` when the file is not ours any more, and then for good. */
  assertWritable(): void {
    if (this.#readOnly !== null) throw new Refusal('read_only', this.#readOnly);
    if (this.#fence.isIntact || this.#isOnlyTouched()) return;
    throw this.stop();
  }

  /** Let nothing more be written. */
  block(reason: string): void {
    this.#readOnly = reason;
    for (const listener of this.#listeners) listener(reason);
  }

  /**
   * Write what is no step.
   *
   * @throws Refusal `read_only`, `moved`.
   */
  mend(write: () => void): void {
    this.assertWritable();
    write();
    this.#fence.record();
  }

  /** A step was committed: the file as it is now is ours. */
  committed(head: Id): void {
    this.#head = head;
    this.#fence.record();
  }

  /** Stop writing for good: the file is not ours any more. What we have is rescued beside it. */
  stop(): Refusal {
    const rescued = rescue(this.#db, this.#path, this.#head, this.#clock());
    const reason = rescued
      ? `The project file was moved, replaced or changed by another program. Nothing more is written to it; the project as it was here is in “${path.basename(rescued)}” beside it.`
      : 'The project file was moved, replaced or changed by another program. Nothing more is written to it. Close it and open it again, or go back to a backup.';
    this.block(reason);
    return new Refusal('moved', reason, { rescued });
  }

  /** Whether the file was only touched: a fresh look at it finds our own last step. */
  #isOnlyTouched(): boolean {
    if (!this.#fence.isSameFile) return false;
    try {
      const fresh = new Connection(this.#path, { readOnly: true });
      try {
        if (findMeta(fresh, 'head') !== this.#head) return false;
      } finally {
        fresh.close();
      }
    } catch (cause) {
      // What cannot be read as a project is not what we wrote.
      if (cause instanceof Refusal || toStoreFailure(cause)) return false;
      throw cause;
    }
    this.#fence.record();
    return true;
  }
}
