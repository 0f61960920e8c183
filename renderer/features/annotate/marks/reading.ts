import { trimSpan, wordAt, wordsIn } from '../../../../shared/text/boundaries.ts';
import { introducedAt, quotedAt, reportedAt } from '../../../../shared/text/reported-at.ts';
import { nameAt } from '../../../../shared/text/name-at.ts';
import {
  buildOffsetMap,
  buildSpan,
  sliceSpan,
  type CodePointOffset,
  type OffsetMap,
  type Span,
} from '../../../../shared/text/offsets.ts';
import {
  listQuotations,
  openQuotationAt,
  quotationAt,
} from '../../../../shared/text/quotation-at.ts';
import { listSentences, sentenceAt } from '../../../../shared/text/sentences.ts';

/** The text being read, with what is derived from it once. */
export interface Reading {
  readonly text: string;
  readonly map: OffsetMap;
  /** BCP 47; empty when unknown. */
  readonly language: string;
  /** Sentences in order; computed when first asked for. */
  sentences(): readonly Span[];
}

/** Prepare a canonical text for reading. */
export function createReading(text: string, language: string): Reading {
  const map = buildOffsetMap(text);
  let sentences: readonly Span[] | null = null;
  return {
    text,
    map,
    language,
    sentences: () => (sentences ??= listSentences(text, language, map)),
  };
}

/** The words a span covers. */
export function exactOf(reading: Reading, span: Span): string {
  return sliceSpan(reading.text, span, reading.map);
}

/** A few words on each side of a span, in its line, and the whole text; empty without a reading. */
export function contextOf(
  reading: Reading | null,
  span: Span,
): { readonly before: string; readonly after: string; readonly text: string } {
  if (!reading) return { before: '', after: '', text: '' };
  const { text, map } = reading;
  const [start, end] = [map.toUtf16(span.start), map.toUtf16(span.end)];
  return {
    before: text.slice(Math.max(0, start - 40), start).replace(/^.*\n/su, ''),
    after: text.slice(end, end + 40).replace(/\n.*$/su, ''),
    text,
  };
}

/** A selection without outer white space; null when nothing is left. */
function trimmed(reading: Reading, span: Span | null, punctuation: 'keep' | 'trim'): Span | null {
  if (!span) return null;
  const inner = trimSpan(reading.text, span, { punctuation }, reading.map);
  return inner.end > inner.start ? inner : null;
}

const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** The word that a border cuts through; null where it stands between words, or the script sets none apart. */
function findCutWord(reading: Reading, border: CodePointOffset): Span | null {
  const { text, map, language } = reading;
  const at = map.toUtf16(border);
  const around = text.slice(Math.max(0, at - 2), at + 2);
  const isCut = /[\p{L}\p{N}]\p{M}*$/u.test(text.slice(Math.max(0, at - 4), at));
  if (!isCut || !/^[\p{L}\p{N}\p{M}]/u.test(text.slice(at, at + 2)) || unspaced.test(around)) {
    return null;
  }
  const word = wordAt(text, border, language, map);
  return word && word.start < border && border < word.end ? word : null;
}

/** A selection widened to the words that its borders cut through: «inister Ana Rui» by mouse means «Minister Ana Ruiz». */
export function snapToWords(reading: Reading, span: Span): Span {
  return buildSpan(
    findCutWord(reading, span.start)?.start ?? span.start,
    findCutWord(reading, span.end)?.end ?? span.end,
  );
}

/** What a marking key takes of a selection or a caret; null when there is nothing. */
export type FindTarget = (
  reading: Reading,
  selection: Span | null,
  caret: CodePointOffset,
) => Span | null;

/**
 * What Q marks: the selection, else the quotation in quotation marks at the caret, else what somebody is reported to have said
 * there, else the sentence.
 */
export function findQuotationTarget(
  reading: Reading,
  selection: Span | null,
  caret: CodePointOffset,
): Span | null {
  return (
    trimmed(reading, selection, 'keep') ??
    quotationAt(reading.text, caret, reading.map) ??
    openQuotationAt(reading.text, caret, reading.map) ??
    introducedAt(reading.text, caret, reading.language, reading.map) ??
    reportedAt(reading.text, caret, reading.language, reading.map) ??
    quotedAt(reading.text, caret, reading.language, reading.map) ??
    sentenceAt(reading.text, caret, reading.language, reading.map)
  );
}

/** What E marks: the selection without outer punctuation, else the name or the word at the caret. */
export function findMentionTarget(
  reading: Reading,
  selection: Span | null,
  caret: CodePointOffset,
): Span | null {
  return (
    trimmed(reading, selection, 'trim') ??
    nameAt(reading.text, caret, reading.language, reading.map)
  );
}

/** What C marks: the selection, else the sentence at the caret. */
export function findClaimTarget(
  reading: Reading,
  selection: Span | null,
  caret: CodePointOffset,
): Span | null {
  return (
    trimmed(reading, selection, 'keep') ??
    sentenceAt(reading.text, caret, reading.language, reading.map)
  );
}

/** What V and S take: the selection without outer punctuation, else the word or name at the caret. */
export const findPhraseTarget = findMentionTarget;

/**
 * The quotation type that a text looks like by its quotation marks.
 *
 * @param before What stands before it in its line: a few quoted words in a sentence of the reporter's own are mixed,
 *   “the estimate ‘omits every cost’”.
 */
export function guessQuotationType(exact: string, before = ''): 'direct' | 'indirect' | 'mixed' {
  const pairs = listQuotations(exact);
  const length = buildOffsetMap(exact).lengthCodePoints;
  if (pairs.some((pair) => pair.start === 0 && pair.end === length)) {
    const isInSentence = /[\p{L}\p{N}]\s+$/u.test(before) && /^\P{L}*\p{Ll}/u.test(exact);
    return isInSentence ? 'mixed' : 'direct';
  }
  // A fragment of a longer quotation has a mark at one end only.
  if (/^["“«„「].*[^"”»“」]$/su.test(exact) || /^[^"“«„「].*["”»“」]$/su.test(exact)) {
    return pairs.length === 0 ? 'direct' : 'mixed';
  }
  return pairs.length > 0 ? 'mixed' : 'indirect';
}

/** Which edge of a mark moves, and which way: outward makes it longer. */
export interface EdgeMove {
  readonly edge: 'start' | 'end';
  readonly direction: 'outward' | 'inward';
}

/**
 * A span after one of its edges has moved by a word. Never empty, never starting or ending on white space; the same span when
 * the edge cannot move.
 */
export function moveEdge(reading: Reading, span: Span, move: EdgeMove): Span {
  const { lengthCodePoints } = reading.map;
  const from = Math.max(0, span.start - 400);
  const to = Math.min(lengthCodePoints, span.end + 400);
  const words = wordsIn(reading.text, buildSpan(from, to), reading.language, reading.map);
  const last = words.at(-1);
  if (!last) return span;
  if (move.edge === 'end') {
    const end =
      move.direction === 'outward'
        ? words.find((word) => word.end > span.end)?.end
        : words.findLast((word) => word.end < span.end && word.end > span.start)?.end;
    return end === undefined ? span : buildSpan(span.start, end);
  }
  const start =
    move.direction === 'outward'
      ? words.findLast((word) => word.start < span.start)?.start
      : words.find((word) => word.start > span.start && word.start < span.end)?.start;
  return start === undefined ? span : buildSpan(start, span.end);
}
