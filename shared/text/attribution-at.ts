import { lineAt, toSpan, trimSpan } from './boundaries.ts';
import type { Stretch } from './boundaries.ts';
import { nameAt } from './name-at.ts';
import { buildOffsetMap, utf16 } from './offsets.ts';
import type { CodePointOffset, OffsetMap, Span } from './offsets.ts';
import { sentenceAt } from './sentences.ts';

/** Words of attribution around a quotation. Either may be null: not found. */
export interface Attribution {
  /** The reporting verb, «said», or «according to». */
  readonly cue: Span | null;
  /** Who is credited, titles included: «a ministry official», «Finance Minister Ana Ruiz». */
  readonly source: Span | null;
  /** Whom it is said to, «lawmakers» of «told lawmakers that». */
  readonly addressee: Span | null;
}

const verbs =
  'said|says|told|tells|added|adds|noted|notes|reported|reports|stated|states|claimed|claims|argued|argues|warned|warns|asked|asks|' +
  'replied|replies|announced|announces|wrote|writes|insisted|insists|explained|explains|confirmed|confirms|denied|denies|' +
  'admitted|admits|acknowledged|suggested|suggests|called|calls|urged|urges|testified|tweeted|posted|quipped|recalled|' +
  'declared|declares|estimated|estimates|predicted|predicts|accused|vowed|promised|shouted|remarked|observed|pledged|' +
  'sagte|sagt|sagten|erklärte|erklärt|betonte|teilte|warnte|warnt|meinte|meint|nannte|nennt|kritisierte|forderte|fügte|' +
  'berichtete|berichtet|behauptete|behauptet|antwortete|schrieb|schreibt|kündigte|räumte|rief|fragte|' +
  'dit|déclaré|affirmé|expliqué|ajouté|dijo|afirmó|explicó|añadió|declaró';
/** As they are written: «the United States» says nothing. */
const cuePattern = new RegExp(
  `(?<![\\p{L}\\p{N}’'-])(?:[Aa]ccording to|[Ll]aut|[Ss]elon|[Ss]egún|${verbs})(?![\\p{L}\\p{N}])`,
  'gu',
);
/** Where a phrase that names a source ends, on either side. */
const phraseBorder = /[.;:!?“”„"«»()\n]|\s[–—-]\s/gu;
/** What stands between a subject and its verb and is no part of the name. */
const adverbs =
  /\s+(?:also|later|earlier|then|once|has|have|had|again|further|repeatedly|reportedly)$/iu;
/** After the verb: when, where, to whom. */
const tail =
  /\s+(?:on|in|at|when|while|during|after|before|as|last|this|that|to|from|by|via|am|im|in|bei|nach|dass|gegenüber|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|it|he|she|they|reporters|lawmakers|parliament)(?=[\s.,;:]|$).*$/isu;
/** After whom it was said to: «that», when, where, what of. */
const addresseeTail =
  /\s+(?:that|on|in|at|when|while|during|after|before|as|how|why|about|of what|last|this|via|by|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today)(?=\s|$).*$/isu;
/** After «according to …»: when. What a report is by or of belongs to its name. */
const preparedTail =
  /\s+(?:(?:on\s+|last\s+|this\s+)?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|week|month|year)|(?:when|while|after|before|as)\s.*)$|,\s+(?:who|which|whose|and|but|while|adding)\s.*$/isu;
/** When and where, before the subject: «Last week, the mayor». */
const circumstance =
  /^(?:last|on|in|at|after|before|earlier|later|yesterday|meanwhile|however|instead|during|when|while|as|since|next|this|for)\b[^,]*,\s+/iu;
/** «The board on Monday called». */
const timeAfter =
  /\s+(?:on\s+|am\s+)?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)$/iu;
