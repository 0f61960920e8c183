import { Refusal } from '../../shared/util/result.ts';
import { Connection, type ReadDb } from './connection.ts';
import { migrations, type Migration } from './migrations/index.ts';
import { sql } from './sql.ts';

/** `QTMK`: marks a SQLite file as a project of ours. */
export const applicationId = 0x51544d4b;

/** Version of the schema that this program writes. */
export const schemaVersion = latestVersion(migrations);

/** The version that a list of migrations leads to. */
export function latestVersion(steps: readonly Migration[]): number {
  return steps.at(-1)?.version ?? 0;
}

const expected = new Map<Migration, string>();

/** Everything that a database declares, as one text to compare. */
export function readSchema(db: ReadDb): string {
  const rows = db.all(sql`SELECT type, name, tbl_name, sql FROM sqlite_schema`);
  return JSON.stringify(
    rows.map((row) => [row['type'], row['name'], row['tbl_name'], row['sql']].join('\n')).sort(),
  );
}

/** The schema of a version: that of an empty database brought there by the migrations themselves. */
function expectSchema(steps: readonly Migration[], version: number): string {
  const upTo = steps.filter((step) => step.version <= version);
  const last = upTo.at(-1);
  if (!last) throw new RangeError(`no migration leads to version ${version}`);
  const known = expected.get(last);
  if (known !== undefined) return known;
  const db = new Connection(':memory:');
  try {
    for (const step of upTo) step.run(db);
    const schema = readSchema(db);
    expected.set(last, schema);
    return schema;
  } finally {
    db.close();
  }
}

/**
 * Refuse a database whose schema is not exactly the known text of its version: one foreign trigger, view or generated
 * column could change or send what the program reads and writes.
 */
export function checkSchema(
  db: ReadDb,
  version: number,
  steps: readonly Migration[] = migrations,
): void {
  if (readSchema(db) === expectSchema(steps, version)) return;
  throw new Refusal(
    'damaged',
    'The project file holds tables or rules that are not Quotemark’s own. It may have been altered by another program, and it is not opened.',
  );
}
