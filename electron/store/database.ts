import { Refusal } from '../../shared/util/result.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { applicationId, checkSchema, schemaVersion } from './schema.ts';
import { migrations, type Migration } from './migrations/index.ts';
import { allTables } from './tables/index.ts';

/**
 * Settings of every connection, each read back since a pragma that does nothing is silent. Durability as measured: with
 * TRUNCATE and EXTRA the main file alone is always the whole project, and no acknowledged step is lost in a power cut.
 */
const pragmas: readonly (readonly [string, string, unknown])[] = [
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['mmap_size', '0', 0],
  ['recursive_triggers', 'OFF', 0],
  ['secure_delete', 'ON', 1],
  ['busy_timeout', '2000', 2000],
  ['locking_mode', 'NORMAL', 'normal'],
  // KiB: with SQLite's own two megabytes every list of a large project reads its indexes from the file again and again.
  ['cache_size', '-65536', -65536],
];
const writePragmas: typeof pragmas = [
  ['journal_mode', 'TRUNCATE', 'truncate'],
  ['synchronous', 'EXTRA', 3],
  ['fullfsync', 'ON', 1],
];

function setPragmas(db: Connection, settings: typeof pragmas): void {
  for (const [pragma, value, expected] of settings) {
    db.pragma(`${pragma} = ${value}`);
    const actual = db.pragma(pragma);
    // A database without a file has no memory map to ask for.
    if (actual === expected || (pragma === 'mmap_size' && actual === undefined)) continue;
    throw new Error(`pragma ${pragma} is ${String(actual)}, not ${String(expected)}`);
  }
}

/**
 * Open a database file whose header has been checked: our settings first, then the exact schema.
 *
 * @throws Refusal `damaged` when its schema is not exactly ours; errors of SQLite as they come.
 */
export function openDatabase(
  path: string,
  options: ConnectionOptions & {
    readonly migrations?: readonly Migration[];
    readonly version?: number;
  } = {},
): Connection {
  const db = new Connection(path, options);
  try {
    setPragmas(db, pragmas);
    checkSchema(db, options.version ?? schemaVersion, options.migrations);
    if (!options.readOnly) setPragmas(db, writePragmas);
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** Of a second connection: KiB of its cache, and how long it waits for a writer who is at work. */
const besideCacheKib = 4096;
const besideBusyMs = 100;

/** A second connection to a file that this process has open, to read some of it beside the first. */
export function openBeside(path: string): Connection {
  const db = openDatabase(path, { readOnly: true });
  db.pragma(`cache_size = -${besideCacheKib}`);
  db.pragma(`busy_timeout = ${besideBusyMs}`);
  return db;
}

/** Make a new database at a path where there is none, or `:memory:`, with all tables. */
export function createDatabase(path: string, steps: readonly Migration[] = migrations): Connection {
  const db = new Connection(path);
  try {
    setPragmas(db, pragmas);
    if (path !== ':memory:') setPragmas(db, writePragmas);
    db.transaction(() => {
      for (const step of steps) step.run(db);
      db.pragma(`application_id = ${applicationId}`);
      db.pragma(`user_version = ${steps.at(-1)?.version ?? 0}`);
    });
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** Close so that the main file alone is left and is the whole project. */
export function closeDatabase(db: Connection, mode: { readonly readOnly: boolean }): void {
  try {
    if (!mode.readOnly) db.pragma('journal_mode = DELETE');
  } catch {
    // A reader elsewhere, a moved file or a full disk: an empty journal stays behind, which does no harm.
  } finally {
    db.close();
  }
}

/** Refuse a file that SQLite's quick check finds damaged. Reads all of it. */
export function quickCheck(db: Connection): void {
  checkQuickly(db, 'quick_check(1)');
}

function checkQuickly(db: Connection, pragma: string): void {
  const [first] = db.pragmaRows(pragma);
  const result = first ? Object.values(first)[0] : null;
  if (result !== 'ok') {
    throw new Refusal('damaged', `The project file is damaged (${String(result)}).`);
  }
}

/** The same table by table, for a large file: others have their turn in between. Indexes of words are left out; they can be built anew. */
export function* quickCheckTables(db: Connection): Generator<undefined> {
  for (const { name: table } of allTables) {
    checkQuickly(db, `quick_check('${table}')`);
    yield;
  }
}
