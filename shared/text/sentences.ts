import {
  innerAbbreviations,
  isInitial,
  isInitialism,
  monthAbbreviations,
  numberAbbreviations,
  sentenceStarters,
  titleAbbreviations,
} from './abbreviations.ts';
import { lineAt, toSpan, trimSpaces } from './boundaries.ts';
import type { Stretch } from './boundaries.ts';
import { buildOffsetMap } from './offsets.ts';
import type { CodePointOffset, OffsetMap, Span } from './offsets.ts';

/**
 * The sentences of a text in order, each without outer white space. A line end always ends a sentence.
 *
 * Own rules and not `Intl.Segmenter`, which cuts after `S.`, `U.N.`, `Oct.` and after a quoted question, and joins
 * «2024. 3 people».
 *
 * @param language BCP 47; empty when unknown. Only German and its like treat `16.` as an ordinal.
 */
export function listSentences(
  text: string,
  language: string,
  map: OffsetMap = buildOffsetMap(text),
): Span[] {
  const sentences: Span[] = [];
  for (let start = 0; start <= text.length;) {
    const line = lineAt(text, start);
    for (const sentence of sentencesOfLine(text, line, language))
      sentences.push(toSpan(map, sentence));
    start = line.end + 1;
  }
  return sentences;
}

/**
 * The sentence around a caret; between two sentences the earlier one. Looks at one line only.
 *
 * @returns null on a blank line.
 */
export function sentenceAt(
  text: string,
  offset: CodePointOffset,
  language: string,
  map: OffsetMap = buildOffsetMap(text),
): Span | null {
  const caret = map.toUtf16(offset);
  const sentences = sentencesOfLine(text, lineAt(text, caret), language);
  const found =
    sentences.find((each) => each.start <= caret && caret < each.end) ??
    sentences.findLast((each) => each.end <= caret) ??
    sentences[0];
  return found === undefined ? null : toSpan(map, found);
}

/** Terminators, what may close after them, and the white space before the next sentence. */
const terminator =
  /([.!?…‽؟۔।॥]+)([\p{Pe}\p{Pf}\p{Pi}"'”’“‘]*)|([。！？｡]+)([\p{Pe}\p{Pf}"'”’]*)/gu;
/** French closes with a space before the mark: «Oui. »; a mark that a word follows at once opens (German »Nein«). */
const spacedCloser = /^[\s\u00a0\u202f]»(?=[\s\p{P}]|$)/u;
/** UTF-16 units before a full stop that are looked at. */
const wordWindow = 48;
const reportingVerbs =
  'said|says|say|asked|asks|told|added|wondered|replied|responded|answered|wrote|shouted|cried|exclaimed|demanded|quipped';
const nameWord = "(?:(?:\\p{Lu}|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Prof)\\.|\\p{Lu}[\\p{L}\\p{M}'’-]*)";
const namedReporter = new RegExp(
  `^(?!(?:He|She|It|They|We|I|You)\\s)(?:${nameWord}\\s+){1,4}(?:${reportingVerbs})\\b`,
  'u',
);

function sentencesOfLine(text: string, line: Stretch, language: string): Stretch[] {
  const content = text.slice(line.start, line.end);
  const sentences: Stretch[] = [];
  let start = 0;
  const close = (end: number): void => {
    const sentence = trimSpaces(text, { start: line.start + start, end: line.start + end });
    if (sentence.end > sentence.start) sentences.push(sentence);
    start = end;
  };
  for (const match of content.matchAll(terminator)) {
    const end = match.index + match[0].length;
    if (end <= start) continue;
    const extra = spacedCloser.exec(content.slice(end, end + 3))?.[0].length ?? 0;
    const isFullWidth = match[3] !== undefined;
    const marks = match[1] ?? match[3] ?? '';
    const closers = match[2] ?? match[4] ?? '';
    if (
      !isFullWidth &&
      !isEnd(content, { at: match.index, end: end + extra, marks, closers }, start, language)
    ) {
      continue;
    }
    close(end + extra);
  }
  close(content.length);
  return sentences;
}

interface Terminator {
  /** Where the terminators begin. */
  readonly at: number;
  /** Where they and the closing marks end. */
  readonly end: number;
  readonly marks: string;
  readonly closers: string;
}

function isEnd(content: string, here: Terminator, start: number, language: string): boolean {
  if (here.end === content.length) return true;
  if (!/\s/.test(content.charAt(here.end))) return false;
  const rest = content.slice(here.end, here.end + 120).trimStart();
  if (rest === '' || /^[,;:]/.test(rest)) return rest === '';
  const next = rest.replace(/^[\p{P}\p{S}\s]+/u, '');
  if (/^\p{Ll}/u.test(next)) return false;
  if (here.marks !== '.') {
    const isQuoted = /["”’»“'«]/.test(here.closers);
    return !(isQuoted && /[!?]/.test(here.marks) && namedReporter.test(rest));
  }
  // A closing mark after the full stop settles it: `the U.N." The`, but not the bracket of `(Sen.) Smith`.
  if (here.closers !== '' && !/^[)\]]+$/.test(here.closers)) return true;
  // Only the last words matter, and a line may be a million characters.
  const before = content.slice(Math.max(start, here.at - wordWindow), here.at);
  return isEndAfterWord(before, next, language);
}

/** Whether a single full stop after the last word of `before` ends its sentence, by that word and what follows. */
function isEndAfterWord(before: string, next: string, language: string): boolean {
  const stem = /[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}.'’-]*$/u.exec(before)?.[0] ?? '';
  const word = stem.toLowerCase();
  const following = /^[\p{L}\p{M}\p{N}'’]+/u.exec(next)?.[0] ?? '';
  const opensSentence = /^\p{Lu}/u.test(following) && sentenceStarters.has(following.toLowerCase());
  const isNumberNext = /^\p{N}/u.test(following);
  if (/^\p{N}+$/u.test(stem)) return isEndAfterNumber(stem, before, opensSentence, language);
  if (titleAbbreviations.has(word)) return false;
  if (monthAbbreviations.has(word) && /^\p{Lu}/u.test(stem))
    return opensSentence || (!isNumberNext && following === '');
  if (numberAbbreviations.has(word)) return !isNumberNext;
  // «so did I. He» is far more often the pronoun than an initial.
  if (stem === 'I' && /^en|^$/.test(language) && /\p{Ll}\s$/u.test(before.slice(0, -1)))
    return true;
  // Abbreviations set apart: «z. B.», «d. h.», «EE. UU.».
  if (/^(?:\p{Ll}|\p{Lu}{1,2})$/u.test(stem) && /^\p{L}{1,2}\./u.test(next)) return false;
  if (isInitial(stem) || isInitialism(stem) || innerAbbreviations.has(word)) return opensSentence;
  return true;
}

/** `16.` is an ordinal in these languages, and an enumeration at the start of a line in all. */
function isEndAfterNumber(
  stem: string,
  before: string,
  opensSentence: boolean,
  language: string,
): boolean {
  if (before.trim() === stem && stem.length <= 2) return false;
  const hasOrdinals = /^(?:de|da|nb|nn|no|fi|cs|sk|hu|sl|hr|sr|bs|et|lv|tr|is)\b/.test(language);
  return !(hasOrdinals && stem.length <= 2) || opensSentence;
}
