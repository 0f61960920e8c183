import type { Annotation, Id, Segment } from '../../../../shared/records/records.ts';
import { lineAt, toSpan } from '../../../../shared/text/boundaries.ts';
import { nameAt } from '../../../../shared/text/name-at.ts';
import { buildSpan, codePoints, type Span } from '../../../../shared/text/offsets.ts';
import { sentenceAt } from '../../../../shared/text/sentences.ts';
import type { JsonValue } from '../../../../shared/util/json.ts';
import { extentOf } from '../marks/mark-views.ts';
import { contextOf, type Reading } from '../marks/reading.ts';
import type { CandidateBase } from './candidates.ts';
import { guessEntityType } from './entity-type.ts';
import { isName, isSentenceHead, listNamesBefore, referentsOf } from './reference.ts';
import { guessSourceKind } from './source-kind.ts';

/** The words that name whom a mark refers to: the first source of a quotation, the words of a mention. */
function namingSegment(annotation: Annotation) {
  const role = annotation.layer === 'quotation' ? 'source' : 'span';
  return annotation.segments.find((each) => each.role === role) ?? null;
}

/** Those words; empty when none are marked. */
export function wordsOf(annotation: Annotation): string {
  return namingSegment(annotation)?.exact ?? '';
}

/** Entity types that come first for a mark; empty for no preference. */
export function preferTypes(reading: Reading | null, annotation: Annotation): readonly string[] {
  if (annotation.layer !== 'quotation') return annotation.label === null ? [] : [annotation.label];
  const words = wordsOf(annotation);
  const described = ['described', 'collective'].includes(guessSourceKind(words) ?? '');
  if (!described || referentsOf(words)) return ['person', 'organisation', 'group'];
  return [proposeType(reading, annotation, words)];
}

/** The whole name that a last name alone stands for, where the text says it before: «Ida Lund» for «Lund»; else null. */
export function findFullName(
  reading: Reading | null,
  annotation: Annotation,
  name: string,
): string | null {
  const segment = namingSegment(annotation);
  if (!reading || !segment || /\s/u.test(name) || !isName(name)) return null;
  const before = listNamesBefore(reading, segment, ['person']);
  return before.find((each) => each.name.endsWith(` ${name}`))?.name ?? null;
}

/** Words without their article where what follows is no name: «The official», not «The Hague». */
function withoutArticle(words: string): string {
  return words.replace(/^(?:[Tt]he|[Aa]n?)\s+(?=[^\p{Lu}])/u, '');
}

/**
 * The name a new cast entry would get: the name inside the source or mention, without its title; empty when there is none,
 * as for a pronoun.
 */
export function proposeName(reading: Reading | null, annotation: Annotation): string {
  const segment = namingSegment(annotation);
  if (!segment || !reading || referentsOf(segment.exact)) return '';
  if (annotation.layer !== 'quotation') return withoutArticle(segment.exact);
  const text = findNameIn(reading, segment);
  // Without capitals a run of name words is one word only: what was selected says more.
  return (text ?? withoutArticle(segment.exact)).replace(/['’]s$/u, '');
}

/**
 * The name in a source: before what is said of it, «Ana Ruiz, the minister», or behind it, «the minister, Ana Ruiz of the Greens»;
 * else the last one, «a report by the Safety Board».
 */
function findNameIn(reading: Reading, segment: Segment): string | null {
  const { exact } = segment;
  let at = 0;
  for (const piece of exact.split(',')) {
    const head =
      piece.split(/\s(?:of|from|at|in|for|with|who|which|whose|by)\s/u)[0]?.trimEnd() ?? '';
    const end = segment.start + [...exact.slice(0, at)].length + [...head].length;
    const name = head === '' ? null : nameEndingAt(reading, segment, end);
    if (name !== null) return name;
    at += piece.length + 1;
  }
  // «the mayor of Porto» is not Porto.
  if (guessSourceKind(exact) === 'described') return null;
  return nameEndingAt(reading, segment, segment.end);
}

/** The name that ends at a place of a segment and lies in it; null when no word with a capital does. */
function nameEndingAt({ text, map, language }: Reading, within: Span, end: number): string | null {
  const at = codePoints(Math.max(within.start, end - 1));
  const name = nameAt(text, at, language, map);
  if (!name || name.start < within.start || name.end > within.end) return null;
  const words = text.slice(map.toUtf16(name.start), map.toUtf16(name.end));
  return /^\p{Lu}/u.test(words) ? words : null;
}

/**
 * Whether a mention names something though its last word does not, «the Lune bridge», «Ukrainian media»: it has capitals that the
 * head of a sentence does not account for.
 */
export function holdsName(reading: Reading | null, annotation: Annotation): boolean {
  const segment = annotation.layer === 'mention' ? namingSegment(annotation) : null;
  if (!reading || !segment || !/\s/u.test(segment.exact)) return false;
  const opens = isSentenceHead(reading.text, reading.map.toUtf16(segment.start));
  const words = segment.exact.split(/\s+/u).slice(opens ? 1 : 0);
  return words.some((word) => /^\p{Lu}\p{Ll}/u.test(word));
}

/** The type that an entry of this name would have where the mark is. */
export function proposeType(reading: Reading | null, annotation: Annotation, name: string): string {
  const segment = namingSegment(annotation);
  return guessEntityType(name, segment ? contextOf(reading, segment) : undefined);
}

/** How far on each side of a mark names are looked for that have no mark, in UTF-16 units. */
const vicinityReach = 3000;

/** Where a mark stands: its own text, what names its entity, the sentences that this touches, the text block, what is around. */
export function placeOf(
  reading: Reading | null,
  annotation: Annotation,
): Pick<CandidateBase, 'place' | 'naming' | 'sentence' | 'paragraph' | 'vicinity'> {
  const place = extentOf(annotation);
  const naming = namingSegment(annotation) ?? place;
  if (!reading) return { place, naming, sentence: place, paragraph: place, vicinity: '' };
  const { text, language, map } = reading;
  const first = sentenceAt(text, place.start, language, map) ?? place;
  const last = sentenceAt(text, place.end, language, map) ?? place;
  const start = lineAt(text, map.toUtf16(place.start)).start;
  const { end } = lineAt(text, map.toUtf16(place.end));
  const at = map.toUtf16(place.start);
  return {
    place,
    naming,
    vicinity: text.slice(Math.max(0, at - vicinityReach), at + vicinityReach),
    sentence: buildSpan(Math.min(first.start, place.start), Math.max(last.end, place.end)),
    paragraph: toSpan(map, { start, end }),
  };
}

/** Cast entries chosen lately, as the window's places keep them; the last one first. */
export function readRecent(stored: JsonValue): Id[] {
  return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
}

/** Those with one more in front, twenty at most. */
export function addRecent(recent: readonly Id[], id: Id): Id[] {
  return [id, ...recent.filter((other) => other !== id)].slice(0, 20);
}
