import { setImmediate } from 'node:timers/promises';
import type { Work, WorkDone } from '../../shared/commands/define.ts';
import { Refusal } from '../../shared/util/result.ts';

/** After so long other calls have their turn. */
const turnMs = 12;

/** What somebody who waits for long work may do and hear. */
export interface Waiting {
  readonly signal: { readonly aborted: boolean };
  readonly progress: (done: WorkDone) => void;
}

/** Work that nobody can end and nobody hears of. */
export const nobodyWaits: Waiting = { signal: { aborted: false }, progress: () => undefined };

/**
 * Do some work, letting others have their turn now and then; at once where it is done within one turn.
 *
 * @throws Refusal `cancelled` when the signal was aborted, the work having been ended where it was.
 */
export async function doInTurns<Output>(work: Work<Output>, waiting: Waiting): Promise<Output> {
  let turnEnd = performance.now() + turnMs;
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    if (performance.now() < turnEnd) continue;
    waiting.progress(next.value);
    await setImmediate();
    if (waiting.signal.aborted) {
      // The generator cleans up behind itself; what it returns is of no use any more.
      work.throw(new Refusal('cancelled', 'It was cancelled. Nothing was changed.'));
    }
    turnEnd = performance.now() + turnMs;
  }
}

/** Work that waits for what was begun before it; what need not wait is begun at once. */
export class Queue {
  /** Settles when the last of them has ended; null when there is none. */
  #last: Promise<unknown> | null = null;

  add<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = this.#last ? this.#last.then(work) : work();
    const settled = mine.then(
      () => null,
      () => null,
    );
    this.#last = settled;
    void settled.then(() => {
      if (this.#last === settled) this.#last = null;
    });
    return mine;
  }

  /** Do something when there is nothing. */
  async whenEmpty<Value>(work: () => Value): Promise<Awaited<Value>> {
    while (this.#last) await this.#last;
    return await work();
  }
}
