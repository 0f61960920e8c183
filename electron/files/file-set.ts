import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder, type WrittenFile } from './atomic.ts';

/** Bytes of one file that wait for the disk, and of all files together. */
const fileBufferBytes = 1024 * 1024;
const totalBufferBytes = 2 * 1024 * 1024;

/** Files whose hash may go on. Each takes some kilobytes, and most files of a large export get no more. */
const growingFiles = 64;

/** A file of a set once it is written. */
export interface SetFile extends WrittenFile {
  /** Path below the folder, with `/`. */
  readonly name: string;
}

interface OpenFile {
  readonly name: string;
  /** Of what is on the disk; null while `sha256` tells it. */
  hash: Hash | null;
  sha256: string;
  /** Where in the buffer of the set its bytes wait, in order. */
  pending: { readonly start: number; end: number }[];
  pendingBytes: number;
  sizeBytes: number;
  isNew: boolean;
  isOnDisk: boolean;
}

/**
 * Any number of files of one folder that grow side by side. One of them stays open: what waits is written in large pieces, so that
 * neither handles nor memory grow with the number of files. All of it waits in one buffer: nothing is left to collect.
 */
export class FileSet {
  readonly #folder: string;
  readonly #files = new Map<string, OpenFile>();
  readonly #folders = new Set<string>();
  /** Files begun since the last `settle`. */
  #begun: OpenFile[] = [];
  readonly #buffer = Buffer.allocUnsafeSlow(totalBufferBytes);
  #usedBytes = 0;
  #pendingBytes = 0;
  /** The file that was written to last: often the next too. */
  #open: { readonly file: OpenFile; readonly handle: FileHandle } | null = null;

  /** @param folder Exists and is empty. A set that never comes to `finish` is to be used with `over`. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Work with a set of files, none of which is open after. */
  static async over<Value>(folder: string, work: (set: FileSet) => Promise<Value>): Promise<Value> {
    const set = new FileSet(folder);
    try {
      return await work(set);
    } finally {
      await set.#close();
    }
  }

  /**
   * Add to the end of a file.
   *
   * @param name Path below the folder, with `/`.
   * @throws RangeError for a path that leaves the folder, or that differs from another one in case alone.
   */
  async append(name: string, content: string | Uint8Array): Promise<void> {
    const file = this.#files.get(name.toLowerCase()) ?? this.#begin(name);
    if (file.name !== name) throw new RangeError(`“${name}” and “${file.name}” are one file`);
    // A unit of UTF-16 takes at most three bytes.
    const mostBytes = typeof content === 'string' ? content.length * 3 : content.length;
    file.isOnDisk = false;
    if (mostBytes > totalBufferBytes - this.#usedBytes) await this.#flushAll();
    if (mostBytes > totalBufferBytes) {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
      return this.#flush(file, { sync: false, more: bytes });
    }
    this.#keep(file, content);
    if (file.pendingBytes >= fileBufferBytes) await this.#flush(file, { sync: false });
  }

  /**
   * Put files that were begun since the last call onto the disk: most get no more.
   *
   * @returns Their names.
   */
  async settle(): Promise<string[]> {
    const begun = this.#begun;
    this.#begun = [];
    for (const file of begun) {
      await this.#flush(file, { sync: true });
      if (this.#files.size > growingFiles) closeHash(file);
    }
    return begun.map(({ name }) => name);
  }

  /** Put all that waits onto the disk. The files in the order in which they were begun. */
  async finish(): Promise<SetFile[]> {
    const written: SetFile[] = [];
    for (const file of this.#files.values()) {
      if (!file.isOnDisk) await this.#flush(file, { sync: true });
      closeHash(file);
      const { name, sizeBytes, sha256 } = file;
      written.push({ name, sizeBytes, sha256 });
    }
    await this.#close();
    for (const folder of this.#folders) await syncFolder(path.join(this.#folder, folder));
    return written;
  }

  #keep(file: OpenFile, content: string | Uint8Array): void {
    const start = this.#usedBytes;
    if (typeof content === 'string') this.#usedBytes += this.#buffer.write(content, start);
    else {
      this.#buffer.set(content, start);
      this.#usedBytes += content.length;
    }
    const last = file.pending.at(-1);
    if (last?.end === start) last.end = this.#usedBytes;
    else file.pending.push({ start, end: this.#usedBytes });
    file.pendingBytes += this.#usedBytes - start;
    this.#pendingBytes += this.#usedBytes - start;
  }

  #begin(name: string): OpenFile {
    const parts = name.split('/');
    if (
      parts.some((part) => part === '' || part === '.' || part === '..' || /[\\:\0]/.test(part))
    ) {
      throw new RangeError(`no path for a file of an export: “${name}”`);
    }
    const file: OpenFile = {
      name,
      hash: createHash('sha256'),
      sha256: '',
      pending: [],
      pendingBytes: 0,
      sizeBytes: 0,
      isNew: true,
      isOnDisk: false,
    };
    this.#files.set(name.toLowerCase(), file);
    this.#begun.push(file);
    return file;
  }

  async #flushAll(): Promise<void> {
    for (const waiting of this.#files.values()) {
      if (waiting.pendingBytes > 0) await this.#flush(waiting, { sync: false });
    }
  }

  /** @param more Goes to the file after what waits. */
  async #flush(
    file: OpenFile,
    { sync, more }: { readonly sync: boolean; readonly more?: Uint8Array },
  ): Promise<void> {
    const handle = await this.#handleOf(file);
    const pieces = file.pending.map(({ start, end }) => this.#buffer.subarray(start, end));
    // Files that grow side by side wait in small pieces.
    const waiting = pieces.length > 1 ? [Buffer.concat(pieces)] : pieces;
    for (const bytes of more ? [...waiting, more] : waiting) {
      file.hash ??= await this.#hashAgain(file);
      await handle.writeFile(bytes);
      file.hash.update(bytes);
      file.sizeBytes += bytes.length;
    }
    if (sync) await handle.sync();
    file.isOnDisk = sync;
    this.#pendingBytes -= file.pendingBytes;
    file.pending = [];
    file.pendingBytes = 0;
    if (this.#pendingBytes === 0) this.#usedBytes = 0;
  }

  /** A hash that goes on from what is on the disk. */
  async #hashAgain({ name }: OpenFile): Promise<Hash> {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(this.#pathOf(name))) hash.update(chunk as Buffer);
    return hash;
  }

  async #handleOf(file: OpenFile): Promise<FileHandle> {
    if (this.#open?.file === file) return this.#open.handle;
    await this.#close();
    if (file.isNew) await this.#makeFolder(path.posix.dirname(file.name));
    const handle = await open(this.#pathOf(file.name), file.isNew ? 'wx' : 'a');
    this.#open = { file, handle };
    file.isNew = false;
    return handle;
  }

  #pathOf(name: string): string {
    return path.join(this.#folder, ...name.split('/'));
  }

  async #close(): Promise<void> {
    const handle = this.#open?.handle;
    this.#open = null;
    await handle?.close();
  }

  async #makeFolder(folder: string): Promise<void> {
    if (folder === '.' || this.#folders.has(folder)) return;
    await mkdir(path.join(this.#folder, ...folder.split('/')), { recursive: true });
    this.#folders.add(folder);
  }
}

function closeHash(file: OpenFile): void {
  if (file.hash) file.sha256 = file.hash.digest('hex');
  file.hash = null;
}
