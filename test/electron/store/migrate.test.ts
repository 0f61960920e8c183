import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openProject } from '../../../electron/engine/open.ts';
import { Connection } from '../../../electron/store/connection.ts';
import { closeDatabase, openDatabase } from '../../../electron/store/database.ts';
import { readHeader } from '../../../electron/store/header.ts';
import { migrateFile } from '../../../electron/store/migrate.ts';
import { migrations, type Migration } from '../../../electron/store/migrations/index.ts';
import { schemaVersion } from '../../../electron/store/schema.ts';
import { sql } from '../../../electron/store/sql.ts';
import { catchCode } from '../../helpers/check-command.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import { articleInput, bob, dumpAll, fillProject, makeProject } from '../../helpers/project.ts';

const next: readonly Migration[] = [
  ...migrations,
  {
    version: schemaVersion + 1,
    run: (db) => db.execute('CREATE TABLE shelf (id TEXT NOT NULL PRIMARY KEY) STRICT'),
  },
];

const latest = schemaVersion + 1;
const backup = `test.quotemark.v${schemaVersion}.bak`;

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
  expect(migrateFile(file, schemaVersion, next)).toBe(backup);
  expect(readHeader(file, { latest }).version).toBe(latest);
  expect(readFileSync(path.join(path.dirname(file), backup)).equals(before)).toBe(true);
  expect(readdirSync(path.dirname(file)).sort()).toEqual(['test.quotemark', backup]);
  const db = openDatabase(file, { version: latest, migrations: next });
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
  expect(() => migrateFile(file, schemaVersion, [...migrations, { version: latest, run }])).toThrow(
    message,
  );
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(existsSync(path.join(path.dirname(file), backup))).toBe(false);
  expect(readdirSync(path.dirname(file))).toEqual(['test.quotemark']);
});

/** Take back what came after a version, as a file of it has it. */
const before: readonly (readonly [number, string])[] = [
  [2, 'DROP TABLE article_summary; PRAGMA user_version = 2'],
  [
    1,
    `DROP TABLE article_summary; DROP INDEX article_trashed; DROP INDEX article_state_by_annotator;
    CREATE INDEX article_state_by_annotator ON article_state (annotator_id);
    PRAGMA user_version = 1`,
  ],
];

/** A project with something for every column of a summary. */
function makeFullFile(): string {
  const project = makeProject();
  fillProject(project);
  project.run('annotator.put', { ...bob, colour: '#123456' });
  for (const id of ['b', 'c', 'd']) project.run('article.create', articleInput(id));
  const segments = [{ role: 'span', start: 61, end: 70 }];
  const mark = { articleId: 'b', layer: 'mention', label: 'person', segments };
  project.run('annotation.create', { ...mark, id: 'm1', doubt: true });
  project.run('annotation.create', { ...mark, id: 'm2', state: 'suggested' });
  project.run('annotation.create', { ...mark, id: 'm3', state: 'suggested' });
  project.run('annotation.update', { id: 'm3', state: 'rejected' });
  project.run('annotation.create', { ...mark, articleId: 'c', id: 'm4' });
  project.run('annotation.create', { articleId: 'b', layer: 'claim', claimId: 'c', segments });
  const document = plainTextDocument(['Other words.']);
  project.run('article.revise', { id: 'c', document, reason: 'Cut' });
  project.run('article.setStatus', { ids: ['a', 'b'], status: 'done' });
  project.run('article.assign', { ids: ['b', 'd'], annotatorId: 'bob' });
  for (const target of [
    { targetType: 'article', targetId: 'd' },
    { targetType: 'annotation', targetId: 'm1' },
    { targetType: 'claim', targetId: 'c' },
  ]) {
    project.run('comment.create', { ...target, body: 'Sure?' });
  }
  project.close();
  return project.path;
}

test.each(before)(
  'a file of version %i opens as one of the current, nothing wrong',
  (old, undo) => {
    const file = makeFullFile();
    const { article_summary: summaries, article_state: states } = dumpAll(file);
    const db = new Connection(file);
    db.execute(undo);
    db.close();
    const project = openProject(file, { annotator: { id: 'ada', name: 'Ada' } });
    expect(project.notices[0]).toContain(`test.quotemark.v${old}.bak`);
    expect(project.check().faults).toEqual([]);
    project.close();
    expect(readHeader(file).version).toBe(schemaVersion);
    expect(states).toHaveLength(5);
    expect(dumpAll(file)['article_summary']).toEqual(summaries);
  },
);

test('a damaged file is not migrated', () => {
  const file = makeFile();
  const bytes = readFileSync(file).fill(0x55, 8192, 12_288);
  writeFileSync(file, bytes);
  expect(catchCode(() => migrateFile(file, schemaVersion, next))).toBe('damaged');
  expect(readFileSync(file).equals(bytes)).toBe(true);
});
