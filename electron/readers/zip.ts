import { crc32, inflateRawSync } from 'node:zlib';
import { Refusal } from '../../shared/util/result.ts';

/** What an archive may unfold to. */
const limits = {
  entries: 20_000,
  /** All entries that are read, together. */
  totalBytes: 200 * 1024 * 1024,
  entryBytes: 64 * 1024 * 1024,
  /** Unfolded to packed; text is packed to a tenth, seldom to a hundredth. */
  ratio: 250,
} as const;

/** Small entries may be packed as well as they like. */
const ratioFreeBytes = 1024 * 1024;

interface Entry {
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  /** Of its local header. */
  readonly offset: number;
  readonly isEncrypted: boolean;
}

/** An archive in memory. Nothing of it is ever written to the disk, so its names are mere keys. */
export interface ZipArchive {
  /** Names of the files in it, in their order; names that lead out of the archive are left out. */
  readonly names: readonly string[];
  /** Bytes of an entry; null when there is none. @throws Refusal when it is damaged or passes a limit. */
  readonly read: (name: string) => Uint8Array | null;
}

/**
 * Open a ZIP archive (no ZIP64, no splitting) by its table of contents.
 *
 * Our own because a library gives no limit on what one entry unfolds to, whatever its header says: zlib does.
 *
 * @throws Refusal `unsupported_file` when it is none, or is cut short; `too_large`.
 */
export function openZip(bytes: Uint8Array): ZipArchive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = listEntries(bytes, view);
  let totalBytes = 0;
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name);
      if (!entry) return null;
      const content = unfold(bytes, view, name, entry);
      totalBytes += content.byteLength;
      if (totalBytes > limits.totalBytes) throw tooLarge(name);
      return content;
    },
  };
}

function listEntries(bytes: Uint8Array, view: DataView): ReadonlyMap<string, Entry> {
  const end = findEnd(view);
  if (end === -1) throw damaged('it has no table of contents, so it is cut short');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > limits.entries) {
    throw new Refusal('too_large', `The archive has more than ${limits.entries} files.`);
  }
  const entries = new Map<string, Entry>();
  for (let i = 0; i < count; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) {
      throw damaged('its table of contents cannot be read');
    }
    const nameLength = view.getUint16(at + 28, true);
    const name = Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8');
    if (!leadsOut(name)) {
      entries.set(name, {
        isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        packedBytes: view.getUint32(at + 20, true),
        sizeBytes: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
      });
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Place of the end record; a comment of up to 64 KB may follow it. -1 when there is none. */
function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return -1;
}

function leadsOut(name: string): boolean {
  return /^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/i.test(name);
}

function unfold(bytes: Uint8Array, view: DataView, name: string, entry: Entry): Uint8Array {
  const { offset, packedBytes, sizeBytes, method } = entry;
  if (entry.isEncrypted) {
    throw new Refusal('unsupported_file', 'The file is protected by a password. Save it without.');
  }
  if (sizeBytes > limits.entryBytes) throw tooLarge(name);
  if (sizeBytes > ratioFreeBytes && sizeBytes > packedBytes * limits.ratio) throw tooLarge(name);
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== 0x04034b50) {
    throw damaged(`“${name}” is not where it should be`);
  }
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = bytes.subarray(start, start + packedBytes);
  if (packed.byteLength < packedBytes) throw damaged(`“${name}” is cut short`);
  const content = method === 0 ? packed : method === 8 ? inflate(packed, name, sizeBytes) : null;
  if (content === null) throw damaged(`“${name}” is packed in a way that is not known`);
  if (content.byteLength !== sizeBytes || crc32(content) !== entry.crc) {
    throw damaged(`“${name}” is not what its header says`);
  }
  return content;
}

/** Stops at the size that the header names: an entry that lies is never unfolded further. */
function inflate(packed: Uint8Array, name: string, sizeBytes: number): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, sizeBytes) });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && /^Z_|ERR_BUFFER/.test(String(cause.code))) {
      throw damaged(`“${name}” cannot be unpacked`);
    }
    throw cause;
  }
}

function damaged(why: string): Refusal {
  return new Refusal('unsupported_file', `The file is damaged: ${why}.`);
}

function tooLarge(name: string): Refusal {
  return new Refusal('too_large', `The file unfolds to far more than it should, in “${name}”.`);
}
