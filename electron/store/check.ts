import type { CheckFault, CheckReport } from '../../shared/contract/views.ts';
import { Refusal } from '../../shared/util/result.ts';
import { checkTexts } from './check-texts.ts';
import { Connection, type ReadDb } from './connection.ts';
import { readText, rowChecksum, type TableShape } from './row.ts';
import { listBrokenIndexes } from './search-index.ts';
import { list, name, names, sql, type Row } from './sql.ts';
import { listBrokenSummaries } from './summaries.ts';
import { allTables, tables } from './tables/index.ts';
import { summaryTable } from './tables/summary.ts';
import { recordTypes, type RecordType } from '../../shared/records/records.ts';
import type { Table } from './tables/table.ts';

/** Faults after which a check stops looking for more of the same kind. */
export const maxFaultsOfPart = 1000;

/**
 * Check everything that can be checked of a project: pages, references, row checksums, full-text indexes, texts, offsets,
 * the chain of the history. Lists every fault; an empty list means that nothing is wrong.
 */
export function checkDatabase(db: Connection, mode: { readonly readOnly: boolean }): CheckReport {
  return db.snapshot(() => {
    const { faults: texts, articles, segments } = checkTexts(db);
    const rows = allTables.reduce((sum, table) => sum + countRows(db, table), 0);
    const faults = [
      ...checkPages(db),
      ...checkReferences(db),
      ...checkChecksums(db),
      ...(mode.readOnly ? checkIndexesOfCopy(db) : checkIndexes(db)),
      ...recordTypes.flatMap((type) => checkRecords(db, type)),
      ...texts,
      ...checkSummaries(db),
      ...checkChain(db),
    ];
    return { faults, checked: { rows, segments, articles } };
  });
}

function countRows(db: ReadDb, table: TableShape): number {
  return Number(db.get(sql`SELECT count(*) AS count FROM ${name(table.name)}`)?.['count'] ?? 0);
}

function checkPages(db: Connection): CheckFault[] {
  return db
    .pragmaRows(`integrity_check(${maxFaultsOfPart})`)
    .map((row) => String(Object.values(row)[0]))
    .filter((message) => message !== 'ok')
    .map((message) => ({ part: 'file', where: 'database', message }));
}

function checkReferences(db: Connection): CheckFault[] {
  return db
    .pragmaRows('foreign_key_check')
    .slice(0, maxFaultsOfPart)
    .map((row) => {
      const where = `${String(row['table'])} row ${String(row['rowid'])}`;
      const message = `refers to a row of ${String(row['parent'])} that does not exist`;
      return { part: 'foreign_key', where, message };
    });
}

/** Rows whose checksum does not fit their content. */
export function checkChecksums(db: ReadDb): CheckFault[] {
  const faults: CheckFault[] = [];
  for (const fault of checkingChecksums(db)) {
    if (fault) faults.push(fault);
    if (faults.length >= maxFaultsOfPart) break;
  }
  return faults;
}

/** Rows that are read at a time; fewer where they are long. */
const rowsAtOnce = 200;
const longRowsAtOnce = new Map([
  ['revision', 20],
  ['history', 2],
  ['original', 1],
]);
/** Keys of the tables without a row id. */
const keys = new Map([
  ['history_record', ['type', 'record_id', 'seq']],
  ['tombstone', ['type', 'record_id']],
]);

/** The same in portions: other work may be done whenever it yields, with every fault and, with null, without one. */
export function* checkingChecksums(db: ReadDb): Generator<CheckFault | null, void, undefined> {
  for (const table of allTables) {
    const limit = longRowsAtOnce.get(table.name) ?? rowsAtOnce;
    const key = names(keys.get(table.name) ?? ['rowid']);
    const columns = names([...table.columns, 'checksum']);
    let last: readonly KeyValue[] = [];
    for (;;) {
      const after = last.length === 0 ? sql`` : sql` WHERE (${key}) > (${list(last)})`;
      const rows = db.all(sql`SELECT ${columns}, json_array(${key}) AS place
        FROM ${name(table.name)}${after} ORDER BY ${key} LIMIT ${limit}`);
      for (const row of rows) {
        if (row['checksum'] === rowChecksum(table.columns, row)) continue;
        const where = `${table.name} ${nameRow(row)}`;
        yield { part: 'checksum', where, message: 'its content is not what was written' };
      }
      yield null;
      const place = rows.at(-1)?.['place'];
      if (typeof place !== 'string' || rows.length < limit) break;
      const next = readKey(place);
      if (!isAfter(next, last)) {
        yield { part: 'file', where: table.name, message: 'its rows are not in their order' };
        break;
      }
      last = next;
    }
  }
}

