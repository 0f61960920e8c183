/** A piece of an RTF file. */
export type RtfToken =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  /** `\fs24`: the name, and the number after it; null when there is none. */
  | { readonly kind: 'word'; readonly name: string; readonly value: number | null }
  /** `\~`, `\*`; `\` before a line end has the line end. */
  | { readonly kind: 'symbol'; readonly character: string }
  /** Text in whatever code page holds there, written plainly or as `\'e9`. Lives as long as the file. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

const backslash = 0x5c;
const open = 0x7b;
const close = 0x7d;
const space = 0x20;
/** Longer names and numbers are none of RTF. */
const maxName = 40;
const maxDigits = 10;

/**
 * The pieces of an RTF file, one after the other. Line ends between them say nothing and are passed over, and so are the bytes
 * that `\bin` announces. Never fails: what is no RTF comes as text.
 *
 * @see Rich Text Format (RTF) Specification, version 1.9.1, "RTF Syntax"
 */
export function* listRtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0;
  while (at < bytes.length) {
    switch (bytes[at]) {
      case open:
        at++;
        yield { kind: 'open' };
        break;
      case close:
        at++;
        yield { kind: 'close' };
        break;
      case backslash: {
        const { token, end } = readControl(bytes, at + 1);
        at = end;
        if (token) yield token;
        break;
      }
      default: {
        const start = at;
        while (at < bytes.length && isText(bytes[at])) at++;
        if (at > start) yield { kind: 'bytes', bytes: bytes.subarray(start, at) };
        // A line end.
        else at++;
      }
    }
  }
}

interface ReadControl {
  /** null for `\bin`, and for a backslash at the end of the file. */
  readonly token: RtfToken | null;
  readonly end: number;
}

/** What a backslash begins. @param at The byte after it. */
function readControl(bytes: Uint8Array, at: number): ReadControl {
  const first = bytes[at];
  if (first === undefined) return { token: null, end: at };
  if (isLetter(first)) return readWord(bytes, at);
  if (first === 0x27) {
    const digits = latin(bytes, at + 1, at + 3);
    // A broken escape is no text.
    if (!/^[0-9a-f]{2}$/i.test(digits)) return { token: null, end: at + 1 };
    const byte = Uint8Array.of(Number.parseInt(digits, 16));
    return { token: { kind: 'bytes', bytes: byte }, end: at + 3 };
  }
  return { token: { kind: 'symbol', character: String.fromCharCode(first) }, end: at + 1 };
}

function readWord(bytes: Uint8Array, start: number): ReadControl {
  let at = start;
  while (isLetter(bytes[at]) && at - start < maxName) at++;
  const name = latin(bytes, start, at);
  const digits = at;
  if (bytes[at] === 0x2d) at++;
  while (isDigit(bytes[at]) && at - digits < maxDigits) at++;
  const number = latin(bytes, digits, at);
  if (number === '-') at = digits;
  const value = number === '' || number === '-' ? null : Number(number);
  // One space belongs to the word.
  if (bytes[at] === space) at++;
  if (name === 'bin') return { token: null, end: at + Math.max(0, value ?? 0) };
  return { token: { kind: 'word', name, value }, end: at };
}

function latin(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a));
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isText(byte: number | undefined): boolean {
  return byte !== open && byte !== close && byte !== backslash && byte !== 0x0a && byte !== 0x0d;
}
