import { Deflate, Inflate } from 'fflate';
import { encodeUtf8 } from './utf8.ts';

/** A text that grows and is held compressed until its place in a file has come. */
export interface HeldText {
  readonly isEmpty: () => boolean;
  readonly append: (text: string) => void;
  /** All of it as UTF-8, piece by piece. Once; nothing may be appended after. */
  readonly release: () => Iterable<Uint8Array>;
}

/** Begin a text that is held compressed: about a tenth of its size stays in memory. */
export function openHeldText(): HeldText {
  const packed: Uint8Array[] = [];
  let isEmpty = true;
  const deflate = new Deflate({ level: 4 }, (chunk) => packed.push(chunk));
  return {
    isEmpty: () => isEmpty,
    append(text) {
      if (text === '') return;
      isEmpty = false;
      deflate.push(encodeUtf8(text));
    },
    *release() {
      deflate.push(new Uint8Array(), true);
      let ready: Uint8Array[] = [];
      const inflate = new Inflate((chunk) => ready.push(chunk));
      for (const [i, chunk] of packed.entries()) {
        inflate.push(chunk, i === packed.length - 1);
        yield* ready;
        ready = [];
      }
    },
  };
}
