/** What SQLite stores. Booleans are 0 and 1 before they come here. */
export type SqlValue = string | number | null | Uint8Array;
/** A row as read, columns by name. */
export type Row = Readonly<Record<string, unknown>>;

/** A statement or a part of one, with the values to bind. Made by the `sql` tag only. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

type Part = SqlValue | Sql;

function isSql(part: Part): part is Sql {
  return typeof part === 'object' && part !== null && 'text' in part;
}

/** SQL with every value bound; a part that is SQL itself is taken in as it is. */
export function sql(strings: TemplateStringsArray, ...parts: readonly Part[]): Sql {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  parts.forEach((part, i) => {
    if (isSql(part)) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += '?';
      values.push(part);
    }
    text += strings[i + 1] ?? '';
  });
  return { text, values };
}

/** Name of a table or column. @throws RangeError when it is not one of our own spelling. */
export function name(identifier: string): Sql {
  if (!/^[a-z][a-z0-9_]*$/.test(identifier)) throw new RangeError(`no SQL name: ${identifier}`);
  return { text: identifier, values: [] };
}

/** The same statement with other values. */
export function bind(statement: Sql, values: readonly SqlValue[]): Sql {
  return { text: statement.text, values };
}

/** Parts with a separator between, such as `, ` or ` AND `. */
export function join(parts: readonly Sql[], separator: ', ' | ' AND ' | ' OR '): Sql {
  return {
    text: parts.map((part) => part.text).join(separator),
    values: parts.flatMap((part) => part.values),
  };
}

/** Bound values with commas between, for `VALUES (…)` and `IN (…)`. */
export function list(values: readonly SqlValue[]): Sql {
  return { text: values.map(() => '?').join(', '), values };
}

/** Whether a column has one of some values; one statement whatever their number. */
export function among(column: Sql, values: readonly (string | number)[]): Sql {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

/** Names of columns with commas between. */
export function names(identifiers: readonly string[]): Sql {
  return join(identifiers.map(name), ', ');
}
