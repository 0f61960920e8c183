import { parse as parseYaml } from 'yaml';
import { annotationStates, segmentRoles } from '../../records/records.ts';
import { countCodePoints } from '../../text/offsets.ts';
import { parseJsonText } from '../../formats/json/json-text.ts';
import type { JsonObject, JsonValue } from '../../util/json.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { badLine } from '../core/json-lines.ts';
import { noteUnit, placeSpans } from '../core/offset-unit.ts';
import { compareMarks, sortSegments } from '../core/span-graph.ts';
import {
  decodeSource,
  idOf,
  listOf,
  objectOf,
  objectsOf,
  positionOf,
  readRecords,
  textOf,
  type PlacedValue,
} from '../core/source-text.ts';
import { buildTokenMark } from '../iob2/iob2-marks.ts';
import { listRuns } from '../iob2/iob2-tags.ts';

/** Columns that tags of tokens stand in, the surest first. */
export const tagColumns = [
  'ner_tags',
  'fine_ner_tags',
  'ner',
  'tags',
  'labels',
  'ner_labels',
] as const;

/** Names of the classes of a column, by their numbers. */
type ClassNames = (column: string) => readonly string[] | null;

/**
 * Rows as datasets on Hugging Face have them: `tokens` with tags, whose class names are in the card or `dataset_info.json`;
 * `text` with `spans` or `entities`; or the rows that we write. A Parquet file comes as lines of JSON.
 *
 * @throws Refusal `bad_input` naming file and row.
 */
export function* readHuggingface(files: readonly SourceFile[]): Generator<AnnotatedArticle> {
  const classes = findClasses(files);
  const rows = files.filter(
    ({ name }) => /\.(?:parquet|jsonl?|ndjson)$/i.test(name) && !isInfo(name),
  );
  for (const file of rows) {
    for (const row of readRecords(file)) yield readRow(file, row, classes);
  }
}

/** A row with names for the numbers of its tags, as far as `info` says them. */
export function nameClasses(row: JsonObject, info: JsonValue | null): JsonObject {
  const column = info === null ? null : findTags(row);
  const names = column === null ? null : namesOf(findColumn(info ?? undefined, column, 0), 0);
  if (column === null || names === null) return row;
  const tags = listOf(row[column]).map((tag) =>
    typeof tag === 'number' ? (names[tag] ?? tag) : tag,
  );
  return { ...row, [column]: tags };
}

/** Whether a record is such a row. */
export function isHuggingfaceRow(row: JsonObject): boolean {
  const isSpan = (span: JsonObject) => typeof span['start'] === 'number' && 'end' in span;
  const spans = [...objectsOf(row['spans']), ...objectsOf(row['entities'])];
  if (typeof row['text'] === 'string' && 'text_sha256' in row && 'spans' in row) return true;
  if (typeof row['text'] === 'string' && row['entities'] !== undefined && spans.length > 0) {
    return spans.every(isSpan);
  }
  return findTags(row) !== null;
}

function isInfo(name: string): boolean {
  return /(?:^|\/)(?:dataset_infos?|manifest)\.json$/i.test(name);
}

/** Class names of a dataset's card, or of the files beside it that say what its columns are. */
function findClasses(files: readonly SourceFile[]): ClassNames {
  const infos = files.flatMap((file) => {
    if (/(?:^|\/)README\.md$/i.test(file.name)) {
      const [, front] = /^---\r?\n([\s\S]*?)\r?\n---/.exec(decodeSource(file)) ?? [];
      return front === undefined ? [] : [parseCard(front)];
    }
    if (!isInfo(file.name)) return [];
    const parsed = parseJsonText(decodeSource(file));
    return parsed.ok ? [parsed.value] : [];
  });
  return (column) => {
    for (const info of infos) {
      const names = namesOf(findColumn(info, column, 0), 0);
      if (names !== null) return names;
    }
    return null;
  };
}

function parseCard(front: string): JsonValue {
  try {
    return parseYaml(front, { maxAliasCount: 0 }) as JsonValue;
  } catch (error) {
    // A broken card says nothing of the columns.
    if (error instanceof Error) return null;
    throw error;
  }
}

const maxDepth = 12;

