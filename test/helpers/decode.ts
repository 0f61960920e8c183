import type { Encoding } from '../../shared/formats/articles/encoding.ts';

/** The strict decoder that `decodeText` asks for, as the engine gives it. */
export function decode(label: Encoding, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
