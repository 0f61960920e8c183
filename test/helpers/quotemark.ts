import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { runCli } from '../../electron/cli/run.ts';
import { defaultCodebook } from '../../shared/codebook/default.ts';
import { stringifyExportFile } from '../../shared/formats/json/quotemark-text.ts';
import { buildSample } from '../../shared/sample/build.ts';
import { sha256 } from './datasets.ts';

const program = fileURLToPath(new URL('../../electron/cli/main.ts', import.meta.url));

/** How a command line ended. */
export interface Ended {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the real program in the folder. */
export function spawnQuotemark(folder: string, ...argv: readonly string[]): Promise<Ended> {
  const environment = { PATH: process.env['PATH'], QUOTEMARK_ANNOTATOR: 'Tess Tester' };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, ...argv],
      { cwd: folder, env: environment, maxBuffer: 64 * 1024 * 1024 },
      (problem, out, error) => {
        if (problem && typeof problem.code !== 'number') return reject(problem);
        return resolve({ status: Number(problem?.code ?? 0), out, error });
      },
    );
  });
}

/** The same in this process, which is faster. */
export async function quotemark(folder: string, ...argv: readonly string[]): Promise<Ended> {
  const ended = { out: '', error: '' };
  const status = await runCli(argv, {
    print: (text) => (ended.out += text),
    printError: (text) => (ended.error += text),
    isTerminal: false,
    folder,
    userName: 'Tess Tester',
    version: '0.0.0',
    signal: { aborted: false },
  });
  return { status, ...ended };
}

/** With `--json`: exit status and the one object on standard output. */
export function quotemarkJson(folder: string, ...argv: readonly string[]) {
  return readJson(quotemark(folder, ...argv, '--json'));
}

/** What a running command line with `--json` gives. */
export async function readJson(running: Promise<Ended>) {
  const { status, out, error } = await running;
  expect(error).toBe('');
  expect(out.trimEnd().split('\n')).toHaveLength(1);
  return { status, value: JSON.parse(out) };
}

/** The sample project as a file to import. */
export async function writeSample(folder: string): Promise<string> {
  const file = path.join(folder, 'sample.json');
  const sample = buildSample({ sha256, codebook: defaultCodebook });
  await writeFile(file, stringifyExportFile(sample));
  return file;
}
