import Database from 'better-sqlite3';
import { sortObjectText } from './row.ts';
import type { Row, Sql, SqlValue } from './sql.ts';

/** A database that is only read. */
export interface ReadDb {
  all(query: Sql): Row[];
  /** The first row; null when there is none. */
  get(query: Sql): Row | null;
  /** The same rows as lists of their columns: a third less time where there are very many. */
  tuples(query: Sql): SqlValue[][];
  /** The first column of all rows, which has numbers only. */
  numbers(query: Sql): number[];
  /** Rows one by one, for tables that do not fit into memory. Nothing else may run until it has ended. */
  iterate(query: Sql): IterableIterator<Row>;
}

/** A database that may be written. */
export interface WriteDb extends ReadDb {
  /** Run a statement. Returns how many rows it changed. */
  run(query: Sql): number;
}

/** Pages copied in one turn: some milliseconds. */
const pagesAtOnce = 1000;

/** How to open a file. */
export interface ConnectionOptions {
  readonly readOnly?: boolean;
  /** Path of the compiled addon when it is not the package's own (Electron's older floor). */
  readonly nativeBinding?: string | undefined;
}

/** One connection to a database file or, with `:memory:`, to none. Keeps prepared statements. */
export class Connection implements WriteDb {
  /** Path of the file; null for a database in memory. */
  readonly file: string | null;
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement<unknown[], Row>>();
  readonly #listStatements = new Map<string, Database.Statement<unknown[], SqlValue[]>>();
  readonly #numberStatements = new Map<string, Database.Statement<unknown[], number>>();

  /** @param source Path of the file, or the bytes of one: a copy in memory that may be written. */
  constructor(source: string | Buffer, options: ConnectionOptions = {}) {
    this.file = typeof source === 'string' && source !== ':memory:' ? source : null;
    const nativeBinding = options.nativeBinding ?? process.env['QUOTEMARK_NATIVE_ADDON'];
    this.#db = new Database(source, {
      readonly: options.readOnly ?? false,
      fileMustExist: options.readOnly ?? false,
      timeout: 2000,
      ...(nativeBinding ? { nativeBinding } : {}),
    });
    // Only queries of ours may call it, never the schema of a file.
    this.#db.function('sorted_object', { deterministic: true, directOnly: true }, sortObjectText);
  }

  all(query: Sql): Row[] {
    return this.#prepare(query).all(...query.values);
  }

  get(query: Sql): Row | null {
    return this.#prepare(query).get(...query.values) ?? null;
  }

  tuples(query: Sql): SqlValue[][] {
    return this.#lists(query).all(...query.values);
  }

  numbers(query: Sql): number[] {
    return this.#numbers(query).all(...query.values);
  }

  iterate(query: Sql): IterableIterator<Row> {
    return this.#prepare(query).iterate(...query.values);
  }

  run(query: Sql): number {
    return this.#prepare(query).run(...query.values).changes;
  }

  /** Run several statements without values: migrations only. */
  execute(script: string): void {
    this.#db.exec(script);
  }

  /** Set a pragma or, without a value, read it. Returns its first value. */
  pragma(text: string): unknown {
    return this.#db.pragma(text, { simple: true });
  }

  /** All rows that a pragma answers. */
  pragmaRows(text: string): Row[] {
    const rows: unknown = this.#db.pragma(text);
    return Array.isArray(rows) ? rows : [];
  }

  /** Run `work` in one transaction that takes the write lock at once; all of it or, when it throws, nothing. */
  transaction<Value>(work: () => Value): Value {
    return this.#db.transaction(work).immediate();
  }

  /** Begin a transaction that goes on until `commit` or `rollback`: for work in turns. */
  begin(): void {
    this.#db.exec('BEGIN IMMEDIATE');
  }

  commit(): void {
    this.#db.exec('COMMIT');
  }

  /** Take back what was written since `begin`; nothing when SQLite has done that by itself. */
  rollback(): void {
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
  }

  /** Run `work` over one unchanging state of the database. */
  snapshot<Value>(work: () => Value): Value {
    return this.#db.inTransaction ? work() : this.#db.transaction(work).deferred();
  }

  /** Write a consistent, compact copy to a path that does not exist yet. */
  copyTo(path: string): void {
    this.#db.prepare('VACUUM INTO ?').run(path);
  }

  /** The same page by page, others having their turn in between; not compact. @param onTurn Called after each portion. */
  async copyInTurns(path: string, onTurn: () => void): Promise<void> {
    const progress = () => {
      onTurn();
      return pagesAtOnce;
    };
    await this.#db.backup(path, { progress });
  }

  /** The bytes of the whole file, as it is now. */
  serialize(): Buffer {
    return this.#db.serialize();
  }

  close(): void {
    this.#statements.clear();
    this.#listStatements.clear();
    this.#numberStatements.clear();
    this.#db.close();
  }

  #prepare(query: Sql): Database.Statement<unknown[], Row> {
    const known = this.#statements.get(query.text);
    if (known) return known;
    const statement = this.#db.prepare<unknown[], Row>(query.text);
    this.#statements.set(query.text, statement);
    return statement;
  }

  #lists({ text }: Sql): Database.Statement<unknown[], SqlValue[]> {
    const known = this.#listStatements.get(text);
    if (known) return known;
    const statement = this.#db.prepare<unknown[], SqlValue[]>(text).raw();
    this.#listStatements.set(text, statement);
    return statement;
  }

  #numbers({ text }: Sql): Database.Statement<unknown[], number> {
    const known = this.#numberStatements.get(text);
    if (known) return known;
    const statement = this.#db.prepare<unknown[], number>(text).pluck();
    this.#numberStatements.set(text, statement);
    return statement;
  }
}
