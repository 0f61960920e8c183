import { fail, ok } from '../util/result.ts';
import type { Result } from '../util/result.ts';

/** Line ends of a text as it came; `mixed` when there is more than one kind, null when there is no line end. */
export type Newline = 'lf' | 'crlf' | 'cr' | 'mixed' | null;

/**
 * Bring a decoded text to the form that is stored: no leading byte order mark, LF line ends. Characters are left as they
 * are (no NFC): offsets that others made on the same text must stay right.
 *
 * @returns `bad_encoding` for a lone surrogate or a NUL, naming the place; no text of ours contains either.
 */
export function normaliseText(text: string): Result<string> {
  const plain = (text.startsWith('\ufeff') ? text.slice(1) : text).replace(/\r\n?/g, '\n');
  const fault = findForbidden(plain);
  return fault === null ? ok(plain) : fail('bad_encoding', fault.message, { line: fault.line });
}

/**
 * Text that another program decoded or put together, without what no text of ours may hold: half of a surrogate pair becomes
 * U+FFFD; control characters other than tab and line ends go.
 */
export function repairText(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/\p{Cs}/gu, '\ufffd').replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '');
}

/** Kind of line ends in a text that has not been normalised. */
export function detectNewline(text: string): Newline {
  const crlf = /\r\n/.test(text);
  const cr = /\r(?!\n)/.test(text);
  const lf = /(?<!\r)\n/.test(text);
  if (Number(crlf) + Number(cr) + Number(lf) > 1) return 'mixed';
  return crlf ? 'crlf' : cr ? 'cr' : lf ? 'lf' : null;
}

declare global {
  interface String {
    /** ECMAScript 2024; every Node, Electron and browser that we run in has it. */
    isWellFormed(): boolean;
  }
}

/** Whether every surrogate of the text is half of a pair. A pattern takes seven times as long. */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}

function findForbidden(text: string): { readonly message: string; readonly line: number } | null {
  const match = /\p{Cs}|\0/u.exec(text);
  if (match === null) return null;
  const line = text.slice(0, match.index).split('\n').length;
  const what = match[0] === '\0' ? 'a NUL character' : 'half of a surrogate pair';
  return {
    line,
    message: `The text has ${what} in line ${line}: it was damaged or decoded wrongly. Save it again as UTF-8.`,
  };
}
