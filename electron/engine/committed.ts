import type { Step } from '../../shared/records/change.ts';
import type { JsonValue } from '../../shared/util/json.ts';

/** What a transaction has written, and what its command answers. */
export interface Committed {
  readonly step: Step;
  readonly value: JsonValue;
}

/** Rolls the transaction back: a step without changes is none, so that undo always does something. */
export class NothingChanged extends Error {
  readonly committed: Committed;

  constructor(committed: Committed) {
    super('nothing changed');
    this.committed = committed;
  }
}
