import { Deflate, Inflate } from 'fflate';
import { encodeUtf8 } from '../core/utf8.ts';

/** A text that grows and is held compressed until its place in a file has come. */
export interface HeldText {
  readonly isEmpty: () => boolean;
  readonly append: (text: string) => void;
  /** All of it as UTF-8, piece by piece. Once; nothing may be appended after. */
  readonly release: () => Iterable<Uint8Array>;
}

/** Text that is gathered before it is packed, in UTF-16 units: packing has a price a call. */
const batchLength = 128 * 1024;

/** Begin a text that is held compressed: about a tenth of its size stays in memory. */
export function openHeldText(): HeldText {
  const packed: Uint8Array[] = [];
  let isEmpty = true;
  let pending = '';
  const deflate = new Deflate({ level: 1 }, (chunk) => packed.push(chunk));
  return {
    isEmpty: () => isEmpty,
    append(text) {
      if (text === '') return;
      isEmpty = false;
      pending += text;
      if (pending.length < batchLength) return;
      deflate.push(encodeUtf8(pending));
      pending = '';
    },
    *release() {
      deflate.push(encodeUtf8(pending), true);
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
