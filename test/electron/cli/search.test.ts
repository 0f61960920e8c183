import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../../electron/cli/run.ts';
import { makeFolder } from '../../helpers/project.ts';

/** Runs the command line in this process. */
async function quotemark(folder: string, ...argv: readonly string[]) {
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

test('searches a project', async () => {
  const folder = makeFolder();
  await writeFile(path.join(folder, 'a.txt'), 'Dam holds\n\n🚨 “The dam holds,” Ana Ruiz said.\n');
  await quotemark(folder, 'new', 'p.quotemark');
  await quotemark(folder, 'import', 'p.quotemark', 'a.txt');
  const found = await quotemark(folder, 'search', 'p.quotemark', '"dam holds" said', '--json');
  expect(JSON.parse(found.out)).toMatchObject({
    ok: true,
    hits: 3,
    articles: 1,
    rows: [{ start: 0 }, { start: 17, exact: 'dam holds' }, {}],
  });
  const pattern = await quotemark(
    folder,
    'search',
    'p.quotemark',
    'R.iz',
    '--regex',
    '--limit',
    '1',
  );
  expect(pattern.out).toContain('[Ruiz]');
  expect(pattern.out).toContain('1 hit in 1 article');
  const none = await quotemark(folder, 'search', 'p.quotemark', 'DAM', '--case');
  expect(none).toMatchObject({ status: 0, out: '0 hits in 0 articles\n' });
  const wrong = await quotemark(folder, 'search', 'p.quotemark', '(dam');
  expect(wrong.status).toBe(1);
  expect(wrong.error).toContain('Character 1: This parenthesis is never closed.');
});
