import {
  parquetMetadata,
  parquetReadObjects,
  type Compressors,
  type FileMetaData,
} from 'hyparquet';
import * as zlib from 'node:zlib';
import { parseJsonText } from '../../shared/formats/json/json-text.ts';
import type { JsonObject, JsonValue } from '../../shared/util/json.ts';
import { Refusal } from '../../shared/util/result.ts';
import { readerLimits } from './reader.ts';

/** Largest size of a file's columns together when they are unpacked. */
const maxUnpackedBytes = 400 * 1024 * 1024;

/** Rows of a Parquet file as JSON, and what the file says of its columns for the `datasets` library. */
export interface ParquetRows {
  readonly rows: readonly JsonObject[];
  /** `{"ner_tags": {"feature": {"names": [...]}}}`; null when it says nothing. */
  readonly features: JsonValue | null;
}

/** Names of a Parquet file's columns. @throws Refusal `unsupported_file` */
export function listParquetColumns(bytes: Uint8Array): string[] {
  const [root, ...elements] = readMetadata(bytes).schema;
  const names: string[] = [];
  let at = 0;
  const skip = (): void => {
    const below = elements[at++]?.num_children ?? 0;
    for (let i = 0; i < below && at < elements.length; i++) skip();
  };
  for (let i = 0; i < (root?.num_children ?? 0) && at < elements.length; i++) {
    names.push(elements[at]?.name ?? '');
    skip();
  }
  return names;
}

/** The rows of a Parquet file. Bytes that are no text are left out. @throws Refusal `too_large`, `unsupported_file` */
export async function readParquetRows(bytes: Uint8Array): Promise<ParquetRows> {
  const metadata = readMetadata(bytes);
  const most = readerLimits.parts;
  if (metadata.num_rows > most) {
    const message = `The table has more than ${most.toLocaleString('en')} rows. Split it.`;
    throw new Refusal('too_large', message);
  }
  const unpacked = metadata.row_groups
    .flatMap(({ columns }) => columns)
    .reduce((sum, { meta_data }) => sum + Number(meta_data?.total_uncompressed_size ?? 0), 0);
  if (unpacked > maxUnpackedBytes) {
    throw new Refusal('too_large', 'The table unpacks to more than 400 MB. Split it.');
  }
  try {
    const rows = await parquetReadObjects({
      file: toBuffer(bytes),
      metadata,
      compressors: listCompressors(metadata),
    });
    return { rows: rows.map(toObject), features: findFeatures(metadata) };
  } catch (cause) {
    if (!(cause instanceof Error) || cause instanceof Refusal) throw cause;
    throw new Refusal('unsupported_file', `The Parquet file cannot be read: ${cause.message}`);
  }
}

type Unpack = (input: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

/** Ways of packing that hyparquet itself unpacks. */
const ownCodecs: readonly string[] = ['UNCOMPRESSED', 'SNAPPY'];

/** What unpacks the columns of a file. @throws Refusal `unsupported_file` for a way of packing that nothing here knows. */
function listCompressors({ row_groups }: FileMetaData): Compressors {
  const limited = (unpack: Unpack) => (input: Uint8Array, length: number) =>
    unpack(input, { maxOutputLength: Math.max(1, length) });
  const known: Compressors = {
    GZIP: limited(zlib.gunzipSync),
    BROTLI: limited(zlib.brotliDecompressSync),
    // Node 20, on which the oldest Electron runs, does not have it.
    ...('zstdDecompressSync' in zlib && { ZSTD: limited(zlib.zstdDecompressSync) }),
  };
  for (const { meta_data } of row_groups.flatMap(({ columns }) => columns)) {
    const codec = meta_data?.codec ?? 'UNCOMPRESSED';
    if (ownCodecs.includes(codec) || codec in known) continue;
    const ways = ['Snappy', 'gzip', 'Brotli', ...('ZSTD' in known ? ['zstd'] : [])];
    throw new Refusal(
      'unsupported_file',
      `The Parquet file is packed with ${codec}, which cannot be unpacked here. Write it again with ${ways.join(', ')} or unpacked.`,
    );
  }
  return known;
}

/** Alone in its buffer: bytes of Node may share one with others. */
function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function readMetadata(bytes: Uint8Array): FileMetaData {
  try {
    return parquetMetadata(toBuffer(bytes));
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new Refusal('unsupported_file', `The Parquet file cannot be read: ${cause.message}`);
  }
}

function toObject(row: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toJson(value)]));
}

/** Large whole numbers lose what a JSON number cannot hold; none of them is a position. */
function toJson(value: unknown): JsonValue {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return null;
  if (ArrayBuffer.isView(value)) return Array.from(value as Int32Array, toJson);
  if (Array.isArray(value)) return value.map(toJson);
  return typeof value === 'object' && value !== null ? toObject({ ...value }) : null;
}

function findFeatures({ key_value_metadata }: FileMetaData): JsonValue | null {
  const stored = key_value_metadata?.find(({ key }) => key === 'huggingface')?.value;
  const parsed = stored === undefined ? null : parseJsonText(stored);
  return parsed?.ok ? parsed.value : null;
}
