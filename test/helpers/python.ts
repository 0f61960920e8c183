import { spawnSync } from 'node:child_process';

/**
 * Run a script of Python's standard library, the JSON of a value as its input, and give what it printed as JSON. `npm test`
 * installs Python 3 where it can.
 *
 * @throws Error when the machine has no Python 3, or with what the script wrote to its error output when it fails.
 */
export function runPython(script: string, input: unknown): unknown {
  const result = spawnSync('python3', ['-X', 'utf8', '-c', script], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(result.stderr);
  return JSON.parse(result.stdout);
}
