import type { ReadDb, WriteDb } from './connection.ts';
import { readText } from './row.ts';
import { sql } from './sql.ts';
import { metaTable } from './tables/index.ts';
import { writeRow } from './write-row.ts';

/**
 * Facts about the file: `revision` counts its commits, `head` is a random token of the last one, `app` the version of the
 * application that wrote it last, `min_reader` the oldest schema version whose programs may read it.
 */
export type MetaKey = 'revision' | 'head' | 'app' | 'min_reader';

/** A fact about the file; null when it is not recorded. */
export function findMeta(db: ReadDb, key: MetaKey): string | null {
  const row = db.get(sql`SELECT value FROM meta WHERE key = ${key}`);
  return row ? readText(row, 'value') : null;
}

/** Record a fact about the file. */
export function putMeta(db: WriteDb, key: MetaKey, value: string): void {
  writeRow(db, metaTable, ['key'], { key, value });
}
