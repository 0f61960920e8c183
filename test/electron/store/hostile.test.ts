import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { createProject, openProject } from '../../../electron/engine/open.ts';
import { Connection } from '../../../electron/store/connection.ts';
import { Refusal } from '../../../shared/util/result.ts';
import { catchCode } from '../../helpers/check-command.ts';
import { ann, dumpAll, fillProject, makeFolder, makeProject } from '../../helpers/project.ts';

/** A closed project file with something in it. */
function makeFile(): string {
  const project = makeProject();
  fillProject(project);
  project.close();
  return project.path;
}

function alter(file: string, script: string): void {
  const db = new Connection(file);
  db.execute(script);
  db.close();
}

function patch(file: string, offset: number, bytes: readonly number[]): void {
  const content = readFileSync(file);
  content.set(bytes, offset);
  writeFileSync(file, content);
}

const open = (file: string) => () => openProject(file, { annotator: ann }).close();

test.each([
  [
    'a trigger',
    "CREATE TRIGGER t AFTER INSERT ON claim_event BEGIN UPDATE claim SET note = 'x'; END",
  ],
  ['a view', 'CREATE VIEW v AS SELECT 1 AS one'],
  ['a table more', 'CREATE TABLE extra (id TEXT)'],
  ['a table less', 'DROP TABLE tombstone'],
  ['an index more', 'CREATE INDEX i ON claim (note)'],
  ['an expression index', 'CREATE INDEX i ON claim (abs(row_id))'],
  ['a column more', 'ALTER TABLE claim ADD COLUMN extra TEXT'],
  ['a generated column', 'ALTER TABLE claim ADD COLUMN extra TEXT AS (note || id) VIRTUAL'],
  ['another full-text index', "CREATE VIRTUAL TABLE f USING fts5 (x, content='project')"],
  ['an R-tree', 'CREATE VIRTUAL TABLE r USING rtree (id, a, b)'],
  [
    'a full-text index on another table',
    "DROP TABLE claim_fts; CREATE VIRTUAL TABLE claim_fts USING fts5 (statement, content='evidence', content_rowid='row_id')",
  ],
])('a file with %s is refused', (_, script) => {
  const file = makeFile();
  alter(file, script);
  const before = readFileSync(file);
  expect(catchCode(open(file))).toBe('damaged');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a newer file is refused with both versions named, and not touched', () => {
  const file = makeFile();
  alter(file, 'PRAGMA user_version = 7');
  const before = readFileSync(file);
  expect(open(file)).toThrow('file version 7, this program reads up to 3');
  expect(catchCode(open(file))).toBe('newer_version');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('files of other kinds are refused as what they are', () => {
  const folder = makeFolder();
  const at = (name: string, content: string | Uint8Array) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const foreign = makeFile();
  alter(foreign, 'PRAGMA application_id = 1');
  const pipe = path.join(folder, 'pipe.quotemark');
  spawnSync('mkfifo', [pipe]);
  mkdirSync(path.join(folder, 'folder.quotemark'));
  symlinkSync(foreign, path.join(folder, 'link.quotemark'));
  const cases: readonly (readonly [string, string])[] = [
    [
      at('text.quotemark', 'Some text that is long enough to be a header. '.repeat(10)),
      'not_a_project',
    ],
    [at('short.quotemark', 'SQLite format 3\0'), 'not_a_project'],
    [at('empty.quotemark', ''), 'not_a_project'],
    [foreign, 'not_a_project'],
    [path.join(folder, 'link.quotemark'), 'not_a_project'],
    [path.join(folder, 'folder.quotemark'), 'not_a_project'],
    [pipe, 'not_a_project'],
    [path.join(folder, 'missing.quotemark'), 'not_found'],
  ];
  expect(cases.map(([file]) => catchCode(open(file)))).toEqual(cases.map(([, code]) => code));
});

test('a link to a project opens the project itself', () => {
  const file = makeFile();
  const link = path.join(makeFolder(), 'link.quotemark');
  symlinkSync(file, link);
  const project = openProject(link, { annotator: ann });
  expect(project.path).toBe(file);
  project.close();
});

test.each([
  ['cut off at the end', (file: string) => truncateSync(file, 8192)],
  ['cut off inside of a page', (file: string) => truncateSync(file, 10_000)],
  ['with another page size', (file: string) => patch(file, 16, [0x10, 0x01])],
  ['in WAL mode', (file: string) => patch(file, 18, [2, 2])],
  ['with UTF-16 texts', (file: string) => patch(file, 56, [0, 0, 0, 2])],
  ['without a version', (file: string) => patch(file, 60, [0, 0, 0, 0])],
  [
    'with its schema overwritten',
    (file: string) => patch(file, 100, Array<number>(2000).fill(0x55)),
  ],
])('a file %s is refused as damaged', (_, damage) => {
  const file = makeFile();
  damage(file);
  expect(catchCode(open(file))).toBe('damaged');
});

test('a flipped bit is never taken for content: the file is refused, or open for reading only with the fault named', () => {
  const file = makeFile();
  const good = readFileSync(file);
  const content = dumpAll(file);
  const state = Buffer.from('quotemark');
  const unseen: number[] = [];
  for (let i = 0; i < 120; i++) {
    // A fixed sequence over the whole file, a prime apart.
    const offset = (i * 104_729 + (state[i % state.length] ?? 0)) % good.length;
    const copy = path.join(makeFolder(), 'flipped.quotemark');
    const bytes = Buffer.from(good);
    bytes[offset] = (bytes[offset] ?? 0) ^ (1 << (i % 8));
    writeFileSync(copy, bytes);
    if (!isNoticed(copy) && !isDeepStrictEqual(dumpAll(copy), content)) unseen.push(offset);
  }
  expect(unseen).toEqual([]);
});

/** Whether opening the file refuses it, or opens it with something to tell. */
function isNoticed(file: string): boolean {
  try {
    const project = openProject(file, { annotator: ann });
    project.close();
    return project.readOnly !== null || project.notices.length > 0;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}

test('creating over a file is refused', () => {
  const file = makeFile();
  const before = readFileSync(file);
  expect(catchCode(() => createProject(file, { name: 'x', annotator: ann }))).toBe('conflict');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('the main file alone is the whole project, closed or open', () => {
  const project = makeProject();
  fillProject(project);
  const copy = path.join(makeFolder(), 'copy.quotemark');
  copyFileSync(project.path, copy);
  const opened = openProject(copy, { annotator: ann });
  expect(opened.read.article('a')).toEqual(project.read.article('a'));
  expect(opened.notices).toEqual([]);
  opened.close();
});
