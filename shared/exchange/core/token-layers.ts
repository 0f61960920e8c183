import type { Segment } from '../../records/records.ts';
import { codePoints, type OffsetMap } from '../../text/offsets.ts';
import { listSentences } from '../../text/sentences.ts';
import { listTokens, type Token } from './tokens.ts';

/** A segment without its outer white space, which no token holds; null when nothing else is in it. */
export function trimSegment(segment: Segment): Segment | null {
  const { start, end, exact } = segment;
  // White space is never astral: its length is the same in both units.
  const left = /^\p{White_Space}*/u.exec(exact)?.[0].length ?? 0;
  if (left === exact.length) return null;
  const right = /\p{White_Space}*$/u.exec(exact.slice(left))?.[0].length ?? 0;
  if (left === 0 && right === 0) return segment;
  return {
    ...segment,
    start: codePoints(start + left),
    end: codePoints(end - right),
    exact: exact.slice(left, exact.length - right),
  };
}

/** An article as tokens. */
export interface TokenTask {
  readonly text: string;
  /** BCP 47; empty when unknown. */
  readonly language: string;
  readonly map: OffsetMap;
  /** Without outer white space: tokens begin and end where they do. */
  readonly segments: readonly Segment[];
}

/** The tokens of a text by sentence. All that is not white space is in a token, and no sentence is empty. */
export function listTokenSentences({ text, language, map, segments }: TokenTask): Token[][] {
  const sentences = listSentences(text, language, map);
  const cuts = {
    starts: new Set([...segments, ...sentences].map(({ start }): number => start)),
    ends: new Set([...segments, ...sentences].map(({ end }): number => end)),
  };
  const groups: Token[][] = [];
  let current = -1;
  let next = 0;
  for (const token of listTokens(text, language, cuts, map)) {
    if (token.isSpace) continue;
    while ((sentences[next]?.start ?? Infinity) <= token.start) next += 1;
    if (next !== current || groups.length === 0) groups.push([]);
    current = next;
    groups.at(-1)?.push(token);
  }
  return groups;
}

/** The text with every character outside of the segments that is not white space as `_`: nobody's words but those marked. */
export function maskText(text: string, segments: readonly Segment[]): string {
  const sorted = segments.toSorted((left, right) => left.start - right.start);
  let next = 0;
  let shownUntil = 0;
  let masked = '';
  let offset = 0;
  for (const character of text) {
    for (; (sorted[next]?.start ?? Infinity) <= offset; next++) {
      shownUntil = Math.max(shownUntil, sorted[next]?.end ?? 0);
    }
    const isShown = offset < shownUntil || /\p{White_Space}/u.test(character);
    masked += isShown ? character : '_';
    offset += 1;
  }
  return masked;
}
