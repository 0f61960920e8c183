import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../shared/util/result.ts';
import type { Connection } from './connection.ts';
import { closeDatabase, openDatabase, quickCheck } from './database.ts';
import { migrations, type Migration } from './migrations/index.ts';
import { readText } from './row.ts';
import { checkSchema, latestVersion } from './schema.ts';
import { sql } from './sql.ts';

/**
 * Bring a project file to the current schema. Never in place: a copy is migrated in one transaction and checked, the file
 * itself is kept as `name.v1.bak`, then the copy is renamed over it. Killed at any moment, the old or the new file is whole.
 *
 * @param version Schema version of the file.
 * @returns Name of the backup.
 * @throws Refusal `damaged` when the file is not sound or the result does not hold the same texts.
 */
export function migrateFile(
  file: string,
  version: number,
  steps: readonly Migration[] = migrations,
): string {
  sweepStrays(file);
  const latest = latestVersion(steps);
  const backup = `${file}.v${version}.bak`;
  const copy = `${file}${strayMark}${process.pid}`;
  copyFileSync(file, copy);
  try {
    migrateCopy(copy, version, latest, steps);
    syncFile(copy);
    if (!existsSync(backup)) copyFileSync(file, backup);
    syncFile(backup);
    renameSync(copy, file);
    syncFolder(path.dirname(file));
    return path.basename(backup);
  } finally {
    rmSync(copy, { force: true });
  }
}

const strayMark = '.migrating-';

function sweepStrays(file: string): void {
  const folder = path.dirname(file);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(path.basename(file) + strayMark))
      rmSync(path.join(folder, name), { force: true });
  }
}

function migrateCopy(
  copy: string,
  version: number,
  latest: number,
  steps: readonly Migration[],
): void {
  const db = openDatabase(copy, { version, migrations: steps });
  try {
    quickCheck(db);
    const before = listTextHashes(db);
    db.transaction(() => {
      for (const step of steps) if (step.version > version) step.run(db);
      db.pragma(`user_version = ${latest}`);
    });
    checkSchema(db, latest, steps);
    quickCheck(db);
    const isSound =
      listTextHashes(db) === before && db.pragmaRows('foreign_key_check').length === 0;
    if (!isSound) {
      throw new Refusal(
        'damaged',
        'The project could not be brought to the current version without loss. It was not changed.',
      );
    }
  } finally {
    closeDatabase(db, { readOnly: false });
  }
}

/** Hashes of all texts, in the order of their ids: what a migration must not change. */
function listTextHashes(db: Connection): string {
  return db
    .all(sql`SELECT id, sha256 FROM revision ORDER BY id`)
    .map((row) => `${readText(row, 'id')} ${readText(row, 'sha256')}`)
    .join('\n');
}

function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Make a rename durable. Windows has no such call and does not need it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
