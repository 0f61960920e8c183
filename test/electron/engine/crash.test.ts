import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openProject } from '../../../electron/engine/open.ts';
import { Connection } from '../../../electron/store/connection.ts';
import { catchCode } from '../../helpers/check-command.ts';
import { ann, fillProject, makeFolder, makeProject, reopen } from '../../helpers/project.ts';

const writer = path.join(import.meta.dirname, 'commit-loop.ts');

/** Let another process mark without pause and kill it. Returns the ids that it said were saved. */
async function killAfter(file: string, count: number, delayMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const done = new Promise((resolve) => child.on('close', resolve));
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.split('\n').length > count) resolve();
    });
    child.on('close', () => resolve());
  });
  // The kill must come at any moment of a commit, not always just after one.
  const start = performance.now();
  while (performance.now() - start < delayMs);
  child.kill('SIGKILL');
  await done;
  return output.split('\n').slice(0, -1);
}

test(
  'what was acknowledged is there after a kill at any moment, 30 times',
  { timeout: 120_000 },
  async () => {
    const project = makeProject();
    fillProject(project);
    project.close();
    const acknowledged: string[] = [];
    for (let round = 0; round < 30; round++) {
      acknowledged.push(...(await killAfter(project.path, 3 + (round % 7), (round * 0.37) % 4)));
      const opened = reopen(project.path, { recoveryFolder: makeFolder() });
      const ids = new Set(opened.read.list('annotation', {}).map((annotation) => annotation.id));
      expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
      expect([opened.readOnly, opened.check().faults]).toEqual([null, []]);
      opened.close();
    }
    expect(acknowledged.length).toBeGreaterThan(60);
  },
);

test(
  'an import killed when half of it is in the file leaves nothing of it',
  { timeout: 120_000 },
  async () => {
    const project = makeProject();
    fillProject(project);
    project.close();
    const before = statSync(project.path).size;
    const importer = path.join(import.meta.dirname, 'import-loop.ts');
    const child = spawn(process.execPath, [importer, project.path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const done = new Promise((resolve) => child.on('close', resolve));
    // The page cache is full: rows of the step are in the file itself, and what was there in its journal.
    while (statSync(project.path).size < before + 8 * 1024 * 1024 && child.exitCode === null) {
      await setImmediate();
    }
    child.kill('SIGKILL');
    await done;
    expect(output).toBe('');
    expect(statSync(`${project.path}-journal`).size).toBeGreaterThan(0);
    const opened = reopen(project.path, { recoveryFolder: makeFolder() });
    expect(opened.notices).toEqual([expect.stringContaining('ended in the middle of a step')]);
    expect([opened.readOnly, opened.check().faults]).toEqual([null, []]);
    expect(opened.read.counts().articles).toBe(1);
    expect(opened.read.history({ limit: 1 })).not.toMatchObject([{ command: 'article.import' }]);
    expect(statSync(project.path).size).toBe(before);
  },
);

/** A copy of an open project and of its journal in the middle of a transaction: what a power cut leaves. */
function cutOff(): { file: string; folder: string } {
  const project = makeProject();
  fillProject(project);
  project.close();
  const db = new Connection(project.path);
  db.pragma('journal_mode = TRUNCATE');
  // So small a cache is written out before the commit.
  db.pragma('cache_size = 1');
  db.execute(
    "BEGIN IMMEDIATE; UPDATE history SET label = 'Half'; UPDATE claim SET statement = 'Half.'; UPDATE article SET title = 'Half'; UPDATE segment SET exact = 'Half'",
  );
  const folder = makeFolder();
  const file = path.join(folder, 'cut.quotemark');
  copyFileSync(project.path, file);
  copyFileSync(`${project.path}-journal`, `${file}-journal`);
  db.execute('ROLLBACK');
  db.close();
  return { file, folder };
}

test('a journal left in the middle of a step is rolled back, both being kept', () => {
  const { file, folder } = cutOff();
  const journal = readFileSync(`${file}-journal`);
  const recoveryFolder = path.join(folder, 'recovery');
  const project = reopen(file, { recoveryFolder });
  expect(project.notices).toEqual([expect.stringContaining('ended in the middle of a step')]);
  expect([project.readOnly, project.check().faults]).toEqual([null, []]);
  expect(project.read.claim('c').claim.statement).toBe('The harbour wall will hold.');
  const [kept] = readdirSync(recoveryFolder);
  const parts = readdirSync(path.join(recoveryFolder, kept ?? ''));
  expect(parts).toEqual(expect.arrayContaining(['cut.quotemark', 'cut.quotemark-journal']));
  expect(
    readFileSync(path.join(recoveryFolder, kept ?? '', 'cut.quotemark-journal')).equals(journal),
  ).toBe(true);
  project.close();
  expect(existsSync(`${file}-journal`)).toBe(false);
});

test('for reading only it is rolled back on a copy, the file itself being left alone', () => {
  const { file, folder } = cutOff();
  const before = [readFileSync(file), readFileSync(`${file}-journal`)];
  const project = reopen(file, { readOnly: true, recoveryFolder: folder });
  expect(project.read.claim('c').claim.statement).toBe('The harbour wall will hold.');
  project.close();
  expect([readFileSync(file), readFileSync(`${file}-journal`)]).toEqual(before);
});

test('a project dropped over one with an unfinished step is opened without that step', () => {
  const { file, folder } = cutOff();
  const other = makeProject();
  fillProject(other);
  for (let i = 0; i < 30; i++)
    other.run('claim.create', { statement: `Claim ${i} ${'x'.repeat(500)}` });
  other.close();
  copyFileSync(other.path, file);
  const project = reopen(file, { recoveryFolder: folder });
  expect(project.notices).toEqual([expect.stringContaining('unfinished step of another file')]);
  expect(project.read.counts().claims).toBe(31);
  expect(project.check().faults).toEqual([]);
});

test('when neither way leads to a sound project, nothing is changed', () => {
  const { file, folder } = cutOff();
  const bytes = readFileSync(file);
  bytes.fill(0x33, 8192, 40_000);
  writeFileSync(file, bytes);
  const journal = readFileSync(`${file}-journal`).fill(0x44, 600, 3000);
  writeFileSync(`${file}-journal`, journal);
  mkdirSync(path.join(folder, 'r'));
  const open = () => openProject(file, { annotator: ann, recoveryFolder: path.join(folder, 'r') });
  expect(catchCode(open)).toBe('damaged');
  expect([
    readFileSync(file).equals(bytes),
    readFileSync(`${file}-journal`).equals(journal),
  ]).toEqual([true, true]);
});
