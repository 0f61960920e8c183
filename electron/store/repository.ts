import type { ListFilters } from '../../shared/commands/define.ts';
import type { Annotation, Id, RecordOf, RecordType } from '../../shared/records/records.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { readInteger, type Values } from './row.ts';
import { indexQuotation, indexRow, unindexQuotation } from './search-index.ts';
import { among, join, name, names, sql, type Row, type Sql } from './sql.ts';
import { segmentTable, segmentToRow } from './tables/annotation.ts';
import { tables } from './tables/index.ts';
import type { RecordTable, Table } from './tables/table.ts';
import { writeRow } from './write-row.ts';

/** Records that are read at once where all of a type would be too many. */
const pageSize = 500;

/** Beginnings of statements, made once for a table. */
const selects = new Map<string, Sql>();

function selectFrom<Type extends RecordType>(table: Table<Type>): Sql {
  const known = selects.get(table.name);
  if (known) return known;
  const made = sql`SELECT ${names(table.columns)}${table.derived ?? sql``} FROM ${name(table.name)}`;
  selects.set(table.name, made);
  return made;
}

/** The record of that id; null when there is none. */
export function findRecord<Type extends RecordType>(
  db: ReadDb,
  type: Type,
  id: Id,
): RecordOf<Type> | null {
  const table: Table<Type> = tables[type];
  const row = db.get(sql`${selectFrom(table)} WHERE id = ${id}`);
  return row ? table.fromRow(row) : null;
}

/** The records that have all the given values, oldest first. */
export function listRecords<Type extends RecordType>(
  db: ReadDb,
  type: Type,
  where: ListFilters[Type],
): RecordOf<Type>[] {
  const table: Table<Type> = tables[type];
  const columns: Readonly<Record<string, string>> = table.filters;
  const conditions = Object.entries<Id | undefined>(where).flatMap(([key, value]) => {
    const column = columns[key];
    if (column === undefined) throw new RangeError(`no filter ${key} for ${type}`);
    return value === undefined ? [] : [sql`${name(column)} = ${value}`];
  });
  const filter = conditions.length === 0 ? sql`` : sql` WHERE ${join(conditions, ' AND ')}`;
  if (table.list) return table.list(db, filter);
  return db
    .all(sql`${selectFrom(table)}${filter} ORDER BY created_at, id`)
    .map((row) => table.fromRow(row));
}

/**
 * All records of a type in lists of some hundred, oldest first. Others may be asked for in between; one that is removed
 * meanwhile is left out.
 */
export function* pageRecords<Type extends RecordType>(
  db: ReadDb,
  type: Type,
): Generator<RecordOf<Type>[]> {
  const table: Table<Type> = tables[type];
  const rows = db.all(sql`SELECT rowid AS row_id FROM ${name(table.name)} ORDER BY created_at, id`);
  const rowIds = Float64Array.from(rows, (row) => readInteger(row, 'row_id'));
  for (let from = 0; from < rowIds.length; from += pageSize) {
    const page = [...rowIds.subarray(from, from + pageSize)];
    yield db
      .all(sql`${selectFrom(table)} WHERE ${among(sql`rowid`, page)} ORDER BY created_at, id`)
      .map((row) => table.fromRow(row));
  }
}

/** Events or evidence of some claims, oldest first; one statement whatever their number. */
export function listOfClaims<Type extends 'claim_event' | 'evidence'>(
  db: ReadDb,
  type: Type,
  claimIds: readonly Id[],
): RecordOf<Type>[] {
  const table: Table<Type> = tables[type];
  const chosen = among(sql`claim_id`, claimIds);
  return db
    .all(sql`${selectFrom(table)} WHERE ${chosen} ORDER BY created_at, id`)
    .map((row) => table.fromRow(row));
}

/** Create a record or replace the one of its id, in its table and in the full-text indexes. */
export function putRecord<Type extends RecordType>(
  db: WriteDb,
  type: Type,
  record: RecordOf<Type>,
): void {
  const table: Table<Type> = tables[type];
  const values = table.toRow(record);
  if (table.hasRowId) putIndexed(db, table, values, record.id);
  else writeRow(db, table, ['id'], values);
  if (isAnnotation(type, record)) putSegments(db, record);
}

function putIndexed(db: WriteDb, table: RecordTable, values: Values, id: Id): void {
  const before = db.get(
    sql`SELECT ${names(table.columns)} FROM ${name(table.name)} WHERE id = ${id}`,
  );
  const rowId = before ? readInteger(before, 'row_id') : nextRowId(db, table.name);
  writeRow(db, table, ['id'], { row_id: rowId, ...values });
  indexRow(db, table.type, rowId, before, values);
}

/** Remove a record. Returns false when there was none. */
export function removeRecord(db: WriteDb, type: RecordType, id: Id): boolean {
  const table: RecordTable = tables[type];
  if (type === 'annotation') removeSegments(db, id);
  if (table.hasRowId) {
    const before = db.get(
      sql`SELECT ${names(table.columns)} FROM ${name(table.name)} WHERE id = ${id}`,
    );
    if (before) indexRow(db, type, readInteger(before, 'row_id'), before, null);
  }
  return db.run(sql`DELETE FROM ${name(table.name)} WHERE id = ${id}`) > 0;
}

function isAnnotation(type: RecordType, record: RecordOf<RecordType>): record is Annotation {
  return type === 'annotation' && 'segments' in record;
}

function putSegments(db: WriteDb, annotation: Annotation): void {
  const rows = annotation.segments.map((segment, i) => segmentToRow(annotation, segment, i));
  const stored = db.all(sql`SELECT ${names(segmentTable.columns)} FROM segment
    WHERE annotation_id = ${annotation.id} ORDER BY ordinal`);
  const isSame = (row: Row, i: number) =>
    Object.entries(rows[i] ?? {}).every(([column, value]) => row[column] === value);
  if (stored.length === rows.length && stored.every(isSame)) return;
  removeSegments(db, annotation.id);
  let rowId = nextRowId(db, 'segment');
  for (const row of rows) {
    writeRow(db, segmentTable, ['row_id'], { row_id: rowId, ...row });
    if (row['role'] === 'content') indexQuotation(db, rowId, String(row['exact']));
    rowId++;
  }
}

function removeSegments(db: WriteDb, annotationId: Id): void {
  const rows = db.all(sql`SELECT row_id, role FROM segment WHERE annotation_id = ${annotationId}`);
  for (const row of rows) {
    if (row['role'] === 'content') unindexQuotation(db, readInteger(row, 'row_id'));
  }
  db.run(sql`DELETE FROM segment WHERE annotation_id = ${annotationId}`);
}

function nextRowId(db: ReadDb, table: string): number {
  const row = db.get(sql`SELECT coalesce(max(row_id), 0) + 1 AS next FROM ${name(table)}`);
  return row ? readInteger(row, 'next') : 1;
}