type KeyValue = string | number;

function readKey(json: string): KeyValue[] {
  const values: unknown = JSON.parse(json);
  return Array.isArray(values)
    ? values.filter((value) => typeof value === 'string' || typeof value === 'number')
    : [];
}

/** Whether one key comes after another by SQLite's order. Of a damaged tree it may not, and the walk would never end. */
function isAfter(key: readonly KeyValue[], other: readonly KeyValue[]): boolean {
  for (const [i, value] of key.entries()) {
    const before = other[i];
    if (before === undefined || value === before) continue;
    if (typeof value === 'number' && typeof before === 'number') return value > before;
    return Buffer.compare(Buffer.from(String(value)), Buffer.from(String(before))) > 0;
  }
  return other.length === 0;
}

function nameRow(row: Row): string {
  return String(
    row['id'] ??
      row['key'] ??
      row['record_id'] ??
      row['annotation_id'] ??
      row['sha256'] ??
      row['article_id'],
  );
}

/** Files above this size are not copied into memory to look at their indexes. */
const maxCopyBytes = 256 * 1024 * 1024;

/** FTS5 checks an index by a statement that writes, in form: a database that may not be written is checked as a copy. */
function checkIndexesOfCopy(db: Connection): CheckFault[] {
  const sizeBytes = Number(db.pragma('page_count')) * Number(db.pragma('page_size'));
  if (sizeBytes > maxCopyBytes) return [];
  const copy = new Connection(db.serialize());
  try {
    return checkIndexes(copy);
  } finally {
    copy.close();
  }
}

function checkIndexes(db: Connection): CheckFault[] {
  return listBrokenIndexes(db).map((index) => ({
    part: 'index',
    where: index,
    message: 'the search index does not fit the rows; it can be built anew without loss',
  }));
}

/** Summaries that do not fit what they are made of. */
export function checkSummaries(db: ReadDb): CheckFault[] {
  const faults: CheckFault[] = [];
  const add = (where: string, message: string) =>
    faults.push({ part: 'index', where: `${summaryTable.name} ${where}`, message });
  const unreadable = tryRead(() => {
    for (const id of listBrokenSummaries(db)) {
      add(id, 'it does not fit the marks; it can be counted anew without loss');
      if (faults.length >= maxFaultsOfPart) break;
    }
  });
  if (unreadable !== null) add('', unreadable);
  return faults;
}

/** Whether nothing but summaries is at fault: they are made of other rows. */
export function isOfSummaries(faults: readonly CheckFault[]): boolean {
  return faults.every(({ where }) => where.startsWith(`${summaryTable.name} `));
}

/** Rows that cannot be read as records: an unknown word, broken JSON, a document that does not fit our schema. */
function checkRecords<Type extends RecordType>(db: ReadDb, type: Type): CheckFault[] {
  const table: Table<Type> = tables[type];
  const faults: CheckFault[] = [];
  const columns = sql`${names(table.columns)}${table.derived ?? sql``}`;
  for (const row of db.iterate(sql`SELECT ${columns} FROM ${name(table.name)}`)) {
    const message = tryRead(() => table.fromRow(row));
    if (message !== null)
      faults.push({ part: 'record', where: `${type} ${nameRow(row)}`, message });
    if (faults.length >= maxFaultsOfPart) break;
  }
  return faults;
}

function tryRead(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (cause) {
    // A row of a damaged file is what this check is for; the fault is reported, not swallowed.
    if (cause instanceof Refusal || cause instanceof RangeError) return cause.message;
    throw cause;
  }
}

/** The history is a chain: each row holds the checksum of the one before. */
function checkChain(db: ReadDb): CheckFault[] {
  let previous = '';
  const faults: CheckFault[] = [];
  for (const row of db.iterate(sql`SELECT id, previous, checksum FROM history ORDER BY seq`)) {
    if (row['previous'] !== previous) {
      const where = `history ${readText(row, 'id')}`;
      faults.push({
        part: 'record',
        where,
        message: 'the step before it is missing or was changed',
      });
    }
    previous = readText(row, 'checksum');
  }
  return faults;
}
