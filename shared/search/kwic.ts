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

const surrogates = /\p{Cs}|[\u{10000}-\u{10ffff}]/u;

/** Text of its own: a slice would keep the whole article in memory for as long as the hit is kept. */
function copy(text: string): string {
  return ` ${text}`.slice(1);
}

/** The last or first characters of a text. */
function cut(text: string, from: number, to?: number): string {
  // Most texts have no character of two units; taking them apart costs more than all the rest.
  return copy(
    surrogates.test(text) ? Array.from(text).slice(from, to).join('') : text.slice(from, to),
  );
}

/** A stretch of a text in its context. */
export function cutKwic(text: string, [start, end]: Stretch): Kwic {
  // Twice the length has room for characters outside the basic plane.
  const before = text.slice(Math.max(0, start - 2 * contextLength), start);
  const after = text.slice(end, end + 2 * contextLength);
  const left = before.slice(before.lastIndexOf('\n') + 1).replaceAll(/\s/gu, ' ');
  const lineEnd = after.indexOf('\n');
  const right = (lineEnd < 0 ? after : after.slice(0, lineEnd)).replaceAll(/\s/gu, ' ');
  const exact = text.slice(start, Math.min(end, start + 2 * maxExact));
  const shown = cut(exact, 0, maxExact);
  return {
    left: cut(left, -contextLength),
    exact: shown.length < end - start ? `${shown}…` : shown,
    right: cut(right, 0, contextLength),
  };
}

/** The n-th word to the left or right of a hit, folded for sorting; empty when there is none. */
export function wordBeside({ left, right }: Kwic, side: 'left' | 'right', n: number): string {
  const words = listWords(side === 'left' ? left : right);
  return foldText((side === 'left' ? words.at(-n) : words[n - 1]) ?? '');
}
