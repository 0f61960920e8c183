import { parseJsonText } from '../../shared/formats/json/json-text.ts';
import { guessMapping } from '../../shared/formats/articles/table-mapping.ts';
import type { JsonObject, JsonValue } from '../../shared/util/json.ts';
import { Refusal, unwrap } from '../../shared/util/result.ts';
import { decodeFile } from './decode.ts';
import type { DocumentReader } from './reader.ts';
import { readTable, type SourceTable, type TableRow } from './table.ts';

const maxBytes = 50 * 1024 * 1024;
/** Keys of objects within objects that are columns too: `source.name`. */
const maxFlatDepth = 2;

/** JSON lines: an article a line. A line that cannot be read is refused by itself. */
export const readJsonLines: DocumentReader = async ({ bytes, mapping }) => {
  const { text, encoding, newline } = decodeFile(bytes, { maxBytes });
  const rows: ParsedRow[] = [];
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return;
    const json = parseJsonText(line);
    const place = `line ${i + 1}`;
    rows.push(
      json.ok
        ? { value: json.value, source: line, place, problem: null }
        : { value: null, source: line, place, problem: 'It is not valid JSON.' },
    );
  });
  if (!rows.some(({ value }) => isObject(value))) {
    throw new Refusal('unsupported_file', 'The file holds no JSON object in any line.');
  }
  const { parts, table } = readTable(toSourceTable(rows), mapping, 'application/json');
  return { importer: 'jsonl@1', mediaType: 'application/jsonl', encoding, newline, parts, table };
};

/** JSON: a list of articles, an object with such a list, or one article. */
export const readJson: DocumentReader = async ({ bytes, mapping }) => {
  const { text, encoding, newline } = decodeFile(bytes, { maxBytes });
  const rows = findRows(unwrap(parseJsonText(text))).map((value, i): ParsedRow => ({
    value,
    source: JSON.stringify(value),
    place: `item ${i + 1}`,
    problem: null,
  }));
  const { parts, table } = readTable(toSourceTable(rows), mapping, 'application/json');
  return { importer: 'json@1', mediaType: 'application/json', encoding, newline, parts, table };
};

interface ParsedRow extends Omit<TableRow, 'cells'> {
  readonly value: JsonValue;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The rows of a file: the longest list of objects that is at its top or right below. */
function findRows(value: JsonValue): readonly JsonValue[] {
  const isList = (list: JsonValue): list is readonly JsonValue[] =>
    Array.isArray(list) && list.some((item) => isObject(item as JsonValue));
  if (isList(value)) return value;
  if (!isObject(value)) {
    throw new Refusal('unsupported_file', 'The JSON holds no list of articles and no article.');
  }
  const lists = Object.values(value).flatMap((field) => (isList(field) ? [field] : []));
  const longest = lists.sort((left, right) => right.length - left.length)[0];
  const hasText = Object.values(value).some(
    (field) => typeof field === 'string' && field.length > 200,
  );
  if (longest !== undefined && !hasText) return longest;
  if (hasText || guessMapping(Object.keys(value), []).text !== undefined) return [value];
  throw new Refusal('unsupported_file', 'The JSON holds no list of articles and no article.');
}

/** Objects as rows of a table: their keys, and those of objects in them, are its columns. */
export function toSourceTable(rows: readonly ParsedRow[]): SourceTable {
  const flat = rows.map(({ value }) => (isObject(value) ? flatten(value, '', 0) : null));
  const columns = [...new Set(flat.slice(0, 1000).flatMap((cells) => [...(cells?.keys() ?? [])]))];
  return {
    columns,
    rows: rows.map(({ source, place, problem }, i) => ({
      source,
      place,
      problem: problem ?? (flat[i] ? null : 'It is no object.'),
      cells: columns.map((column) => flat[i]?.get(column) ?? ''),
    })),
  };
}

/** Values by the path of their key, `source.name`. Lists of simple values are one text, separated by commas. */
function flatten(value: JsonObject, prefix: string, depth: number): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [key, field] of Object.entries(value)) {
    const name = prefix + key;
    if (isObject(field)) {
      if (depth < maxFlatDepth) {
        for (const [below, text] of flatten(field, `${name}.`, depth + 1)) cells.set(below, text);
      }
    } else if (Array.isArray(field)) cells.set(name, textOfList(field as readonly JsonValue[]));
    else if (typeof field !== 'object') cells.set(name, String(field));
  }
  return cells;
}

/** A list of paragraphs is a text; a list of words is a list. */
function textOfList(list: readonly JsonValue[]): string {
  const texts = list.map((item) => {
    if (!isObject(item))
      return typeof item === 'string' || typeof item === 'number' ? String(item) : '';
    const name: unknown = Reflect.get(item, 'name');
    return typeof name === 'string' ? name : '';
  });
  const kept = texts.filter((text) => text !== '');
  return kept.join(kept.some((text) => text.length > 120) ? '\n\n' : ', ');
}
