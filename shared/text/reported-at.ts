import { circumstance, findVerb, opening, phraseBefore } from './attribution-phrases.ts';
import { toSpan, trimSpan } from './boundaries.ts';
import { buildOffsetMap, utf16 } from './offsets.ts';
import { listQuotations, openQuotationAt, quotationAt } from './quotation-at.ts';
import type { CodePointOffset, OffsetMap, Span } from './offsets.ts';
import { sentenceAt } from './sentences.ts';

/** Verbs that a clause may follow, and what stands between: the day, «mit» of «teilte mit», «that». */
const clausePattern = new RegExp(
  "(?<![\\p{L}\\p{N}’'-])(?:(?:said|says|added|adds|noted|notes|reported|reports|stated|states|claimed|claims|argued|argues|warned|warns|" +
    'announced|announces|insisted|insists|explained|explains|confirmed|confirms|denied|denies|admitted|admits|acknowledged|' +
    'suggested|suggests|declared|declares|estimated|estimates|predicted|predicts|wrote|writes)' +
    '(?:\\s+(?:on\\s+)?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today))?,?(?:\\s+that)?|' +
    'told\\s[^.,;:]{1,60}?\\sthat|' +
    '(?:asked|asks|wondered)(?:\\s[^.,;:]{1,60}?)?(?=\\s(?:how|why|whether|when|where|what|who)\\s)|' +
    '(?:sagte|sagt|erklärte|erklärt|betonte|betont|teilte|warnte|warnt|meinte|meint|behauptete|behauptet|kündigte|kündigt|räumte|' +
    'schrieb|schreibt|kritisierte|kritisiert|forderte|fordert|beklagte|beklagt|bestätigte|bestätigt|berichtete|berichtet|versicherte|versichert|ergänzte|ergänzt)(?:\\s[^.,;:]{1,30})?,(?:\\s+dass)?)\\s+(?=\\S)',
  'gu',
);

/** «KYIV, March 3 (Reuters) — », at the head of a report. */
const dateline = /^\p{Lu}[^!?“”"—–]{1,60}\s[—–-]{1,2}\s+$/u;

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
  const before = clauseBeforeCredit(words);
  if (before !== null) return toSpan(map, { start: outer.start, end: outer.start + before });
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
      (lead === '' ||
        dateline.test(lead) ||
        circumstance.test(lead) ||
        opening.exec(lead)?.[0] === lead);
    if (!isAlone) return null;
    const start = verb + match[0].length;
    // «She denied that.»
    if (!/\s\S/u.test(text.slice(start, outer.end).trim())) return null;
    const span = toSpan(map, { start, end: outer.end });
    return trimSpan(text, span, { punctuation: 'trim' }, map);
  }
  return null;
}

/** «The bridge will stay closed, the roads authority said on Tuesday, after …»: who says it stands behind its words. */
const creditBehind =
  /^([^“”„"«»:;]+?),\s+(?!and\b|but\b|which\b|who\b|that\b|when\b|while\b|as\b)[\p{L}][^,;:“”"]{0,80}?\s(?:said|says|added|adds|noted|reported|reports|stated|announced|announces|warned|warns|wrote|writes|confirmed|confirms|told\s[^,.;:]{1,40})(?:\s+(?:on\s+|late\s+)*(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today))?\s*(?:[.,]|$)/u;

/** Length of the words that somebody behind them is credited with; null where there is none, or only «In May» before. */
function clauseBeforeCredit(words: string): number | null {
  const clause = creditBehind.exec(words)?.[1];
  if (clause === undefined || clause.split(/\s+/u).length < 4) return null;
  return circumstance.test(`${clause}, `) ? null : clause.length;
}

/** What stands before the words of somebody at the head of a sentence: a preposition with its phrase, or a verb, its subject and «that». */
const heads = [
  /^(?:According to|Selon|Según) [^,“”"]{2,100},\s+(?:(?:seen|obtained|reviewed|published|released|issued|dated|written|commissioned|which|who|whose|whom)\s[^,“”"]{2,100},\s+)?(?=\S)/u,
  /^و?(?:قال|قالت|أضاف|أضافت|ذكر|ذكرت|أعلن|أعلنت|أكد|أكدت|صرح|صرحت|أوضح|أوضحت)\s[^«»“”".]{2,120}?\s(?:بأن|إنّ?|أنّ?)\s+(?=\S)/u,
];

/** Length of «According to her, » or «Laut Polizei » at the head of a sentence; 0 where there is none. */
function creditLength(words: string): number {
  for (const head of heads) {
    const found = head.exec(words);
    if (found) return found[0].length;
  }
  const [laut] = /^Laut\s/u.exec(words) ?? [];
  if (laut === undefined) return 0;
  const at = laut.length + findVerb(words.slice(laut.length));
  return at < words.length ? at : 0;
}

/** The only quotation in quotation marks in the sentence around a caret; null where there is none, or more than one. */
export function quotedAt(
  text: string,
  offset: CodePointOffset,
  language: string,
  map: OffsetMap = buildOffsetMap(text),
): Span | null {
  const sentence = sentenceAt(text, offset, language, map);
  if (!sentence) return null;
  const [only, other] = listQuotations(text, map).filter(
    ({ start, end }) => start >= sentence.start && end <= sentence.end,
  );
  return only && !other ? only : null;
}

/**
 * The quotation that the sentence around a caret introduces with a colon or a comma: «The minister told reporters: “If the board
 * knew …”».
 *
 * @returns null where the sentence introduces none.
 */
export function introducedAt(
  text: string,
  offset: CodePointOffset,
  language: string,
  map: OffsetMap = buildOffsetMap(text),
): Span | null {
  const sentence = sentenceAt(text, offset, language, map);
  if (!sentence) return null;
  const start = map.toUtf16(sentence.start);
  const words = text.slice(start, map.toUtf16(sentence.end));
  const found = /\p{L}\s*[:,،：、]\s*(?=["“„«「])/u.exec(words);
  if (!found) return null;
  const at = map.toCodePoint(utf16(start + found.index + found[0].length + 1));
  return quotationAt(text, at, map) ?? openQuotationAt(text, at, map);
}
