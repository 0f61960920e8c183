import { hash } from 'node:crypto';
import type { ReadDb, WriteDb } from './connection.ts';
import { readText } from './row.ts';
import { sql } from './sql.ts';
import { originalTable } from './tables/index.ts';
import { writeRow } from './write-row.ts';

/** A file as it was imported. */
export interface Original {
  readonly bytes: Uint8Array;
  /** `text/plain`, `text/markdown`… */
  readonly mediaType: string;
}

/**
 * Keep the bytes of an imported file under their SHA-256. Originals are no part of steps: an undone import leaves them, so
 * that it can be done again.
 *
 * @returns The key, lower-case hex.
 */
export function putOriginal(db: WriteDb, original: Original): string {
  const sha256 = hash('sha256', original.bytes, 'hex');
  if (db.get(sql`SELECT sha256 FROM original WHERE sha256 = ${sha256}`)) return sha256;
  writeRow(db, originalTable, ['sha256'], {
    sha256,
    media_type: original.mediaType,
    size_bytes: original.bytes.byteLength,
    bytes: original.bytes,
  });
  return sha256;
}

/** The bytes kept under a hash; null when there are none. */
export function findOriginal(db: ReadDb, sha256: string): Original | null {
  const row = db.get(sql`SELECT media_type, bytes FROM original WHERE sha256 = ${sha256}`);
  const bytes = row?.['bytes'];
  return row && bytes instanceof Uint8Array
    ? { bytes, mediaType: readText(row, 'media_type') }
    : null;
}
