import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../../electron/cli/run.ts';
import { defaultCodebook } from '../../../shared/codebook/default.ts';
import type { ArticleRow } from '../../../shared/contract/views.ts';
import { stringifyExportFile } from '../../../shared/formats/json/quotemark-text.ts';
import { buildSample } from '../../../shared/sample/build.ts';
import { sha256 } from '../../helpers/datasets.ts';
import { makeFolder } from '../../helpers/project.ts';

/** Runs the command line in a folder; what it printed. */
async function quotemark(folder: string, ...argv: readonly string[]): Promise<string> {
  let out = '';
  const status = await runCli(argv, {
    print: (text) => (out += text),
    printError: (text) => expect.unreachable(text),
    isTerminal: false,
    folder,
    userName: 'Tess Tester',
    version: '0.0.0',
    signal: { aborted: false },
  });
  expect(status).toBe(0);
  return out;
}

async function makeSampleProject(): Promise<string> {
  const folder = makeFolder();
  const sample = buildSample({ sha256, codebook: defaultCodebook });
  await writeFile(path.join(folder, 'sample.json'), stringifyExportFile(sample));
  await quotemark(folder, 'new', 'p.quotemark');
  await quotemark(folder, 'import', 'p.quotemark', 'sample.json');
  return folder;
}

async function list(folder: string, ...argv: readonly string[]) {
  const answer: unknown = JSON.parse(
    await quotemark(folder, 'list', 'p.quotemark', ...argv, '--json'),
  );
  return answer as { readonly total: number; readonly articles: readonly ArticleRow[] };
}

test('lists articles by a filter, in an order', async () => {
  const folder = await makeSampleProject();
  const all = await list(folder);
  expect(all.total).toBe(all.articles.length);
  expect(all.total).toBeGreaterThan(5);
  const german = await list(folder, '--filter', 'language:de has:quotations', '--sort', 'title');
  expect(german.articles.map(({ language }) => language)).toEqual(['de']);
  const two = await list(folder, '--sort', 'quotations', '--descending', '--limit', '2');
  expect(two.total).toBe(all.total);
  const counts = two.articles.map(({ quotations }) => quotations);
  expect(counts).toEqual(
    all.articles
      .map(({ quotations }) => quotations)
      .sort((left, right) => right - left)
      .slice(0, 2),
  );
  expect(await quotemark(folder, 'list', 'p.quotemark', '--filter', 'language:de')).toMatch(
    /^1 article\n\w+ +\S/,
  );
});
