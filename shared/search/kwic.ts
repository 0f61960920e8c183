import type { Stretch } from './match.ts';
import { foldText, listWords } from './words.ts';

/** Characters of context on each side of a hit. */
export const contextLength = 90;
/** A hit that is longer is shown up to here. */
const maxExact = 2000;

/** A hit with what stands around it on its line. White space is one space each. */
export interface Kwic {
  readonly left: string;
  /** Cut with … after 2,000 characters. */
  readonly exact: string;
  readonly right: string;
}

/** Text of its own: a slice would keep the whole article in memory for as long as the hit is kept. */
function copyChars(chars: readonly string[]): string {
  return chars.join('');
}

/** A stretch of a text in its context. */
export function cutKwic(text: string, [start, end]: Stretch): Kwic {
  // Twice the length has room for characters outside the basic plane.
  const before = text.slice(Math.max(0, start - 2 * contextLength), start);
  const after = text.slice(end, end + 2 * contextLength);
  const left = Array.from(before.slice(before.lastIndexOf('\n') + 1).replaceAll(/\s/gu, ' '));
  const right = Array.from((after.split('\n')[0] ?? '').replaceAll(/\s/gu, ' '));
  const exact = Array.from(text.slice(start, Math.min(end, start + 2 * maxExact)));
  const isCut = exact.length > maxExact || end - start > 2 * maxExact;
  return {
    left: copyChars(left.slice(-contextLength)),
    exact: copyChars(isCut ? [...exact.slice(0, maxExact), '…'] : exact),
    right: copyChars(right.slice(0, contextLength)),
  };
}

/** The n-th word to the left or right of a hit, folded for sorting; empty when there is none. */
export function wordBeside({ left, right }: Kwic, side: 'left' | 'right', n: number): string {
  const words = listWords(side === 'left' ? left : right);
  return foldText((side === 'left' ? words.at(-n) : words[n - 1]) ?? '');
}
