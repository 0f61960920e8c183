import { parseJsonText } from '../../formats/json/json-text.ts';
import type { JsonObject, JsonValue } from '../../util/json.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { listOf, objectOf, objectsOf } from '../core/source-text.ts';
import { isHuggingfaceRow } from '../parquet/huggingface-read.ts';
import { decodeUtf8 } from '../core/utf8.ts';

/** Extensions that name a format by themselves. */
const byExtension: Readonly<Record<string, string>> = {
  ann: 'brat',
  qdpx: 'refi-qda',
  qde: 'refi-qda',
  conll: 'iob2',
  iob: 'iob2',
  iob2: 'iob2',
  bio: 'iob2',
};
/** Extensions of files that may have marks in columns. */
const columnExtensions = /\.(?:tsv|txt|tab|conllu?|col|tags)$/i;
/** So many bytes show what a file of columns is. */
const headBytes = 8192;

/**
 * The exchange format of a file by its extension, its head, or its first record; null when it is none with marks.
 *
 * @returns Id of a format.
 */
export function detectExchangeFormat(file: SourceFile): string | null {
  const extension = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? '';
  const named = byExtension[extension];
  if (named !== undefined) return named;
  if (columnExtensions.test(file.name)) return formatOfColumns(file.bytes);
  if (!/\.json(?:l|ld)?$|\.ndjson$/i.test(file.name)) return null;
  const text = decodeUtf8(file.bytes);
  if (text === null) return null;
  const value = parseFirst(text);
  const record = objectOf(listOf(value)[0]);
  return record === null ? null : formatOf(record);
}

/** WebAnno says its name; a file of CoNLL has a document line, or nothing but tokens with tags. */
function formatOfColumns(bytes: Uint8Array): string | null {
  const end = bytes.length > headBytes ? bytes.lastIndexOf(0x0a, headBytes) : bytes.length;
  const head = decodeUtf8(bytes.subarray(0, Math.max(0, end)))?.replace(/^\ufeff/, '') ?? '';
  if (head.startsWith('#FORMAT=WebAnno TSV 3')) return 'webanno';
  if (/^-DOCSTART-\s/.test(head)) return 'iob2';
  const lines = head.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const isTagged = lines.every((line) => /^\S+(?:[ \t]\S+)*[ \t](?:O|[BIESLU]-\S+)$/.test(line));
  return isTagged && lines.some((line) => /[ \t]B-\S+$/.test(line)) ? 'iob2' : null;
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
  if (record['%FEATURE_STRUCTURES'] !== undefined) return 'uima';
  if (record['format'] === 'quotemark-article') return 'jsonl';
  const has = (key: string) => Array.isArray(record[key]);
  if (objectOf(record['data']) && ['annotations', 'predictions', 'completions'].some(has)) {
    return 'label-studio';
  }
  if (isHuggingfaceRow(record)) return 'huggingface';
  if (typeof record['text'] !== 'string') return null;
  const isEntity = (item: JsonObject) => typeof item['start_offset'] === 'number';
  if (has('entities') && objectsOf(record['entities']).every(isEntity)) return 'doccano';
  const lists = listOf(record['label'] ?? record['labels']);
  const isTriple = (item: JsonValue) => Array.isArray(item) && item.length === 3;
  if (lists.length > 0 && lists.every(isTriple)) return 'doccano';
  return has('spans') || has('tokens') ? 'prodigy' : null;
}
