import { isAbbreviation } from './abbreviations.ts';
import { buildOffsetMap, buildSpan, codePoints, utf16 } from './offsets.ts';
import type { CodePointOffset, OffsetMap, Span } from './offsets.ts';

/** Options of `trimSpan`. */
export interface TrimOptions {
  /** `trim` also drops outer `, . ; :` and their like, but never an abbreviation's full stop. Default `keep`. */
  readonly punctuation?: 'keep' | 'trim';
}

/** A stretch of a text in UTF-16 units, for work inside this room only. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** UTF-16 units. */
const wordContext = 200;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const wordSegmenters = new Map<string, Intl.Segmenter>();

/** Every grapheme cluster boundary of a text, 0 and its length included, ascending. */
export function graphemeBoundaries(
  text: string,
  map: OffsetMap = buildOffsetMap(text),
): CodePointOffset[] {
  const boundaries: CodePointOffset[] = [];
  for (const { index } of graphemes.segment(text)) {
    // Lone surrogates aside, a cluster never starts inside a pair.
    boundaries.push(map.toCodePoint(utf16(index)));
  }
  boundaries.push(map.lengthCodePoints);
  return boundaries;
}

/**
 * The smallest span of whole grapheme clusters that holds a span. An empty span stays empty and moves to the start of the
 * cluster it is in.
 *
 * @throws RangeError when the span leaves the text.
 */
export function widenToGraphemes(
  text: string,
  span: Span,
  map: OffsetMap = buildOffsetMap(text),
): Span {
  const start = clusterAt(text, map.toUtf16(span.start)).start;
  if (span.end === span.start) return toSpan(map, { start, end: start });
  const last = map.toUtf16(span.end);
  const cluster = clusterAt(text, last);
  return toSpan(map, { start, end: cluster.start === last ? last : cluster.end });
}

/**
 * A span without outer white space and, on request, without outer punctuation. Quotation marks and brackets stay, and
 * with them whatever is inside. A span of white space alone becomes empty, at its start; one of punctuation stays.
 */
export function trimSpan(
  text: string,
  span: Span,
  options: TrimOptions = {},
  map: OffsetMap = buildOffsetMap(text),
): Span {
  const outer = trimSpaces(text, { start: map.toUtf16(span.start), end: map.toUtf16(span.end) });
  if (options.punctuation !== 'trim') return toSpan(map, outer);
  const inner = trimPunctuation(text, outer);
  return toSpan(map, inner.start === inner.end ? outer : inner);
}

/**
 * The word around a caret: the one it is in or before, else the one that ends at it. A full stop belongs to a word that
 * is an abbreviation (`U.N.`).
 *
 * @param language BCP 47; empty when unknown.
 * @returns null where no word touches the caret.
 */
export function wordAt(
  text: string,
  offset: CodePointOffset,
  language: string,
  map: OffsetMap = buildOffsetMap(text),
): Span | null {
  const caret = map.toUtf16(offset);
  const words = listWords(text, nearby(text, { start: caret, end: caret }), language);
  const word =
    words.find((each) => each.start <= caret && caret < each.end) ??
    words.find((each) => each.end === caret);
  return word === undefined ? null : toSpan(map, word);
}

/** The words that lie wholly inside a span, in order. */
export function wordsIn(
  text: string,
  span: Span,
  language: string,
  map: OffsetMap = buildOffsetMap(text),
): Span[] {
  const outer = { start: map.toUtf16(span.start), end: map.toUtf16(span.end) };
  return listWords(text, nearby(text, outer), language)
    .filter((word) => word.start >= outer.start && word.end <= outer.end)
    .map((word) => toSpan(map, word));
}

/** The line (text block, or part of one up to a hard break) that holds a UTF-16 offset, without its line end. */
export function lineAt(text: string, offset: number): Stretch {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', offset);
  return { start, end: next === -1 ? text.length : next };
}

