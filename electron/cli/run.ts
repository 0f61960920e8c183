import { parseArgs } from 'node:util';
import { internalFailure } from '../../shared/contract/serve.ts';
import type { JsonObject } from '../../shared/util/json.ts';
import { Refusal, type Failure } from '../../shared/util/result.ts';
import { toFailure } from '../handlers/dispatch.ts';
import type { CliCommand, CliIo } from './command.ts';
import { checkCommand } from './check.ts';
import { codebookCommand } from './codebook.ts';
import { exportCommand } from './export.ts';
import { formatsCommand } from './formats.ts';
import { importCommand } from './import.ts';
import { infoCommand } from './info.ts';
import { listCommand } from './list.ts';
import { newCommand } from './new.ts';
import { schemaCommand } from './schema.ts';
import { searchCommand } from './search.ts';

const commands: readonly CliCommand[] = [
  newCommand,
  importCommand,
  exportCommand,
  formatsCommand,
  checkCommand,
  codebookCommand,
  infoCommand,
  searchCommand,
  listCommand,
  schemaCommand,
];

/** Exit statuses, fixed: scripts rely on them. */
const status = { done: 0, refused: 1, usage: 2 } as const;

/** Options that every command has. */
const commonOptions = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

/**
 * Run one command line.
 *
 * @param argv Arguments after the program's name.
 * @returns Exit status: 0 done, 1 refused or found something, 2 wrong usage.
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  const asJson = argv.includes('--json');
  const [first, ...rest] = argv.filter((argument) => argument !== '--json');
  if (first === undefined) {
    return fail(io, asJson, { code: 'usage', message: 'Name a command.' }, listCommands());
  }
  if (first === '--version') return say(io, asJson, { version: io.version }, io.version);
  if (first === 'help' || first === '--help' || first === '-h') return help(io, asJson, rest[0]);
  const command = commands.find((candidate) => candidate.name === first);
  if (!command) {
    const message = `There is no command “${first}”.`;
    return fail(io, asJson, { code: 'usage', message }, listCommands());
  }
  return runCommand(command, rest, io, asJson);
}

async function runCommand(
  command: CliCommand,
  argv: readonly string[],
  io: CliIo,
  asJson: boolean,
): Promise<number> {
  try {
    const { values, positionals } = parse(command, argv);
    if (values['help'] === true) return help(io, asJson, command.name);
    const [least, most] = command.count;
    if (positionals.length < least || positionals.length > most) {
      const problem =
        positionals.length < least ? 'An argument is missing.' : 'Too many arguments.';
      throw new Refusal('usage', problem);
    }
    const outcome = await command.run({ io, arguments: positionals, options: values });
    if (!outcome.problem) return say(io, asJson, outcome.value, outcome.text);
    if (asJson) {
      io.print(`${JSON.stringify({ ok: false, ...outcome.value, error: outcome.problem })}\n`);
    } else {
      io.print(`${outcome.text}\n`);
    }
    return status.refused;
  } catch (error) {
    const failure = describe(error);
    if (failure === internalFailure) io.printError(`${String(stackOf(error))}\n`);
    return fail(io, asJson, failure, failure.code === 'usage' ? usageOf(command) : null);
  }
}

/** @throws Refusal `usage`. */
function parse(command: CliCommand, argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { ...commonOptions, ...command.options },
      allowPositionals: true,
    });
    const options: Record<string, string | boolean | undefined> = {};
    for (const [name, value] of Object.entries(values)) {
      if (!Array.isArray(value)) options[name] = value;
    }
    return { values: options, positionals };
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) throw new Refusal('usage', error.message);
    throw error;
  }
}

function describe(error: unknown): Failure {
  return toFailure(error) ?? internalFailure;
}

function stackOf(error: unknown): unknown {
  return error instanceof Error ? error.stack : error;
}

function say(io: CliIo, asJson: boolean, value: JsonObject, text: string): number {
  io.print(asJson ? `${JSON.stringify({ ok: true, ...value })}\n` : `${text}\n`);
  return status.done;
}

function fail(io: CliIo, asJson: boolean, failure: Failure, usage: string | null): number {
  if (asJson) io.print(`${JSON.stringify({ ok: false, error: failure })}\n`);
  else io.printError(`quotemark: ${failure.message}\n${usage === null ? '' : `${usage}\n`}`);
  return failure.code === 'usage' ? status.usage : status.refused;
}

function usageOf(command: CliCommand): string {
  return `Usage: quotemark ${command.name} ${command.usage}`.trimEnd();
}

function listCommands(): string {
  const lines = commands.map((command) => {
    return `  ${`${command.name} ${command.usage}`.trimEnd()}\n      ${command.summary}`;
  });
  return [
    'Usage: quotemark COMMAND [ARGUMENTS] [--json]',
    '',
    ...lines,
    '',
    '--json prints one JSON object. Exit status: 0 done, 1 refused or found something, 2 wrong usage.',
  ].join('\n');
}

function help(io: CliIo, asJson: boolean, name: string | undefined): number {
  const command = commands.find((candidate) => candidate.name === name);
  if (name !== undefined && !command) {
    const message = `There is no command “${name}”.`;
    return fail(io, asJson, { code: 'usage', message }, listCommands());
  }
  const text = command ? `${usageOf(command)}\n\n${command.summary}` : listCommands();
  return say(io, asJson, { help: text }, text);
}
