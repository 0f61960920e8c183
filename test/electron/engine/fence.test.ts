import {
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { OpenProject } from '../../../electron/engine/project.ts';
import { catchCode } from '../../helpers/check-command.ts';
import {
  dumpRecords,
  fillProject,
  makeFolder,
  makeProject,
  reopen,
} from '../../helpers/project.ts';

const write = (project: OpenProject) => () => project.run('article.trash', { ids: ['a'] });

function listRescued(project: OpenProject): string[] {
  const folder = path.dirname(project.path);
  return readdirSync(folder)
    .filter((name) => name.includes('(rescued'))
    .map((name) => path.join(folder, name));
}

/** The project with a foreign file of the same schema, complete and closed. */
function makeForeign(): string {
  const other = makeProject();
  other.run('entity.create', { type: 'person', name: 'Somebody else' });
  other.close();
  return other.path;
}

test.each([
  ['renamed', (file: string) => renameSync(file, `${file}.elsewhere`)],
  ['deleted', (file: string) => rmSync(file)],
  [
    'replaced by a rename',
    (file: string) => {
      const beside = `${file}.beside`;
      copyFileSync(makeForeign(), beside);
      renameSync(beside, file);
    },
  ],
])(
  'a file that was %s is not written any more, and what we had is rescued beside it',
  (_, change) => {
    const project = makeProject();
    fillProject(project);
    const before = dumpRecords(project.path);
    const told: (string | null)[] = [];
    project.onReadOnly((reason) => told.push(reason));
    change(project.path);
    expect(catchCode(write(project))).toBe('moved');
    expect(catchCode(write(project))).toBe('read_only');
    expect([project.readOnly, told.length]).toEqual([told[0], 1]);
    const rescued = listRescued(project);
    expect(rescued.map(dumpRecords)).toEqual([before]);
    project.close();
    const [file] = rescued;
    expect(reopen(file ?? '').check().faults).toEqual([]);
  },
);

test('a file that was overwritten in place by another project is noticed, and that project left as it is', () => {
  const project = makeProject();
  fillProject(project);
  const foreign = readFileSync(makeForeign());
  writeFileSync(project.path, foreign);
  expect(catchCode(write(project))).toBe('moved');
  project.close();
  expect(readFileSync(project.path).equals(foreign)).toBe(true);
  // What is behind the connection now is foreign: nothing is passed off as rescued.
  expect(listRescued(project)).toEqual([]);
});

test('an older copy of the same project in its place is noticed', () => {
  const project = makeProject();
  fillProject(project);
  const copy = path.join(makeFolder(), 'older.quotemark');
  copyFileSync(project.path, copy);
  project.run('article.update', { id: 'a', title: 'Newer' });
  copyFileSync(copy, project.path);
  expect(catchCode(write(project))).toBe('moved');
});

test('a file that was only touched goes on being written', () => {
  const project = makeProject();
  fillProject(project);
  const then = new Date('2020-01-01');
  utimesSync(project.path, then, then);
  write(project)();
  expect(project.readOnly).toBeNull();
});

test('200 steps in a row raise no alarm', () => {
  const project = makeProject();
  fillProject(project);
  for (let i = 0; i < 200; i++) project.run('project.update', { name: `Name ${i}` });
  expect(project.readOnly).toBeNull();
});
