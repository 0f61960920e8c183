import type { RecordType } from '../../shared/records/records.ts';
import type { WriteDb } from './connection.ts';
import { readText } from './row.ts';
import { join, name, names, sql, type Row } from './sql.ts';

/** A full-text index over columns of a table that keeps its own text (FTS5 external content). */
interface SearchIndex {
  readonly name: string;
  readonly table: RecordType;
  readonly columns: readonly string[];
}

const indexes: readonly SearchIndex[] = [
  { name: 'article_fts', table: 'article', columns: ['title', 'byline', 'publisher'] },
  { name: 'title_trigram', table: 'article', columns: ['title'] },
  { name: 'revision_fts', table: 'revision', columns: ['text'] },
  { name: 'entity_fts', table: 'entity', columns: ['name', 'aliases'] },
  { name: 'claim_fts', table: 'claim', columns: ['statement'] },
];

/** Index of quotations' contents, the only one that holds its text itself; row ids are those of the segments. */
const quotationIndex = 'quotation_trigram';

/**
 * Take a changed row into the full-text indexes of its table. There are no triggers to do it: a file with triggers is
 * never opened.
 *
 * @param before Columns before the change, null for a new row.
 * @param after Columns after it, null for a removed one.
 */
export function indexRow(
  db: WriteDb,
  type: RecordType,
  rowId: number,
  before: Row | null,
  after: Row | null,
): void {
  for (const index of indexes) {
    if (index.table !== type) continue;
    const isSame =
      before && after && index.columns.every((column) => before[column] === after[column]);
    if (isSame) continue;
    const columns = names(index.columns);
    if (before) {
      const values = valuesOf(before, index.columns);
      db.run(sql`INSERT INTO ${name(index.name)} (${name(index.name)}, rowid, ${columns})
        VALUES ('delete', ${rowId}, ${values})`);
    }
    if (after) {
      const values = valuesOf(after, index.columns);
      db.run(sql`INSERT INTO ${name(index.name)} (rowid, ${columns}) VALUES (${rowId}, ${values})`);
    }
  }
}

/** Take the content of a quotation into the substring index. */
export function indexQuotation(db: WriteDb, rowId: number, exact: string): void {
  db.run(sql`INSERT INTO ${name(quotationIndex)} (rowid, exact) VALUES (${rowId}, ${exact})`);
}

/** Take a segment out of the substring index; nothing happens when it is not there. */
export function unindexQuotation(db: WriteDb, rowId: number): void {
  db.run(sql`DELETE FROM ${name(quotationIndex)} WHERE rowid = ${rowId}`);
}

/** Names of the full-text indexes that disagree with the rows they index. */
export function listBrokenIndexes(db: WriteDb): string[] {
  return [...indexes.map((index) => index.name), quotationIndex].filter((index) => {
    try {
      // rank 1 compares an index with external content to its table.
      db.run(sql`INSERT INTO ${name(index)} (${name(index)}, rank) VALUES ('integrity-check', 1)`);
      return false;
    } catch (cause) {
      if (isCorruption(cause)) return true;
      throw cause;
    }
  });
}

/** Build all full-text indexes anew from the rows. */
export function rebuildIndexes(db: WriteDb): void {
  for (const { name: index } of indexes) {
    db.run(sql`INSERT INTO ${name(index)} (${name(index)}) VALUES ('rebuild')`);
  }
  const contents = db.all(
    sql`SELECT row_id, exact FROM segment WHERE role = 'content' ORDER BY row_id`,
  );
  db.run(sql`DELETE FROM ${name(quotationIndex)}`);
  for (const row of contents) indexQuotation(db, Number(row['row_id']), readText(row, 'exact'));
}

function valuesOf(row: Row, columns: readonly string[]) {
  return join(
    columns.map((column) => sql`${readText(row, column)}`),
    ', ',
  );
}

function isCorruption(cause: unknown): boolean {
  return (
    cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_CORRUPT')
  );
}
