import type { ParseArgsOptionsConfig } from 'node:util';
import type { JsonObject } from '../../shared/util/json.ts';
import { Refusal, type Failure } from '../../shared/util/result.ts';

/** The world around the command line: the real one in `main.ts`, another in a packaged application. */
export interface CliIo {
  /** Text for standard output, with its line ends. */
  readonly print: (text: string) => void;
  /** Text for standard error. */
  readonly printError: (text: string) => void;
  /** Whether standard error is a terminal, so that progress may be shown. */
  readonly isTerminal: boolean;
  /** Folder that relative paths start from. */
  readonly folder: string;
  /** Name of who works here. */
  readonly userName: string;
  /** Version of the application. */
  readonly version: string;
  /** Aborted when the person interrupts. */
  readonly signal: { readonly aborted: boolean };
}

/** What a command is given. */
export interface CliCall {
  readonly io: CliIo;
  /** Arguments that are not options. */
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** What a command did. */
export interface CliOutcome {
  /** For `--json`. */
  readonly value: JsonObject;
  /** For a person, without a line end. */
  readonly text: string;
  /** Why the exit status is 1 although the command ran to its end: something was refused or found. null: all is well. */
  readonly problem: Failure | null;
}

/** A command of the command line. */
export interface CliCommand {
  readonly name: string;
  /** Everything after the name, `FILE [--name NAME]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: ParseArgsOptionsConfig;
  /** Least and most arguments. */
  readonly count: readonly [number, number];
  readonly run: (call: CliCall) => CliOutcome | Promise<CliOutcome>;
}

/** An argument by its place. The count has been checked before. */
export function argumentAt(call: CliCall, i: number): string {
  const value = call.arguments[i];
  if (value === undefined) throw new Refusal('usage', 'An argument is missing.');
  return value;
}

/** An option with a closed list of values. @throws Refusal `usage` for another value, or for none without `initial`. */
export function choiceOf<const Value extends string>(
  call: CliCall,
  name: string,
  values: readonly Value[],
  initial?: NoInfer<Value>,
): Value {
  const given = call.options[name];
  if (given === undefined && initial !== undefined) return initial;
  const value = values.find((candidate) => candidate === given);
  if (value !== undefined) return value;
  const problem = given === undefined ? 'is missing' : `cannot be “${String(given)}”`;
  throw new Refusal('usage', `--${name} ${problem}; use ${values.join(', ')}.`);
}

/** An option with text. @throws Refusal `usage` when it is missing. */
export function textOf(call: CliCall, name: string): string {
  const value = call.options[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new Refusal('usage', `--${name} is missing.`);
}
