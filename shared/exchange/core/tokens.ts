import {
  buildOffsetMap,
  codePoints,
  utf16,
  type CodePointOffset,
  type OffsetMap,
} from '../../text/offsets.ts';
import { listSentences } from '../../text/sentences.ts';

/** A word, a mark of punctuation or white space of a text. */
export interface Token {
  readonly start: CodePointOffset;
  readonly end: CodePointOffset;
  readonly text: string;
  readonly isSpace: boolean;
  /** Whether one space follows that belongs to no token, as spaCy has it: tokens with their spaces give the text. */
  readonly hasSpaceAfter: boolean;
}

/** Places where tokens must begin and end, in code points: those of the spans that they will carry. */
export interface TokenCuts {
  readonly starts: ReadonlySet<number>;
  readonly ends: ReadonlySet<number>;
}

const noCuts: TokenCuts = { starts: new Set(), ends: new Set() };

/**
 * The tokens of a text in order, white space included: a run of it is one token, but for the single space after a word.
 * A token is cut where a span begins or ends inside it, so that every span has a first and a last token.
 *
 * @param language BCP 47; empty when unknown.
 */
export function listTokens(
  text: string,
  language: string,
  cuts: TokenCuts = noCuts,
  map: OffsetMap = buildOffsetMap(text),
): Token[] {
  const starts = toUnits(cuts.starts, map);
  const ends = toUnits(cuts.ends, map);
  const tokens: Draft[] = [];
  for (const [start, end] of listPieces(text, language, new Set([...starts, ...ends]))) {
    addPiece(tokens, { start, end, text, starts, ends });
  }
  return tokens.map((token) => ({
    start: map.toCodePoint(utf16(token.start)),
    end: map.toCodePoint(utf16(token.end)),
    text: text.slice(token.start, token.end),
    isSpace: token.isSpace,
    hasSpaceAfter: token.hasSpaceAfter,
  }));
}

/**
 * The words and marks of punctuation of a text, by sentence, without white space. A token ends where its sentence does.
 *
 * @param cuts Places where tokens must begin and end besides.
 */
export function listSentenceTokens(
  text: string,
  language: string,
  cuts: TokenCuts = noCuts,
  map: OffsetMap = buildOffsetMap(text),
): Token[][] {
  const sentences = listSentences(text, language, map);
  const all: TokenCuts = {
    starts: new Set([...cuts.starts, ...sentences.map((sentence) => sentence.start)]),
    ends: new Set([...cuts.ends, ...sentences.map((sentence) => sentence.end)]),
  };
  const tokens = listTokens(text, language, all, map).filter((token) => !token.isSpace);
  let next = 0;
  return sentences.flatMap((sentence) => {
    const own: Token[] = [];
    for (; (tokens[next]?.start ?? Infinity) < sentence.end; next++) {
      const token = tokens[next];
      if (token) own.push(token);
    }
    return own.length === 0 ? [] : [own];
  });
}

/** In UTF-16 units, as all here until the end. */
interface Draft {
  readonly start: number;
  end: number;
  readonly isSpace: boolean;
  hasSpaceAfter: boolean;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly starts: ReadonlySet<number>;
  readonly ends: ReadonlySet<number>;
}

function addPiece(tokens: Draft[], { start, end, text, starts, ends }: Piece): void {
  const isSpace = /^\p{White_Space}+$/u.test(text.slice(start, end));
  const last = tokens.at(-1);
  const follows = last?.end === start && !last.hasSpaceAfter;
  if (!isSpace || last === undefined || !follows || starts.has(start)) {
    tokens.push({ start, end, isSpace, hasSpaceAfter: false });
    return;
  }
  if (last.isSpace && !ends.has(start)) {
    last.end = end;
    return;
  }
  if (last.isSpace || text[start] !== ' ' || ends.has(start + 1)) {
    tokens.push({ start, end, isSpace, hasSpaceAfter: false });
    return;
  }
  last.hasSpaceAfter = true;
  if (start + 1 < end) tokens.push({ start: start + 1, end, isSpace, hasSpaceAfter: false });
}

/** Words and what is between them by the rules of the language, cut at the given places. */
function* listPieces(
  text: string,
  language: string,
  cuts: ReadonlySet<number>,
): Generator<readonly [start: number, end: number]> {
  const sorted = [...cuts].sort((left, right) => left - right);
  let next = 0;
  for (const { index, segment } of segmenterOf(language).segment(text)) {
    const end = index + segment.length;
    let start = index;
    for (; (sorted[next] ?? Infinity) < end; next++) {
      const cut = sorted[next] ?? end;
      if (cut > start) yield [start, cut];
      start = Math.max(start, cut);
    }
    yield [start, end];
  }
}

function segmenterOf(language: string): Intl.Segmenter {
  // An ill-formed tag throws; a tag that is well formed but unknown falls back by itself.
  const isTag = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(language);
  return new Intl.Segmenter(isTag ? language : 'und', { granularity: 'word' });
}

function toUnits(offsets: ReadonlySet<number>, map: OffsetMap): ReadonlySet<number> {
  return new Set([...offsets].map((offset) => map.toUtf16(codePoints(offset))));
}
