import { Zip, ZipDeflate } from 'fflate';
import type { ExportPiece } from '../core/exchange-format.ts';

/** A ZIP archive while it is written, as pieces of the one file of a format. */
export interface ZipPieces {
  /** Add a file. The pieces of the archive come as the parts are taken; all of them are to be taken. */
  readonly add: (name: string, parts: Iterable<Uint8Array>) => Iterable<ExportPiece>;
  /** The last pieces. */
  readonly end: () => readonly ExportPiece[];
}

/** Begin an archive. @param instant Time of every entry, so that the same project gives the same bytes. */
export function openZip(instant: string): ZipPieces {
  let ready: ExportPiece[] = [];
  const zip = new Zip((error, content) => {
    if (error) throw error;
    ready.push({ file: '', content });
  });
  const take = (): readonly ExportPiece[] => {
    const pieces = ready;
    ready = [];
    return pieces;
  };
  return {
    *add(name, parts) {
      const file = new ZipDeflate(name, { level: 6 });
      file.mtime = instant;
      zip.add(file);
      for (const part of parts) {
        file.push(part);
        yield* take();
      }
      file.push(new Uint8Array(), true);
      yield* take();
    },
    end() {
      zip.end();
      return take();
    },
  };
}