/** «He read it, and he said». */
const clauseBefore = /^.*,\s+(?:and|but|while|und|aber)\s+/isu;
const opening = /^[\s,“”„"«»‘’']*(?:and|but|while|as|und|aber)?\s*/iu;
/** Nobody is credited by a phrase as long as this, in UTF-16 units. */
const maxPhrase = 120;

/**
 * Guess who is credited with a quotation, and by what word, in the sentences that its content touches and outside of it: the
 * reporting verb nearest to the content, and the phrase on the side of the verb that is its subject.
 *
 * @param contents The pieces of content, in order, at least one.
 * @throws RangeError when there is no content.
 */
export function attributionAt(
  text: string,
  contents: readonly Span[],
  language: string,
  map: OffsetMap = buildOffsetMap(text),
): Attribution {
  const [first] = contents;
  const last = contents.at(-1);
  if (!first || !last) throw new RangeError('attribution of no content');
  const pieces = contents.map(({ start, end }) => ({
    start: map.toUtf16(start),
    end: map.toUtf16(end),
  }));
  const line = lineAt(text, map.toUtf16(first.start));
  const before = sentenceAt(text, first.start, language, map);
  const after = sentenceAt(text, last.end, language, map);
  const outer = {
    start: Math.max(line.start, before ? map.toUtf16(before.start) : line.start),
    end: Math.min(line.end, after ? map.toUtf16(after.end) : line.end),
  };
  const cue = findCue(text, outer, pieces);
  if (!cue) return { cue: null, source: null, addressee: null };
  const source = findSource(text, outer, pieces, cue, language, map);
  const addressee = findAddressee(text, outer, pieces, cue);
  return {
    cue: toSpan(map, cue),
    source: source && toSpan(map, source),
    addressee: addressee && toSpan(map, addressee),
  };
}

/** Verbs that a clause may follow, and what stands between: the day, «mit» of «teilte mit», «that». */
const clausePattern = new RegExp(
  "(?<![\\p{L}\\p{N}’'-])(?:(?:said|says|added|adds|noted|notes|reported|reports|stated|states|claimed|claims|argued|argues|warned|warns|" +
    'announced|announces|insisted|insists|explained|explains|confirmed|confirms|denied|denies|admitted|admits|acknowledged|' +
    'suggested|suggests|declared|declares|estimated|estimates|predicted|predicts|wrote|writes)' +
    '(?:\\s+(?:on\\s+)?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today))?,?(?:\\s+that)?|' +
    'told\\s[^.,;:]{1,40}?\\sthat|' +
    '(?:sagte|sagt|erklärte|erklärt|betonte|betont|teilte|warnte|warnt|meinte|meint|behauptete|behauptet|kündigte|kündigt|räumte|' +
    'schrieb|schreibt)(?:\\s[^.,;:]{1,30})?,(?:\\s+dass)?)\\s+(?=\\S)',
  'gu',
);

/**
 * What is reported in the sentence around a caret: its words after «Ida Lund said that» or «According to her,», without the last full stop.
 *
 * @returns null where the sentence does not begin with somebody who says something.
 */
export function reportedAt(
  text: string,
  offset: CodePointOffset,
  language: string,
  map: OffsetMap = buildOffsetMap(text),
): Span | null {
  const sentence = sentenceAt(text, offset, language, map);
  if (!sentence) return null;
  const outer = { start: map.toUtf16(sentence.start), end: map.toUtf16(sentence.end) };
  const words = text.slice(outer.start, outer.end);
  const credit = creditLength(words);
  if (credit > 0) {
    const span = toSpan(map, { start: outer.start + credit, end: outer.end });
    return trimSpan(text, span, { punctuation: 'trim' }, map);
  }
  for (const match of words.matchAll(clausePattern)) {
    const verb = outer.start + match.index;
    const subject = phraseBefore(text, { start: outer.start, end: verb }, language, map);
    const lead = subject ? text.slice(outer.start, subject.start) : '';
    const isAlone =
      subject !== null &&
      !/\b(?:who|which|that|die|der|das)$/iu.test(text.slice(subject.start, subject.end)) &&
      (lead === '' || circumstance.test(lead) || opening.exec(lead)?.[0] === lead);
    if (!isAlone) return null;
    const span = toSpan(map, { start: verb + match[0].length, end: outer.end });
    return trimSpan(text, span, { punctuation: 'trim' }, map);
  }
  return null;
}

/** Length of «According to her, » or «Laut Polizei » at the head of a sentence; 0 where there is none. */
function creditLength(words: string): number {
  const head = /^(?:According to|Selon|Según) [^,“”"]{2,100},\s+(?=\S)/u.exec(words);
  if (head) return head[0].length;
  const [laut] = /^Laut\s/u.exec(words) ?? [];
  if (laut === undefined) return 0;
  const at = laut.length + findVerb(words.slice(laut.length));
  return at < words.length ? at : 0;
}

/** The nearest reporting verb outside the content. */
function findCue(text: string, outer: Stretch, pieces: readonly Stretch[]): Stretch | null {
  const found = [...text.slice(outer.start, outer.end).matchAll(cuePattern)]
    .map((match) => {
      const start = outer.start + match.index;
      const end = start + match[0].length;
      const distance = Math.min(
        ...pieces.map((piece) => (end <= piece.start ? piece.start - end : start - piece.end)),
      );
      return { start, end, distance };
    })
    .filter(({ start, end }) => !pieces.some((piece) => start < piece.end && end > piece.start));
  const first = Math.min(...pieces.map(({ start }) => start));
  // «called it “safe” and said no»: words in the midst of a sentence are introduced by what stands before them.
  const isInSentence = /[\p{L}\p{N}]\s+$/u.test(text.slice(outer.start, first));
  const before = isInSentence ? found.filter(({ end }) => end <= first) : [];
  const [nearest] = (before.length > 0 ? before : found).toSorted(
    (left, right) => left.distance - right.distance,
  );
  return nearest ?? null;
}

function findSource(
  text: string,
  outer: Stretch,
  pieces: readonly Stretch[],
  cue: Stretch,
  language: string,
  map: OffsetMap,
): Stretch | null {
  const left = Math.max(
    outer.start,
    ...pieces.map(({ end }) => end).filter((end) => end <= cue.start),
  );
  const right = Math.min(
    outer.end,
    ...pieces.map(({ start }) => start).filter((start) => start >= cue.end),
  );
  const isPreposition = /\s|^(?:laut|selon|según)$/iu.test(text.slice(cue.start, cue.end));
  const subject = isPreposition
    ? null
    : phraseBefore(text, { start: left, end: cue.start }, language, map);
  if (subject) return subject;
  const end = /^laut$/iu.test(text.slice(cue.start, cue.end))
    ? cue.end + findVerb(text.slice(cue.end, right))
    : right;
  const cut = isPreposition ? preparedTail : tail;
  return phraseAfter(text, { start: cue.end, end }, cut, language, map);
}

/** Words that join a noun of German to what it goes with. */
const joining =
  /^(?:von|vom|der|des|den|dem|die|das|und|für|im|in|am|an|zu|zur|zum|aus|bei|beim|mit|sowie|über|auf|einer?|eines|einem|einen)$/u;

/** Where «Laut Polizei fahren keine Züge» comes to its verb: the first small word after a noun that joins nothing to it. */
function findVerb(words: string): number {
  let isOpen = true;
  for (const { 0: word, index } of words.matchAll(/[\p{L}\p{N}][\p{L}\p{N}’'.-]*/gu)) {
    if (/^[\p{Lu}\p{N}]/u.test(word)) isOpen = false;
    else if (joining.test(word)) isOpen = true;
    else if (!isOpen) return index;
  }
  return words.length;
}

/** Whom somebody told: the phrase between the verb and the content, or behind the verb where the content stands before it. */
function findAddressee(
  text: string,
  outer: Stretch,
  pieces: readonly Stretch[],
  cue: Stretch,
): Stretch | null {
  if (!/^(?:told|tells)$/u.test(text.slice(cue.start, cue.end))) return null;
  const next = pieces.map(({ start }) => start).filter((start) => start >= cue.end);
  const words = text.slice(cue.end, Math.min(outer.end, ...next));
  const phrase = /^\s+[^.,;:“”"()\n]{2,60}/u.exec(words)?.[0] ?? '';
  const kept = phrase.trim().replace(addresseeTail, '');
  if (kept === '' || /^(?:how|why|that|of|about)$/iu.test(kept)) return null;
  const start = cue.end + phrase.length - phrase.trimStart().length;
  return { start, end: start + kept.length };
}

/** The phrase that ends where the verb begins. */
function phraseBefore(
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
    .replace(adverbs, '')
    .replace(timeAfter, '')
    .replace(circumstance, '')
    .replace(clauseBefore, '');
  if (kept === '' || kept.length > maxPhrase || !/\p{L}/u.test(kept)) return null;
  const start = from + cut + lead + body.indexOf(kept);
  return { start, end: start + kept.length };
}

/** The phrase that begins after the verb. */
function phraseAfter(
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
    !/^(?:the|an?|der|die|das|dem|den|des|ein|eine|le|la|les|el|los|he|she|they|er|sie|one|two|three|\p{Lu})/u.test(
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
