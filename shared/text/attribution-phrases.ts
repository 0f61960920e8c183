import type { Stretch } from './boundaries.ts';
import { nameAt } from './name-at.ts';
import { utf16 } from './offsets.ts';
import type { OffsetMap } from './offsets.ts';

/** Where a phrase that names a source ends, on either side. */
const phraseBorder = /[.;:!?“”„"«»()،؛\n]|\s[–—-]\s/gu;
/** What stands between a subject and its verb and is no part of the name. */
const adverbs =
  /\s+(?:also|later|earlier|then|once|has|have|had|again|further|repeatedly|reportedly)$/iu;
/** After the verb: when, where, to whom. */
export const tail =
  /\s+(?:on|in|at|when|while|during|after|before|as|last|this|that|to|from|by|via|am|im|in|bei|nach|dass|gegenüber|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|it|he|she|they|reporters|lawmakers|parliament|يوم|في|إن|أن|إنّ|أنّ|إنه|أنه|إنها|أنها|خلال|أمس|للصحفيين|عن|ביום|היום|אתמול|כי|לעיתונאים)(?=[\s.,;:]|$).*$/isu;
/** After «according to …»: when. What a report is by or of belongs to its name. */
export const preparedTail =
  /\s+(?:(?:on\s+|last\s+|this\s+)?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|week|month|year)|(?:when|while|after|before|as)\s.*)$|,\s+(?:who|which|whose|and|but|while|adding)\s.*$/isu;
/** When and where, before the subject: «Last week, the mayor». */
export const circumstance =
  /^(?:last|on|in|at|after|before|earlier|later|yesterday|asked|speaking|responding|commenting|writing|citing|meanwhile|however|instead|during|when|while|as|since|next|this|for)\b[^,]*,\s+/iu;
/** «The board on Monday called». */
const timeAfter =
  /\s+(?:on\s+|am\s+)?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)$/iu;
/** «Ida Lund, who was there on Monday, said»: what is said of her besides. */
const relative = /(?<=\S),\s+(?:who|which|whose|der|die|das|qui|que)\s[^,]+$/iu;
/** «He read it, and he said». */
const clauseBefore = /^.*,\s+(?:and|but|while|und|aber)\s+/isu;
export const opening = /^[\s,“”„"«»‘’']*(?:(?:and|but|while|as|und|aber)(?![\p{L}\p{N}]))?\s*/iu;
/** Nobody is credited by a phrase as long as this, in UTF-16 units. */
const maxPhrase = 120;

/** The phrase that ends where the verb begins. */
export function phraseBefore(
  text: string,
  { start: from, end: to }: Stretch,
  language: string,
  map: OffsetMap,
): Stretch | null {
  const words = text.slice(from, to);
  const border = [...words.matchAll(phraseBorder)].findLast(
    ({ index }) => !isInName(text, from + index, language, map),
  );
  const cut = border ? border.index + border[0].length : 0;
  const phrase = words.slice(cut);
  const lead = opening.exec(phrase)?.[0].length ?? 0;
  const body = phrase.slice(lead).replace(/[\s,]+$/u, '');
  const kept = body
    .replace(relative, '')
    .replace(adverbs, '')
    .replace(timeAfter, '')
    .replace(circumstance, '')
    .replace(clauseBefore, '');
  if (kept === '' || kept.length > maxPhrase || !/\p{L}/u.test(kept)) return null;
  const start = from + cut + lead + body.indexOf(kept);
  return { start, end: start + kept.length };
}

/** The phrase that begins after the verb. */
export function phraseAfter(
  text: string,
  { start: from, end: to }: Stretch,
  cut: RegExp,
  language: string,
  map: OffsetMap,
): Stretch | null {
  const words = text.slice(from, to);
  const border = [...words.matchAll(phraseBorder)].find(
    ({ index }) => !isInName(text, from + index, language, map),
  );
  const phrase = words.slice(0, border?.index ?? words.length);
  const lead = phrase.length - phrase.trimStart().length;
  const kept = phrase
    .trim()
    .replace(cut, '')
    .replace(/[\s,]+$/u, '');
  if (kept === '' || lead === 0 || kept.length > maxPhrase) return null;
  if (
    // Of «according to» and «laut» whatever follows is the source.
    cut === tail &&
    !/^(?:the|an?|der|die|das|dem|den|des|ein|eine|le|la|les|el|los|\p{Lo}|he|she|they|er|sie|one|two|three|\p{Lu})/u.test(
      kept,
    )
  )
    return null;
  return { start: from + lead, end: from + lead + kept.length };
}

/** «J. K. Rowling», «U.N.»: a full stop in a name ends no phrase. */
function isInName(text: string, at: number, language: string, map: OffsetMap): boolean {
  if (text.charAt(at) !== '.') return false;
  const name = nameAt(text, map.toCodePoint(utf16(at)), language, map);
  return name !== null && map.toUtf16(name.end) > at;
}

/** Words that join a noun of German to what it goes with. */
const joining =
  /^(?:von|vom|der|des|den|dem|die|das|und|für|im|in|am|an|zu|zur|zum|aus|bei|beim|mit|sowie|über|auf|einer?|eines|einem|einen)$/u;

/** Where «Laut Polizei fahren keine Züge» comes to its verb: the first small word after a noun that joins nothing to it. */
export function findVerb(words: string): number {
  let isOpen = true;
  for (const { 0: word, index } of words.matchAll(/[\p{L}\p{N}][\p{L}\p{N}’'.-]*/gu)) {
    if (/^[\p{Lu}\p{N}]/u.test(word)) isOpen = false;
    else if (joining.test(word)) isOpen = true;
    else if (!isOpen) return index;
  }
  return words.length;
}
