import { isWellFormed } from '../../shared/text/normalise.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { WriteDb } from './connection.ts';
import { rowChecksum, type TableShape, type Values } from './row.ts';
import { bind, join, list, name, names, sql, type Sql, type SqlValue } from './sql.ts';

/** Insert a row with its checksum; one with the same `key` is overwritten. */
export function writeRow(
  db: WriteDb,
  table: TableShape,
  key: readonly string[],
  row: Values,
): void {
  const values = table.columns.map((column): SqlValue => {
    const value = row[column];
    if (value === undefined) throw new RangeError(`no value for ${table.name}.${column}`);
    // SQLite would store half a surrogate pair as another character: the row would not be what was acknowledged.
    if (typeof value === 'string' && !isWellFormed(value)) {
      throw new Refusal('bad_input', `A text has half of a surrogate pair in it (${column}).`);
    }
    return value;
  });
  db.run(bind(insertInto(table, key), [...values, rowChecksum(table.columns, row)]));
}

/** Statements as they were made for a table, by the columns of the key: making one takes longer than running it. */
const inserts = new WeakMap<TableShape, Map<string, Sql>>();

function insertInto(table: TableShape, key: readonly string[]): Sql {
  const known = inserts.get(table) ?? new Map<string, Sql>();
  inserts.set(table, known);
  const found = known.get(key.join());
  if (found) return found;
  const columns = [...table.columns, 'checksum'];
  const updates = columns
    .filter((column) => !key.includes(column))
    .map((column) => sql`${name(column)} = excluded.${name(column)}`);
  // Values are bound when it is run.
  const made = sql`INSERT INTO ${name(table.name)} (${names(columns)})
    VALUES (${list(columns.map(() => null))})
    ON CONFLICT (${names(key)}) DO UPDATE SET ${join(updates, ', ')}`;
  known.set(key.join(), made);
  return made;
}
