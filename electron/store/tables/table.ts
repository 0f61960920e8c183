import type { ListFilters } from '../../../shared/commands/define.ts';
import type { RecordOf, RecordType } from '../../../shared/records/records.ts';
import type { ReadDb } from '../connection.ts';
import type { TableShape, Values } from '../row.ts';
import type { Row, Sql } from '../sql.ts';

/** What is known of a record's table whatever its type. */
export interface RecordTable extends TableShape {
  readonly type: RecordType;
  /** Whether the table spells out its row id, because a full-text index refers to it. */
  readonly hasRowId: boolean;
}

/** How the rows of one record type are stored. */
export interface Table<Type extends RecordType> extends RecordTable {
  readonly type: Type;
  /** Column by which each filter of `list` selects. */
  readonly filters: { readonly [Key in keyof ListFilters[Type]]-?: string };
  /** Further columns of a SELECT, made of other tables. */
  readonly derived?: Sql;
  /** The records that a WHERE clause chooses, oldest first; left out where reading row by row is as fast. */
  readonly list?: (db: ReadDb, filter: Sql) => RecordOf<Type>[];
  readonly toRow: (record: RecordOf<Type>) => Values;
  readonly fromRow: (row: Row) => RecordOf<Type>;
}
