import { open } from 'node:fs/promises';
import type { ExportPiece, SourceFile } from '../../shared/exchange/core/exchange-format.ts';

/** What is written to one file, in bytes. */
interface Extent {
  sizeBytes: number;
  /** End of what stands before all articles. */
  headBytes: number;
  /** Where each article begins and ends; both the same when it has nothing in this file. */
  readonly starts: number[];
  readonly ends: number[];
}

/**
 * Where each article lies in the files of a format that holds many in one file: such files are read back some articles at a time,
 * as if there were no others.
 */
export class SliceMap {
  readonly #extents = new Map<string, Extent>();
  #articles = 0;

  /** Take note of what is written before or after all articles. */
  add(piece: ExportPiece): void {
    const extent = this.#extentOf(piece.file);
    extent.sizeBytes += countBytes(piece);
    if (this.#articles === 0) extent.headBytes = extent.sizeBytes;
  }

  /** Take note of the next article. */
  addArticle(pieces: readonly ExportPiece[]): void {
    const begun = new Set<string>();
    for (const piece of pieces) {
      const extent = this.#extentOf(piece.file);
      if (!piece.isBetween && !begun.has(piece.file)) {
        begun.add(piece.file);
        extent.starts[this.#articles] = extent.sizeBytes;
      }
      extent.sizeBytes += countBytes(piece);
      extent.ends[this.#articles] = extent.sizeBytes;
    }
    this.#articles += 1;
    for (const extent of this.#extents.values()) fill(extent, this.#articles);
  }

  /**
   * The files as they would be with some of the articles only.
   *
   * @param pathOf The path of a file by its name.
   * @param pieceBytes Articles go together up to this size.
   */
  async *read(pathOf: (name: string) => string, pieceBytes: number): AsyncGenerator<SourceFile[]> {
    for (let from = 0; from < this.#articles;) {
      let until = from;
      let size = 0;
      while (until < this.#articles && size < pieceBytes) size += this.#sizeOf(until++);
      const files: SourceFile[] = [];
      for (const [name, extent] of this.#extents) {
        files.push({ name, bytes: await readSlice(pathOf(name), extent, from, until) });
      }
      yield files;
      from = until;
    }
  }

  #sizeOf(article: number): number {
    let size = 0;
    for (const { starts, ends } of this.#extents.values()) {
      size += (ends[article] ?? 0) - (starts[article] ?? 0);
    }
    return size;
  }

  #extentOf(file: string): Extent {
    const known = this.#extents.get(file);
    if (known) return known;
    const extent: Extent = { sizeBytes: 0, headBytes: 0, starts: [], ends: [] };
    fill(extent, this.#articles);
    this.#extents.set(file, extent);
    return extent;
  }
}

function fill({ starts, ends, sizeBytes }: Extent, articles: number): void {
  while (starts.length < articles) starts.push(sizeBytes);
  while (ends.length < articles) ends.push(sizeBytes);
}

function countBytes({ content }: ExportPiece): number {
  return typeof content === 'string' ? Buffer.byteLength(content) : content.length;
}

async function readSlice(
  file: string,
  { sizeBytes, headBytes, starts, ends }: Extent,
  from: number,
  until: number,
): Promise<Buffer> {
  const ranges = [
    [0, headBytes],
    [starts[from] ?? 0, ends[until - 1] ?? 0],
    [ends.at(-1) ?? 0, sizeBytes],
  ] as const;
  const total = ranges.reduce((sum, [start, end]) => sum + end - start, 0);
  const bytes = Buffer.allocUnsafeSlow(total);
  const handle = await open(file, 'r');
  try {
    let filled = 0;
    for (const [start, end] of ranges) {
      for (let at = start; at < end;) {
        const { bytesRead } = await handle.read(bytes, filled, end - at, at);
        // Its bytes were verified before: it cannot be shorter, but then it would not be what was written.
        if (bytesRead === 0) return bytes.subarray(0, filled);
        at += bytesRead;
        filled += bytesRead;
      }
    }
    return bytes;
  } finally {
    await handle.close();
  }
}
