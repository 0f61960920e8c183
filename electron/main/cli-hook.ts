import { app } from 'electron';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Cli from '../cli/run.ts';

/**
 * Run a command of the command line in this process, without a window or a display. Its code is a bundle of its own, so that
 * a start with a window does not load it.
 *
 * @returns Exit status of the program.
 */
export async function runCliCommand(args: readonly string[]): Promise<number> {
  const bundle = pathToFileURL(path.join(import.meta.dirname, '../cli/cli.js')).href;
  const { runCli } = (await import(bundle)) as typeof Cli;
  const interrupt = new AbortController();
  // The first interrupt ends the work in order; a second one, no longer caught, ends the process.
  process.once('SIGINT', () => interrupt.abort());
  process.once('SIGTERM', () => interrupt.abort());
  return runCli(args, {
    print: (text) => process.stdout.write(text),
    printError: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
    folder: process.cwd(),
    userName: process.env['QUOTEMARK_ANNOTATOR'] || os.userInfo().username,
    version: app.getVersion(),
    signal: interrupt.signal,
  });
}
