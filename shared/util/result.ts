import type { ErrorCode } from './error-codes.ts';

/** What went wrong, for a program (`code`, `detail`) and for a person (`message`: what happened, to what, what to do). */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** An expected outcome of work on input that may be wrong. Broken preconditions throw instead. */
export type Result<Value, Fault = Failure> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Fault };

/** Wrap a success. */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** Wrap a failure. */
export function fail(
  code: ErrorCode,
  message: string,
  detail?: Failure['detail'],
): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: detail ? { code, message, detail } : { code, message } };
}

/**
 * An expected failure on its way through code that cannot return a `Result` (inside a command, below a handler).
 * Thrown by whoever finds the fault, caught by `dispatch` and by the bridge, nowhere else.
 */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(code: ErrorCode, message: string, detail?: Failure['detail']) {
    super(message);
    this.name = 'Refusal';
    this.failure = fail(code, message, detail).error;
  }
}

/** The value, or the failure thrown as a `Refusal`. */
export function unwrap<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Refusal(result.error.code, result.error.message, result.error.detail);
}
