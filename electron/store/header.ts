import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
} from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../shared/util/result.ts';
import { applicationId, schemaVersion } from './schema.ts';

const headerBytes = 100;
const magic = 'SQLite format 3\0';
const pageSize = 4096;
/** From the threat model; larger files are refused rather than read. */
const maxFileBytes = 2 * 1024 ** 3;

/** What the first bytes of a project file say, read without SQLite. */
export interface Header {
  /** Path with all links resolved: the one to use for locks. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly version: number;
}

/** What to expect of a file. */
export interface HeaderOptions {
  /** Schema version that can be read; a higher one is refused. The current one when left out. */
  readonly latest?: number;
  /** The file was left in the middle of a write: its size says nothing until its journal is rolled back. */
  readonly isUnfinished?: boolean;
}

/**
 * Check that a path names a project file, before SQLite touches it.
 *
 * @throws Refusal `not_found`, `file_access`, `not_a_project`, `newer_version`, `damaged` or `too_large`.
 */
export function readHeader(file: string, options: HeaderOptions = {}): Header {
  const latest = options.latest ?? schemaVersion;
  const shown = path.basename(file);
  const real = resolveFile(file, shown);
  const { bytes, sizeBytes } = readStart(real);
  const foreign = (why: string) =>
    new Refusal('not_a_project', `“${shown}” is not a Quotemark project: ${why}.`);
  if (sizeBytes === 0) throw foreign('it is empty');
  if (bytes.length < headerBytes || bytes.toString('latin1', 0, 16) !== magic) {
    throw foreign('its content is of another kind');
  }
  if (bytes.readUInt32BE(68) !== applicationId) throw foreign('it belongs to another application');
  if (sizeBytes > maxFileBytes) {
    throw new Refusal('too_large', `“${shown}” is larger than 2 GB and cannot be opened.`);
  }
  const version = bytes.readUInt32BE(60);
  if (version > latest) {
    throw new Refusal(
      'newer_version',
      `“${shown}” was written by a later version of Quotemark (file version ${version}, this program reads up to ${latest}). Install the current version to open it.`,
      { fileVersion: version, readableVersion: latest },
    );
  }
  const fault = findFault(bytes, options.isUnfinished ? null : sizeBytes, version);
  if (fault !== null) throw new Refusal('damaged', `“${shown}” is damaged: ${fault}.`);
  return { path: real, sizeBytes, version };
}

function resolveFile(file: string, shown: string): string {
  const real = realpathSync(file);
  const stat = lstatSync(real);
  if (stat.isDirectory()) {
    throw new Refusal('not_a_project', `“${shown}” is a folder, not a Quotemark project.`);
  }
  if (!stat.isFile()) {
    throw new Refusal('not_a_project', `“${shown}” is not an ordinary file.`);
  }
  return real;
}

/** Not to be called while SQLite holds the file in this process: closing any descriptor drops its POSIX locks. */
function readStart(file: string): { bytes: Buffer; sizeBytes: number } {
  // Not blocking, should the file have become a pipe since it was looked at.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const bytes = Buffer.alloc(headerBytes);
    const length = readSync(descriptor, bytes, 0, headerBytes, 0);
    return { bytes: bytes.subarray(0, length), sizeBytes: fstatSync(descriptor).size };
  } finally {
    closeSync(descriptor);
  }
}

function findFault(bytes: Buffer, sizeBytes: number | null, version: number): string | null {
  if (version < 1) return 'it has no version';
  if (bytes.readUInt16BE(16) !== pageSize) return 'its page size is not ours';
  if (bytes[18] !== 1 || bytes[19] !== 1)
    return 'it is in a journal mode that Quotemark does not use';
  if (bytes[20] !== 0) return 'its pages have a reserved part';
  if (bytes.readUInt32BE(44) !== 4) return 'its format is not ours';
  if (bytes.readUInt32BE(56) !== 1) return 'its texts are not UTF-8';
  const pages = bytes.readUInt32BE(28);
  if (sizeBytes !== null && pages * pageSize !== sizeBytes)
    return `it should have ${pages * pageSize} bytes and has ${sizeBytes}`;
  return null;
}
