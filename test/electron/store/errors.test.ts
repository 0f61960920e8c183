import { expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '../../../electron/store/database.ts';
import { toStoreFailure } from '../../../electron/store/errors.ts';
import { findRecord, putRecord } from '../../../electron/store/repository.ts';
import { sql } from '../../../electron/store/sql.ts';
import { dumpAll, fillProject, makeProject } from '../../helpers/project.ts';

function catchFailure(work: () => unknown) {
  try {
    work();
    return null;
  } catch (error) {
    return toStoreFailure(error);
  }
}

test('a full disk saves nothing of the step, and writing goes on once there is room', () => {
  const project = makeProject();
  fillProject(project);
  project.close();
  const before = dumpAll(project.path);
  const db = openDatabase(project.path);
  db.pragma(`max_page_count = ${Number(db.pragma('page_count'))}`);
  const claim = findRecord(db, 'claim', 'c');
  if (!claim) throw new Error('the fixture has no claim');
  const long = { ...claim, note: 'x'.repeat(900_000) };
  const failure = catchFailure(() => db.transaction(() => putRecord(db, 'claim', long)));
  expect(failure).toMatchObject({ code: 'disk_full', detail: { cause: 'SQLITE_FULL' } });
  expect(dumpAll(project.path)).toEqual(before);
  db.pragma('max_page_count = 1000000');
  db.transaction(() => putRecord(db, 'claim', long));
  expect(findRecord(db, 'claim', 'c')).toEqual(long);
  closeDatabase(db, { readOnly: false });
});

test('errors of SQLite and the system say what they mean, others are not taken for them', () => {
  const fail = (code: string) =>
    toStoreFailure(Object.assign(new Error('x'), { code }))?.code ?? null;
  const codes = [
    'SQLITE_BUSY',
    'SQLITE_IOERR_WRITE',
    'SQLITE_CORRUPT_VTAB',
    'SQLITE_READONLY_DBMOVED',
    'SQLITE_READONLY',
    'EACCES',
    'ENOSPC',
    'ERR_ASSERTION',
  ];
  expect(codes.map(fail)).toEqual([
    'locked',
    'file_access',
    'damaged',
    'moved',
    'read_only',
    'file_access',
    'disk_full',
    null,
  ]);
  expect(toStoreFailure(new RangeError('x'))).toBeNull();
  expect(toStoreFailure('x')).toBeNull();
});

test('values are bound, names are checked', () => {
  const value = "'; DROP TABLE claim; --";
  expect(sql`SELECT ${value}, ${sql`x = ${2}`}`).toEqual({
    text: 'SELECT ?, x = ?',
    values: [value, 2],
  });
});
