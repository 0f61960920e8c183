import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet';

/** A column of a Parquet file. Instants are written as milliseconds in UTC; a struct stands in lists only. */
export interface ParquetField {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'boolean' | 'instant' | 'texts' | 'structs';
  /** Whether every row has a value; a reader may rely on it. */
  readonly isRequired: boolean;
  /** The fields of `structs`: none of them a list. */
  readonly fields?: readonly ParquetField[];
}

/** A value of a row: an instant as `Date`. */
export type ParquetValue =
  | string
  | number
  | boolean
  | Date
  | null
  | readonly string[]
  | readonly { readonly [name: string]: string | number | boolean | Date | null }[];

/** A Parquet file while it is written: rows in, bytes out. Only the rows of one row group are held. */
export interface ParquetFile {
  /** Cells in the order of the fields. Returns the bytes that are ready, empty for none. */
  readonly append: (row: readonly ParquetValue[]) => Uint8Array;
  /** The rest of the bytes, with the footer. */
  readonly finish: () => Uint8Array;
}

/** A row group ends after so many rows, or so many UTF-16 units of text, whichever comes first. */
const groupRows = 10_000;
const groupText = 4_000_000;

/**
 * Begin a Parquet file.
 *
 * @param createdBy Program and version.
 * @see Apache Parquet, logical types: LIST in three levels, TIMESTAMP_MILLIS
 */
export function openParquetFile(fields: readonly ParquetField[], createdBy: string): ParquetFile {
  const writer = new ByteWriter();
  const schema = buildSchema(fields);
  const parquet = new ParquetWriter({ writer, schema, createdBy });
  let rows: (readonly ParquetValue[])[] = [];
  let textLength = 0;

  const take = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    // The writer keeps counting `offset`; the buffer begins anew.
    writer.index = 0;
    return bytes;
  };
  const writeGroup = (): void => {
    if (rows.length === 0) return;
    const group = rows;
    const columnData = fields.map(({ name }, i) => {
      return { name, data: group.map((row) => row[i] ?? null) };
    });
    void parquet.write({ columnData, rowGroupSize: group.length });
    rows = [];
    textLength = 0;
  };

  return {
    append(row) {
      if (row.length !== fields.length) throw new RangeError(`a row of ${row.length} cells`);
      rows.push(row);
      textLength += lengthOf(row);
      if (rows.length < groupRows && textLength < groupText) return new Uint8Array();
      writeGroup();
      return take();
    },
    finish() {
      writeGroup();
      void parquet.finish();
      return take();
    },
  };
}

function buildSchema(fields: readonly ParquetField[]): SchemaElement[] {
  return [{ name: 'root', num_children: fields.length }, ...fields.flatMap(buildElements)];
}

function lengthOf(row: readonly ParquetValue[]): number {
  return row.reduce<number>((sum, cell) => {
    if (typeof cell === 'string') return sum + cell.length;
    return sum + (Array.isArray(cell) ? cell.length * 100 : 0);
  }, 0);
}

function buildElements(field: ParquetField): SchemaElement[] {
  const repetition_type = field.isRequired ? 'REQUIRED' : 'OPTIONAL';
  const { name } = field;
  switch (field.type) {
    case 'text':
      return [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type }];
    case 'integer':
      return [{ name, type: 'INT32', repetition_type }];
    case 'boolean':
      return [{ name, type: 'BOOLEAN', repetition_type }];
    case 'instant':
      return [{ name, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type }];
    case 'texts':
      return [
        ...buildList(name, repetition_type),
        {
          name: 'element',
          type: 'BYTE_ARRAY',
          converted_type: 'UTF8',
          repetition_type: 'REQUIRED',
        },
      ];
    case 'structs': {
      const fields = field.fields ?? [];
      return [
        ...buildList(name, repetition_type),
        { name: 'element', num_children: fields.length, repetition_type: 'REQUIRED' },
        ...fields.flatMap(buildElements),
      ];
    }
  }
}

function buildList(name: string, repetition_type: 'REQUIRED' | 'OPTIONAL'): SchemaElement[] {
  return [
    { name, num_children: 1, converted_type: 'LIST', repetition_type },
    { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
  ];
}
