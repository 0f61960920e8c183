import { open, type FileHandle } from 'node:fs/promises';

/** How much is read at once when nothing else is said. */
const usualBytes = 128 * 1024;
const lineEnd = Buffer.from('\n');

/**
 * Reads a file from its beginning, as much as is asked for. All of it goes through one buffer, which grows to the longest piece
 * that was asked for: what was given out is good until the next call.
 */
export class ByteReader {
  readonly #handle: FileHandle;
  readonly #chunkBytes: number;
  #buffer: Buffer;
  /** Where what was read and not given out yet begins and ends. */
  #start = 0;
  #end = 0;
  #isAtEnd = false;

  private constructor(handle: FileHandle, chunkBytes: number) {
    this.#handle = handle;
    this.#chunkBytes = chunkBytes;
    this.#buffer = Buffer.allocUnsafeSlow(chunkBytes * 2);
  }

  /** Work with a reader of a file, which is closed after. */
  static async over<Value>(
    file: string,
    work: (reader: ByteReader) => Promise<Value>,
    chunkBytes = usualBytes,
  ): Promise<Value> {
    const reader = await ByteReader.open(file, chunkBytes);
    try {
      return await work(reader);
    } finally {
      await reader.close();
    }
  }

  /** A reader that is to be closed. */
  static async open(file: string, chunkBytes = usualBytes): Promise<ByteReader> {
    return new ByteReader(await open(file, 'r'), chunkBytes);
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  /** The next bytes; fewer at the end of the file. */
  async take(count: number): Promise<Buffer> {
    while (this.#waiting < count && !this.#isAtEnd) await this.#more();
    return this.#cut(Math.min(count, this.#waiting));
  }

  /** Everything up to the end of the next place where these bytes stand; null when they do not come. */
  async takeThrough(end: Buffer): Promise<Buffer | null> {
    for (let from = 0; ;) {
      const found = this.#buffer.subarray(this.#start, this.#end).indexOf(end, from);
      if (found !== -1) return this.#cut(found + end.length);
      if (this.#isAtEnd) return null;
      from = Math.max(0, this.#waiting - end.length + 1);
      await this.#more();
    }
  }

  /** The next line with its end; empty at the end of the file. */
  async takeLine(): Promise<Buffer> {
    return (await this.takeThrough(lineEnd)) ?? this.#cut(this.#waiting);
  }

  /** What comes next of the file, of the size in which it is read; empty at its end. */
  async takeChunk(): Promise<Buffer> {
    if (this.#waiting === 0 && !this.#isAtEnd) await this.#more();
    return this.#cut(this.#waiting);
  }

  get #waiting(): number {
    return this.#end - this.#start;
  }

  #cut(count: number): Buffer {
    const cut = this.#buffer.subarray(this.#start, this.#start + count);
    this.#start += count;
    return cut;
  }

  async #more(): Promise<void> {
    this.#makeRoom();
    const { bytesRead } = await this.#handle.read(this.#buffer, this.#end, this.#chunkBytes);
    if (bytesRead === 0) this.#isAtEnd = true;
    this.#end += bytesRead;
  }

  /** Move what waits to the beginning, into a larger buffer when it is more than half of this one. */
  #makeRoom(): void {
    if (this.#end + this.#chunkBytes <= this.#buffer.length) return;
    const isSmall = this.#waiting + this.#chunkBytes > this.#buffer.length;
    const target = isSmall ? Buffer.allocUnsafeSlow(this.#buffer.length * 2) : this.#buffer;
    this.#buffer.copy(target, 0, this.#start, this.#end);
    this.#buffer = target;
    this.#end -= this.#start;
    this.#start = 0;
  }
}
