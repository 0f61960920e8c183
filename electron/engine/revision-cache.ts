import type { Id, Revision } from '../../shared/records/records.ts';
import type { ReadDb } from '../store/connection.ts';
import { findRecord } from '../store/repository.ts';

/** Characters of text that are kept at most; one longer article is kept all the same. */
const maxCharacters = 2_000_000;

/**
 * Revisions read lately. They never change, and reading one of a million characters takes longer than all the rest of
 * marking a span in it. The same object comes back as long as it is kept.
 */
export class RevisionCache {
  readonly #revisions = new Map<Id, Revision>();
  #characters = 0;

  /** The revision of that id; null when there is none. */
  find(db: ReadDb, id: Id): Revision | null {
    const known = this.#revisions.get(id);
    if (known) {
      // A Map keeps the order of insertion: what was used last goes last.
      this.#revisions.delete(id);
      this.#revisions.set(id, known);
      return known;
    }
    const revision = findRecord(db, 'revision', id);
    if (revision) this.#keep(revision);
    return revision;
  }

  /** The same without keeping it: for work that reads many of them once. */
  read(db: ReadDb, id: Id): Revision | null {
    return this.#revisions.get(id) ?? findRecord(db, 'revision', id);
  }

  /** Drop a revision that is being written or removed. */
  forget(id: Id): void {
    const known = this.#revisions.get(id);
    if (!known) return;
    this.#revisions.delete(id);
    this.#characters -= known.text.length;
  }

  /** Drop everything: after a transaction that was rolled back. */
  clear(): void {
    this.#revisions.clear();
    this.#characters = 0;
  }

  #keep(revision: Revision): void {
    this.#revisions.set(revision.id, revision);
    this.#characters += revision.text.length;
    for (const oldest of this.#revisions.keys()) {
      if (this.#characters <= maxCharacters || oldest === revision.id) break;
      this.forget(oldest);
    }
  }
}
