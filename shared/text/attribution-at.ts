import { phraseAfter, phraseBefore, findVerb, preparedTail, tail } from './attribution-phrases.ts';
import { lineAt, toSpan } from './boundaries.ts';
import type { Stretch } from './boundaries.ts';
import { buildOffsetMap } from './offsets.ts';
import type { OffsetMap, Span } from './offsets.ts';
import { listQuotations } from './quotation-at.ts';
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
  'repeated|repeats|maintained|maintains|alleged|alleges|conceded|continued|concluded|concludes|commented|stressed|stresses|' +
  'emphasized|emphasised|responded|responds|joked|cautioned|reiterated|recounted|countered|contended|contends|asserted|asserts|' +
  'complained|revealed|disclosed|' +
  'sagte|sagt|sagten|erklärte|erklärt|betonte|teilte|warnte|warnt|meinte|meint|nannte|nennt|kritisierte|forderte|fügte|' +
  'beklagte|beklagt|bestätigte|bestätigt|versicherte|versichert|ergänzte|ergänzt|betont|kritisiert|fordert|' +
  'berichtete|berichtet|behauptete|behauptet|antwortete|schrieb|schreibt|kündigte|räumte|rief|fragte|' +
  'dit|déclaré|affirmé|expliqué|ajouté|dijo|afirmó|explicó|añadió|declaró|' +
  // With «and» before them, which Arabic writes as part of the word.
  'و?(?:قال|قالت|قالوا|أضاف|أضافت|ذكر|ذكرت|أعلن|أعلنت|أكد|أكدت|صرح|صرحت|أوضح|أوضحت|تابع|تابعت)|' +
  'ו?(?:אמר|אמרה|אמרו|הוסיף|הוסיפה|טען|טענה|הודיע|הודיעה|ציין|ציינה|כתב|כתבה|הסביר|הסבירה)';
/** «The reports», «its claims», «media reports»: nouns, by what stands before them. */
const nounBefore =
  '(?<!\\b(?:the|these|those|such|of|any|some|no|all|its|their|his|her|our|my|your|this|that|media|news|press|about|with|by|from|two|three|many|several|other|new|earlier|false)\\s(?=reports|claims|notes|states|calls|estimates))';
/** As they are written: «the United States» says nothing. Who «was told» does not speak. */
const cuePattern = new RegExp(
  `${nounBefore}(?<![\\p{L}\\p{N}’'-])(?<!\\b(?:was|were|been|being|be|is|are)\\s)(?:[Aa]ccording to|(?<=[“”"»«],?\\s)so(?=\\s(?:de[rnm]|die|das|eine?r?|\\p{Lu}))|[Ll]aut|[Ss]elon|[Ss]egún|${verbs})(?![\\p{L}\\p{N}])`,
  'gu',
);
/** After whom it was said to: «that», when, where, what of. */
const addresseeTail =
  /\s+(?:that|on|in|at|when|while|during|after|before|as|how|why|about|of what|last|this|via|by|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today)(?=\s|$).*$/isu;
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

/** The nearest reporting verb outside the content. */
function findCue(text: string, outer: Stretch, pieces: readonly Stretch[]): Stretch | null {
  const first = Math.min(...pieces.map(({ start }) => start));
  const line = lineAt(text, first);
  const words = text.slice(line.start, line.end);
  const map = buildOffsetMap(words);
  // What somebody else's quotation says introduces nothing that stands outside of it.
  const elsewhere = listQuotations(words, map)
    .map(({ start, end }) => ({
      start: line.start + map.toUtf16(start),
      end: line.start + map.toUtf16(end),
    }))
    .filter(({ start, end }) => first < start || first >= end);
  const found = [...text.slice(outer.start, outer.end).matchAll(cuePattern)]
    .map((match) => {
      const start = outer.start + match.index;
      const end = start + match[0].length;
      const distance = Math.min(
        ...pieces.map((piece) => (end <= piece.start ? piece.start - end : start - piece.end)),
      );
      return { start, end, distance };
    })
    .filter(({ start, end }) => !pieces.some((piece) => start < piece.end && end > piece.start))
    .filter(({ start }) => !elsewhere.some((each) => each.start <= start && start < each.end));
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
  const verb = text.slice(cue.start, cue.end);
  const isPreposition = /\s|^(?:laut|selon|según|so)$/iu.test(verb);
  const subject = isPreposition
    ? null
    : (findJoinedSubject(text, outer, cue, language, map) ??
      phraseBefore(text, { start: left, end: cue.start }, language, map));
  if (subject) return subject;
  const end = /^laut$/iu.test(verb) ? cue.end + findVerb(text.slice(cue.end, right)) : right;
  const cut = isPreposition && verb !== 'so' ? preparedTail : tail;
  return phraseAfter(text, { start: cue.end, end }, cut, language, map);
}

/** «The mayor said no and added»: the subject of the reporting verb before, in the same sentence; null where none is joined on. */
function findJoinedSubject(
  text: string,
  outer: Stretch,
  cue: Stretch,
  language: string,
  map: OffsetMap,
): Stretch | null {
  const words = text.slice(outer.start, cue.start);
  if (!/[\p{L}\p{N},]\s+(?:and|but)\s+(?:also\s+|later\s+|then\s+)?$/u.test(words)) return null;
  // Not across quotation marks: what is between them is another's.
  const [first] = words.slice(lastMark(words)).matchAll(cuePattern);
  if (!first) return null;
  const start = outer.start + lastMark(words);
  return phraseBefore(text, { start, end: start + first.index }, language, map);
}

/** Behind the last double quotation mark; 0 when there is none. */
function lastMark(words: string): number {
  return (/^.*[“”„"«»]/su.exec(words)?.[0] ?? '').length;
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
