/** Characters and pairs that mean something in a value of WebAnno TSV; the `>` of an arrow needs no escape of its own. */
const special = /->|[\\[\]|_;*\t\n\r]/g;
const controls: Readonly<Record<string, string>> = { '\t': 't', '\n': 'n', '\r': 'r' };

/** A value of a feature. */
export function escapeValue(value: string): string {
  return value.replace(special, (found) => `\\${controls[found] ?? found}`);
}

/** The value that `escapeValue` was given. */
export function unescapeValue(cell: string): string {
  return cell.replace(/\\(.)/gsu, (_, letter: string) => {
    return letter === 't' ? '\t' : letter === 'n' ? '\n' : letter === 'r' ? '\r' : letter;
  });
}

const textControls: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

/** A token or a line of the text: only controls are escaped. */
export function escapeForm(text: string): string {
  return text.replace(/[\\\p{Cc}]/gu, (character) => textControls[character] ?? character);
}

/** The text that `escapeForm` was given. */
export function unescapeForm(cell: string): string {
  const byEscape = new Map(Object.entries(textControls).map(([text, escape]) => [escape, text]));
  return cell.replace(/\\./gsu, (escape) => byEscape.get(escape) ?? escape.slice(1));
}

/** One annotation's value in a cell. */
export interface StackedValue {
  /** null for `*`, an annotation without a value. */
  readonly value: string | null;
  /** Number in brackets; null when there is none. */
  readonly id: string | null;
}

/** A cell with the values of all annotations at a token. */
export function writeStack(stack: readonly StackedValue[]): string {
  if (stack.length === 0) return '_';
  return stack
    .map(({ value, id }) => {
      const text = value === null || value === '' ? '*' : escapeValue(value);
      return id === null ? text : `${text}[${id}]`;
    })
    .join('|');
}

/** The values in a cell, in their order; none for `_`. */
export function parseStack(cell: string): StackedValue[] {
  if (cell === '_' || cell === '') return [];
  const values: StackedValue[] = [];
  let from = 0;
  // Place of the last bracket that is not escaped.
  let bracket = -1;
  for (let i = 0; i <= cell.length; i++) {
    const character = cell.charAt(i);
    if (character === '\\') i += 1;
    else if (character === '[') bracket = i;
    else if (character === '|' || character === '') {
      values.push(parseItem(cell.slice(from, i), bracket - from));
      [from, bracket] = [i + 1, -1];
    }
  }
  return values;
}

function parseItem(item: string, bracket: number): StackedValue {
  const id = bracket < 0 ? null : (/^\[(\d{1,9})\]$/.exec(item.slice(bracket))?.[1] ?? null);
  const text = id === null ? item : item.slice(0, bracket);
  return { value: text === '*' ? null : unescapeValue(text), id };
}