/** A stretch in UTF-16 units as a span. */
export function toSpan(map: OffsetMap, stretch: Stretch): Span {
  return buildSpan(map.toCodePoint(utf16(stretch.start)), map.toCodePoint(utf16(stretch.end)));
}

/** A stretch without outer white space; empty at its start when there is nothing else. */
export function trimSpaces(text: string, stretch: Stretch): Stretch {
  let { start, end } = stretch;
  while (start < end && isSpace(text, start)) start++;
  if (start === end) return { start: stretch.start, end: stretch.start };
  while (end > start && isSpace(text, end - 1)) end--;
  return { start, end };
}

/** Offset of the end of the text, for callers that need the whole of it. */
export function wholeSpan(text: string, map: OffsetMap = buildOffsetMap(text)): Span {
  return { start: codePoints(0), end: map.lengthCodePoints };
}

function trimPunctuation(text: string, stretch: Stretch): Stretch {
  let { start, end } = stretch;
  while (start < end && (isOuterPunctuation(text, start) || isSpace(text, start))) start++;
  while (end > start && (isOuterPunctuation(text, end - 1) || isSpace(text, end - 1))) {
    if (text[end - 1] === '.' && endsInAbbreviation(text, { start, end })) break;
    end--;
  }
  return { start, end };
}

function endsInAbbreviation(text: string, stretch: Stretch): boolean {
  const tail = text.slice(Math.max(stretch.start, stretch.end - 24), stretch.end);
  const word = /[\p{L}\p{M}][\p{L}\p{M}.-]*\.$/u.exec(tail)?.[0];
  return word !== undefined && isAbbreviation(word);
}

function listWords(text: string, line: Stretch, language: string): Stretch[] {
  const content = text.slice(line.start, line.end);
  const words: Stretch[] = [];
  for (const { index, segment, isWordLike } of wordSegmenter(language).segment(content)) {
    if (isWordLike !== true) continue;
    const end = index + segment.length;
    const isAbbreviated = content[end] === '.' && isAbbreviation(`${segment}.`);
    words.push({ start: line.start + index, end: line.start + end + (isAbbreviated ? 1 : 0) });
  }
  return words;
}

/**
 * A stretch with the context that word boundaries need: on each side some characters more, then up to the next space, but not past
 * a line end. A line may be a million characters; going through all of it for one word would show.
 */
export function nearby(text: string, stretch: Stretch): Stretch {
  const first = lineAt(text, stretch.start).start;
  const last = lineAt(text, stretch.end).end;
  let start = Math.max(first, stretch.start - wordContext);
  let end = Math.min(last, stretch.end + wordContext);
  const isEdge = (at: number, limit: number): boolean => at === limit || isSpace(text, at);
  for (let i = 0; i < wordContext && !isEdge(start, first); i++) start--;
  for (let i = 0; i < wordContext && !isEdge(end, last); i++) end++;
  return { start, end };
}

function wordSegmenter(language: string): Intl.Segmenter {
  const known = wordSegmenters.get(language);
  if (known !== undefined) return known;
  const isTag = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(language);
  // An ill-formed tag throws; a tag that is well formed but unknown falls back by itself.
  const segmenter = new Intl.Segmenter(isTag ? language : 'und', { granularity: 'word' });
  if (wordSegmenters.size < 50) wordSegmenters.set(language, segmenter);
  return segmenter;
}

function clusterAt(text: string, offset: number): Stretch {
  const line = lineAt(text, offset);
  // A line end closes every cluster, so a line with its end is all the context there is.
  const content = text.slice(line.start, line.end + 1);
  const found = graphemes.segment(content).containing(offset - line.start);
  if (found === undefined) return { start: offset, end: offset };
  const start = line.start + found.index;
  return { start, end: start + found.segment.length };
}

function isSpace(text: string, i: number): boolean {
  return /[\p{White_Space}\u200b\ufeff]/u.test(text.charAt(i));
}

function isOuterPunctuation(text: string, i: number): boolean {
  return ',.;:،؛。、，；：．'.includes(text.charAt(i));
}
