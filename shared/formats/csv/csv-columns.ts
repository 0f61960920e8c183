/** A column as the Data Package describes it. */
export interface CsvColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'datetime';
  readonly description?: string;
  /** Allowed values; left out when any may occur. */
  readonly categories?: readonly string[];
}

/** How lists stand in a cell. */
export const listNote = 'Items joined by |; a | inside an item is \\|, a backslash \\\\.';

/** A column of texts. */
export function text(name: string, description?: string): CsvColumn {
  return description === undefined
    ? { name, type: 'string' }
    : { name, type: 'string', description };
}

/** Whether the cells of a column are lists, made by `joinList`. */
export function isListColumn(column: CsvColumn): boolean {
  return column.description === listNote;
}

/** A column of whole numbers. */
export function integer(name: string, description: string): CsvColumn {
  return { name, type: 'integer', description };
}

/** A column with a closed list of values. */
export function choice(name: string, categories: readonly string[]): CsvColumn {
  return { name, type: 'string', categories };
}

/** A column of UTC instants. */
export function instant(name: string): CsvColumn {
  return { name, type: 'datetime', description: 'UTC' };
}

/** The columns of an interval in all three units. */
export const offsets: readonly CsvColumn[] = [
  integer('start', 'First Unicode code point in the text of the article, from 0'),
  integer('end', 'Code point after the last one'),
  integer('start_utf16', 'The same in UTF-16 units'),
  integer('end_utf16', 'The same in UTF-16 units'),
  integer('start_byte', 'The same in UTF-8 bytes'),
  integer('end_byte', 'The same in UTF-8 bytes'),
];

/** How dates of news are written. */
export const newsDateNote =
  'ISO 8601 date whose precision is shown by its length, 2024 to 2024-10-16T20:30';
