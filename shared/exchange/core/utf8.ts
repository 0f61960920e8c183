// Node and browsers have both; the types of neither may enter here.
declare const TextDecoder: new (
  label: 'utf-8',
  options: { readonly fatal: boolean },
) => {
  readonly decode: (bytes: Uint8Array, options?: { readonly stream: boolean }) => string;
};
declare const TextEncoder: new () => { readonly encode: (text: string) => Uint8Array };

const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

/** The text of UTF-8 bytes, without a byte order mark; null when they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Bytes are no UTF-8. */
export class NotUtf8 extends Error {}

/** Bytes that become text at once. */
const pieceBytes = 65_536;

/** The same piece by piece. @throws NotUtf8 */
export function* decodePieces(bytes: Uint8Array): Generator<string> {
  const stream = new TextDecoder('utf-8', { fatal: true });
  const decode = (at: number): string => {
    const isLast = at + pieceBytes >= bytes.length;
    try {
      return stream.decode(bytes.subarray(at, at + pieceBytes), { stream: !isLast });
    } catch {
      throw new NotUtf8();
    }
  };
  for (let at = 0; at < bytes.length; at += pieceBytes) yield decode(at);
}

/** A text as UTF-8. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}
