import { readFileSync } from 'node:fs';
import os from 'node:os';
import { runCli } from './run.ts';

/** The program `quotemark` in plain Node: `node electron/cli/main.ts COMMAND`. */
const interrupt = new AbortController();
// The first interrupt ends the work in order; a second one, no longer caught, ends the process.
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());

// A reader that has seen enough, such as `head`, ends the pipe: no fault.
process.stdout.on('error', (error) => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCli(process.argv.slice(2), {
  print: (text) => process.stdout.write(text),
  printError: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
  // npm runs scripts in the folder of the package and says here where the person was.
  folder: (process.env['npm_lifecycle_event'] && process.env['INIT_CWD']) || process.cwd(),
  userName: process.env['QUOTEMARK_ANNOTATOR'] || os.userInfo().username,
  version: readVersion(),
  signal: interrupt.signal,
});

function readVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}
