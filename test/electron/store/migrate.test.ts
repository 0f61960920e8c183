import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '../../../electron/store/database.ts';
import { readHeader } from '../../../electron/store/header.ts';
import { migrateFile } from '../../../electron/store/migrate.ts';
import { migrations, type Migration } from '../../../electron/store/migrations/index.ts';
import { schemaVersion } from '../../../electron/store/schema.ts';
import { sql } from '../../../electron/store/sql.ts';
import { catchCode } from '../../helpers/check-command.ts';
import { fillProject, makeProject } from '../../helpers/project.ts';

const next: readonly Migration[] = [
  ...migrations,
  {
    version: 2,
    run: (db) => db.execute('CREATE TABLE shelf (id TEXT NOT NULL PRIMARY KEY) STRICT'),
  },
];

function makeFile(): string {
  const project = makeProject();
  fillProject(project);
  project.close();
  return project.path;
}

test('versions rise by one from 1', () => {
  expect(migrations.map((migration) => migration.version)).toEqual(
    Array.from({ length: schemaVersion }, (_, i) => i + 1),
  );
});

test('a file is brought to the next version, the old one being kept', () => {
  const file = makeFile();
  const before = readFileSync(file);
  writeFileSync(`${file}.migrating-99`, 'left by a kill');
  expect(migrateFile(file, 1, next)).toBe('test.quotemark.v1.bak');
  expect(readHeader(file, { latest: 2 }).version).toBe(2);
  expect(readFileSync(`${file}.v1.bak`).equals(before)).toBe(true);
  expect(readdirSync(path.dirname(file)).sort()).toEqual([
    'test.quotemark',
    'test.quotemark.v1.bak',
  ]);
  const db = openDatabase(file, { version: 2, migrations: next });
  expect(db.all(sql`SELECT id FROM shelf`)).toEqual([]);
  expect(db.all(sql`SELECT id FROM annotation ORDER BY id`)).toEqual([
    { id: 'k' },
    { id: 'm' },
    { id: 'q' },
  ]);
  closeDatabase(db, { readOnly: false });
});

test.each([
  [
    'fails',
    (): void => {
      throw new RangeError('no such shelf');
    },
    'no such shelf',
  ],
  [
    'loses a text',
    (db: { execute: (script: string) => void }) => db.execute("UPDATE revision SET sha256 = ''"),
    'without loss',
  ],
])('a migration that %s leaves the file as it was', (_, run, message) => {
  const file = makeFile();
  const before = readFileSync(file);
  expect(() => migrateFile(file, 1, [...migrations, { version: 2, run }])).toThrow(message);
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(existsSync(`${file}.v1.bak`)).toBe(false);
  expect(readdirSync(path.dirname(file))).toEqual(['test.quotemark']);
});

test('a damaged file is not migrated', () => {
  const file = makeFile();
  const bytes = readFileSync(file).fill(0x55, 8192, 12_288);
  writeFileSync(file, bytes);
  expect(catchCode(() => migrateFile(file, 1, next))).toBe('damaged');
  expect(readFileSync(file).equals(bytes)).toBe(true);
});
