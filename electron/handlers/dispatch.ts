import type { Contract, Handlers, PartContext } from '../../shared/contract/channel.ts';
import { runHandler } from '../../shared/contract/serve.ts';
import { fail, ok, Refusal, type Failure, type Result } from '../../shared/util/result.ts';
import { toStoreFailure } from '../store/errors.ts';

/** Calls a channel by name with unparsed input. Never throws. */
export type Dispatch = (
  channel: string,
  input: unknown,
  context?: Partial<PartContext<unknown>>,
) => Promise<Result<unknown>>;

/** What is behind an error, as far as it is expected: refusals, SQLite, the file system; null for a fault of our own. */
export function toFailure(error: unknown): Failure | null {
  return error instanceof Refusal ? error.failure : toStoreFailure(error);
}

/**
 * The one place where errors become answers, for callers in the same process. Over a port `servePort` does the same.
 *
 * @param log Gets what nobody expected, with its stack.
 */
export function dispatch<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  log: (message: string, error: unknown) => void = () => undefined,
): Dispatch {
  return async (channel, input, context = {}) => {
    const signal = context.signal ?? { aborted: false };
    const { progress = () => undefined, part = () => undefined } = context;
    try {
      return ok(await runHandler(contract, handlers, channel, input, { signal, progress, part }));
    } catch (error) {
      const failure = toFailure(error);
      if (failure) return { ok: false, error: failure };
      log(`${channel} failed`, error);
      const why = error instanceof Error ? error.message : String(error);
      return fail('internal', `${channel} failed by a fault of Quotemark itself: ${why}`);
    }
  };
}