/** What a card says of a column, wherever it stands: by its key, or as the object with that `name`. */
function findColumn(value: JsonValue | undefined, column: string, depth: number): JsonValue | null {
  if (depth > maxDepth || typeof value !== 'object' || value === null) return null;
  const object = objectOf(value);
  const own = object && Object.hasOwn(object, column) ? object[column] : undefined;
  if (own !== undefined && typeof own === 'object') return own;
  if (object?.['name'] === column) return object;
  for (const below of object ? Object.values(object) : listOf(value)) {
    const found = findColumn(below, column, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** The first list of class names in it: `names: [O, B-PER]`, or `{'0': O}`. */
function namesOf(value: JsonValue | undefined, depth: number): readonly string[] | null {
  if (depth > maxDepth || typeof value !== 'object' || value === null) return null;
  const object = objectOf(value);
  const given = object?.['names'];
  if (typeof given === 'object' && given !== null) {
    const names = Array.isArray(given) ? listOf(given) : Object.values(given);
    return names.map((name) => textOf(name as JsonValue) ?? '');
  }
  for (const below of object ? Object.values(object) : listOf(value)) {
    const names = namesOf(below, depth + 1);
    if (names !== null) return names;
  }
  return null;
}

function readRow(file: SourceFile, row: PlacedValue, classes: ClassNames): AnnotatedArticle {
  const { value, place } = row;
  const text = textOf(value['text']);
  const { id, title, ...rest } = value;
  const head = { id: idOf(id), title: textOf(title) ?? '', metadata: rest, place };
  if (text !== null) return { ...head, ...readSpans(file, row, text, classes) };
  return { ...head, ...readTokens(file, row, classes) };
}

function findTags(row: JsonObject): (typeof tagColumns)[number] | null {
  const { tokens } = row;
  if (!Array.isArray(tokens) || !tokens.every((token) => typeof token === 'string')) return null;
  const isTag = (tag: unknown) => typeof tag === 'number' || typeof tag === 'string';
  const found = tagColumns.find((column) => {
    const tags = row[column];
    return Array.isArray(tags) && tags.length === tokens.length && tags.every(isTag);
  });
  return found ?? null;
}

/** Words joined by spaces, with the runs of their tags. */
function readTokens(file: SourceFile, { value, place }: PlacedValue, classes: ClassNames) {
  const column = findTags(value);
  if (column === null) {
    const wanted = 'It has neither a “text” nor “tokens” with as many tags.';
    throw badLine(file, place, wanted);
  }
  const names = classes(column);
  const tags = listOf(value[column]).map((tag) => {
    const name = typeof tag === 'number' ? names?.[tag] : textOf(tag);
    if (name !== undefined && name !== null && name !== '') return name;
    const where = `“${column}” has the number ${JSON.stringify(tag)}, and no name for it was found`;
    throw badLine(file, place, `${where}: neither in README.md nor in dataset_info.json.`);
  });
  // White space in a token would move the borders of the words.
  const words = listOf(value['tokens']).map((token) => (textOf(token) ?? '').replace(/\s/gu, '_'));
  const starts: number[] = [];
  let count = 0;
  for (const word of words) {
    starts.push(count);
    count += countCodePoints(word) + 1;
  }
  const runs = listRuns(tags).map(({ tag, first, last }) => ({
    label: tag,
    start: starts[first] ?? 0,
    end: (starts[last] ?? 0) + countCodePoints(words[last] ?? ''),
    exact: words.slice(first, last + 1).join(' '),
    place: `${file.name}, ${place}`,
  }));
  const placed = placeSpans(words.join(' '), runs, 'code point');
  const marks = placed.spans.map((span, i): AnnotatedMark => {
    const mark = buildTokenMark('', '', { role: 'span', ...span });
    return {
      ...mark,
      layer: null,
      label: runs[i]?.label ?? null,
      segments: [{ role: 'span', ...span }],
    };
  });
  return { text: placed.text, marks };
}

/** Spans of a text; those of ours with one `annotation_id` are one mark. */
function readSpans(file: SourceFile, row: PlacedValue, text: string, classes: ClassNames) {
  const { value, place } = row;
  const spans = [...objectsOf(value['spans']), ...objectsOf(value['entities'])];
  const given = spans.map((span, i) => ({
    start: positionOf(span['start']),
    end: positionOf(span['end']),
    exact: textOf(span['text']),
    place: `${file.name}, ${place}, span ${i + 1}`,
  }));
  const placed = placeSpans(text, given, 'code point');
  const names = classes('label') ?? classes('spans') ?? classes('entities');
  const marks = new Map<string, AnnotatedMark>();
  for (const [i, span] of spans.entries()) {
    const segment = placed.spans[i];
    if (!segment) continue;
    const role = segmentRoles.find((each) => each === span['role']) ?? 'span';
    const key = idOf(span['annotation_id']) ?? `span ${i + 1}`;
    const known = marks.get(key);
    const own = known ?? readMark(span, names);
    marks.set(key, { ...own, segments: sortSegments([...own.segments, { role, ...segment }]) });
  }
  return {
    text: placed.text,
    marks: [...marks.values()].sort(compareMarks),
    ...noteUnit(placed, 'code point'),
  };
}

function readMark(span: JsonObject, names: readonly string[] | null): AnnotatedMark {
  const given = span['label'] ?? span['entity_group'] ?? span['entity_type'] ?? span['type'];
  const label = typeof given === 'number' ? (names?.[given] ?? String(given)) : textOf(given);
  const named = (key: string) => textOf(span[key]) || null;
  const layer = named('layer');
  const attributes = parseJsonText(textOf(span['attributes']) ?? '');
  return {
    id: named('annotation_id'),
    layer,
    label: layer === null ? (label ?? named('entity')) : label || null,
    segments: [],
    attributes: attributes.ok ? (objectOf(attributes.value) ?? {}) : {},
    note: named('note') ?? '',
    doubt: span['doubt'] === true,
    state: annotationStates.find((state) => state === span['state']) ?? 'accepted',
    annotator: named('annotator'),
    entity: layer === null ? null : named('entity'),
    claim: named('claim'),
    status: named('claim_status'),
  };
}
