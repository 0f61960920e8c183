import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';

/**
 * Run a script of Python's standard library, the JSON of a value as its input, and give what it printed as JSON; null on a
 * machine without Python 3.
 *
 * @throws Error with what it wrote to its error output when it fails.
 */
export function runPython(script: string, input: unknown): unknown {
  const result = spawnSync('python3', ['-X', 'utf8', '-c', script], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.error) {
    console.warn('python3 is not on this machine: what it would have checked is not.');
    return null;
  }
  if (result.status !== 0) throw new Error(result.stderr);
  return JSON.parse(result.stdout);
}

/**
 * A Python program, with its standard library alone, prints what is expected when it reads the input: an independent reader.
 * On a machine without Python nothing is checked, and a message says so.
 */
export function checkPython(program: string, input: string, printed: string): void {
  const run = spawnSync('python3', ['-X', 'utf8', '-c', program], { input, encoding: 'utf8' });
  if (run.error) {
    console.warn(`not checked, there is no python3: ${run.error.message}`);
    return;
  }
  expect(run).toMatchObject({ stderr: '', stdout: printed, status: 0 });
}
