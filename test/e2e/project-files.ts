import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ExportFile } from '../../shared/formats/json/quotemark-schema.ts';

const root = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

/** Run the command line and parse what it prints with `--json`. Rejects when it does not end with status 0. */
export async function cli(...args: readonly string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, [
    path.join(root, 'electron/cli/main.ts'),
    ...args,
    '--json',
  ]);
  return JSON.parse(stdout);
}

/** An article fixture by name. */
export function articleFixture(name: string): string {
  return path.join(root, 'test/fixtures/articles', name);
}

/** Make a project with some articles in it, without the app. */
export async function makeProject(file: string, articles: readonly string[]): Promise<void> {
  await cli('new', file);
  if (articles.length > 0) await cli('import', file, ...articles);
}

/** The JSON export of a project, by the command line; the app may have the project open. */
export async function exportOf(file: string): Promise<ExportFile> {
  const target = `${file}.export.json`;
  await cli('export', file, '--format', 'json', '--out', target);
  return JSON.parse(await readFile(target, 'utf8')) as ExportFile;
}
