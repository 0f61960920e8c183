import { open, type FileHandle } from 'node:fs/promises';

/** How much is read at once when nothing else is said. */
const usualBytes = 128 * 1024;

/** Reads a file from its beginning, as much as is asked for. */
export class ByteReader {
  readonly #handle: FileHandle;
  readonly #chunkBytes: number;
  #waiting = Buffer.alloc(0);
  #isAtEnd = false;

  private constructor(handle: FileHandle, chunkBytes: number) {
    this.#handle = handle;
    this.#chunkBytes = chunkBytes;
  }

  /** Work with a reader of a file, which is closed after. */
  static async over<Value>(
    file: string,
    work: (reader: ByteReader) => Promise<Value>,
    chunkBytes = usualBytes,
  ): Promise<Value> {
    const handle = await open(file, 'r');
    try {
      return await work(new ByteReader(handle, chunkBytes));
    } finally {
      await handle.close();
    }
  }

  /** The next bytes; fewer at the end of the file. */
  async take(count: number): Promise<Buffer> {
    while (this.#waiting.length < count && !this.#isAtEnd) await this.#more();
    return this.#cut(Math.min(count, this.#waiting.length));
  }

  /** Everything up to the end of the next place where these bytes stand; null when they do not come. */
  async takeThrough(end: Buffer): Promise<Buffer | null> {
    for (let from = 0; ;) {
      const found = this.#waiting.indexOf(end, from);
      if (found !== -1) return this.#cut(found + end.length);
      if (this.#isAtEnd) return null;
      from = Math.max(0, this.#waiting.length - end.length + 1);
      await this.#more();
    }
  }

  /** What comes next of the file, of the size in which it is read; empty at its end. */
  async takeChunk(): Promise<Buffer> {
    if (this.#waiting.length === 0 && !this.#isAtEnd) await this.#more();
    return this.#cut(this.#waiting.length);
  }

  #cut(count: number): Buffer {
    const cut = this.#waiting.subarray(0, count);
    this.#waiting = this.#waiting.subarray(count);
    return cut;
  }

  async #more(): Promise<void> {
    const chunk = Buffer.allocUnsafe(this.#chunkBytes);
    const { bytesRead } = await this.#handle.read(chunk, 0, chunk.length);
    if (bytesRead === 0) this.#isAtEnd = true;
    else this.#waiting = Buffer.concat([this.#waiting, chunk.subarray(0, bytesRead)]);
  }
}
