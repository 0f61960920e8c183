import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../../electron/cli/run.ts';
import { labelStudioFormat } from '../../../shared/exchange/label-studio/label-studio.ts';
import { w3cFormat } from '../../../shared/exchange/linked-data/w3c.ts';
import { writeFormat } from '../../helpers/generated-datasets.ts';
import { makeFolder } from '../../helpers/project.ts';
import { workedExample } from '../../helpers/worked-example.ts';

const task = JSON.stringify({ text: 'Ana Ruiz left.', label: [[0, 8, 'WHO']] });

test('files with marks are known by their content, beside articles', async () => {
  const folder = makeFolder();
  write(folder, 'tasks.jsonl', task.replace('WHO', 'PERSON'));
  write(folder, 'note.txt', 'A note\n\nIt has no marks.\n');
  for (const [name, bytes] of writeFormat(labelStudioFormat, workedExample()).files) {
    write(folder, name, bytes);
  }
  await run(folder, 'new', 'p.quotemark');
  const { status, value } = await run(
    folder,
    ...['import', 'p.quotemark', 'tasks.jsonl', 'note.txt', 'tasks.json'],
  );
  expect(status).toBe(0);
  expect(value).toMatchObject({ imported: 3, duplicates: 0, refused: 0 });
  const again = await run(folder, 'import', 'p.quotemark', 'tasks.jsonl', 'tasks.json');
  expect(again.value).toMatchObject({ imported: 0, duplicates: 2, refused: 0 });
});

test('a folder is read in the format that is named', async () => {
  const folder = makeFolder();
  for (const [name, bytes] of writeFormat(w3cFormat, workedExample()).files) {
    write(folder, `export/${name}`, bytes);
  }
  await run(folder, 'new', 'p.quotemark');
  const { value } = await run(folder, 'import', 'p.quotemark', 'export', '--format', 'w3c');
  expect(value).toMatchObject({
    files: [{ reason: 'w3c: 1 article, 8 marks, 2 cast entries, 2 claims added' }],
  });
});

test('files with marks are found in a folder with others', async () => {
  const folder = makeFolder();
  write(folder, 'all/tasks.json', `[${task.replace('WHO', 'PERSON')}]`);
  write(folder, 'all/note.txt', 'A note\n\nIt has no marks.\n');
  await run(folder, 'new', 'p.quotemark');
  const { value } = await run(folder, 'import', 'p.quotemark', 'all');
  expect(value).toMatchObject({ imported: 2, refused: 0 });
});

test('unknown labels are named, and taken by the label map', async () => {
  const folder = makeFolder();
  write(folder, 'tasks.jsonl', task);
  write(folder, 'map.json', '{"WHO": "mention.person"}');
  write(folder, 'wrong.json', '["WHO"]');
  await run(folder, 'new', 'p.quotemark');
  const refused = await run(folder, 'import', 'p.quotemark', 'tasks.jsonl');
  expect(refused.status).toBe(1);
  expect(refused.value).toMatchObject({
    files: [{ outcome: 'refused', reason: expect.stringContaining('“WHO” (1)') }],
  });
  const mapped = await run(folder, 'import', 'p.quotemark', 'tasks.jsonl', '--labels', 'map.json');
  expect(mapped.value).toMatchObject({ imported: 1, refused: 0 });
  const wrong = await run(folder, 'import', 'p.quotemark', 'tasks.jsonl', '--labels', 'wrong.json');
  expect(wrong.value).toMatchObject({ error: { code: 'bad_input' } });
  const missing = await run(folder, 'import', 'p.quotemark', 'tasks.jsonl', '--labels', 'no.json');
  expect(missing.value).toMatchObject({ ok: false });
});

test('parts of quotations that are near none are named', async () => {
  const folder = makeFolder();
  const label = [[0, 3, 'SOURCE'], [9, 14, 'QUOTE'], [15, 18, 'SOURCE']]; // prettier-ignore
  write(folder, 'tasks.jsonl', JSON.stringify({ text: 'Ana said “No.”\nKim left.', label }));
  write(folder, 'map.json', '{"SOURCE": "quotation:source", "QUOTE": "quotation"}');
  await run(folder, 'new', 'p.quotemark');
  const { value } = await run(
    folder,
    'import',
    'p.quotemark',
    'tasks.jsonl',
    '--labels',
    'map.json',
  );
  expect(value).toMatchObject({
    imported: 1,
    files: [
      {
        reason: expect.stringContaining('\n1 mark left out: “SOURCE”: no quotation on their line'),
      },
    ],
  });
});

function write(folder: string, name: string, content: string | Uint8Array): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

async function run(folder: string, ...argv: readonly string[]) {
  let out = '';
  const status = await runCli([...argv, '--json'], {
    print: (text) => (out += text),
    printError: (text) => (out += text),
    isTerminal: false,
    folder,
    userName: 'Tess Tester',
    version: '0.0.0',
    signal: { aborted: false },
  });
  const value: unknown = JSON.parse(out);
  return { status, value };
}
