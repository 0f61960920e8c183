import { parseJsonText } from '../../formats/json/json-text.ts';
import type { JsonObject, JsonValue } from '../../util/json.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { listOf, objectOf, objectsOf } from '../core/source-text.ts';
import { decodeUtf8 } from '../core/utf8.ts';

/**
 * The exchange format of a JSON or JSON Lines file by its first record; null when it is none with marks.
 *
 * @returns Id of a format.
 */
export function detectExchangeFormat(file: SourceFile): string | null {
  if (!/\.json(?:l|ld)?$|\.ndjson$/i.test(file.name)) return null;
  const text = decodeUtf8(file.bytes);
  if (text === null) return null;
  const value = parseFirst(text);
  const record = objectOf(listOf(value)[0]);
  return record === null ? null : formatOf(record);
}

/** The first line as JSON, else the whole file. */
function parseFirst(text: string): JsonValue | undefined {
  const start = text.search(/\S/);
  const end = text.indexOf('\n', Math.max(0, start));
  const line = parseJsonText(text.slice(Math.max(0, start), end === -1 ? undefined : end));
  if (line.ok) return line.value;
  const whole = parseJsonText(text);
  return whole.ok ? whole.value : undefined;
}

function formatOf(record: JsonObject): string | null {
  const types = listOf(record['type'] ?? record['@type']);
  const isW3c = ['Annotation', 'AnnotationPage', 'AnnotationCollection'].some((type) =>
    types.includes(type),
  );
  if (isW3c) return 'w3c';
  if (record['format'] === 'quotemark-article') return 'jsonl';
  const has = (key: string) => Array.isArray(record[key]);
  if (objectOf(record['data']) && ['annotations', 'predictions', 'completions'].some(has)) {
    return 'label-studio';
  }
  if (typeof record['text'] !== 'string') return null;
  const isEntity = (item: JsonObject) => typeof item['start_offset'] === 'number';
  if (has('entities') && objectsOf(record['entities']).every(isEntity)) return 'doccano';
  const lists = listOf(record['label'] ?? record['labels']);
  const isTriple = (item: JsonValue) => Array.isArray(item) && item.length === 3;
  if (lists.length > 0 && lists.every(isTriple)) return 'doccano';
  return has('spans') || has('tokens') ? 'prodigy' : null;
}
