import type { Connection } from '../connection.ts';
import { schema1 } from './schema-1.ts';
import { schema2 } from './schema-2.ts';
import { migrateTo3 } from './schema-3.ts';

/** A step from one version of the project file to the next. Forward only; frozen once it has been in a release. */
export interface Migration {
  /** The version that it leads to. */
  readonly version: number;
  readonly run: (db: Connection) => void;
}

/** All migrations, version 1 making the file. */
export const migrations: readonly Migration[] = [
  { version: 1, run: (db) => db.execute(schema1) },
  { version: 2, run: (db) => db.execute(schema2) },
  { version: 3, run: migrateTo3 },
];
