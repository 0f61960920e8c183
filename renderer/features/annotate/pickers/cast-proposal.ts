import type { Annotation, Id } from '../../../../shared/records/records.ts';
import { lineAt, toSpan } from '../../../../shared/text/boundaries.ts';
import { nameAt } from '../../../../shared/text/name-at.ts';
import { buildSpan, codePoints, type Span } from '../../../../shared/text/offsets.ts';
import { sentenceAt } from '../../../../shared/text/sentences.ts';
import type { JsonValue } from '../../../../shared/util/json.ts';
import { extentOf } from '../marks/mark-views.ts';
import { contextOf, type Reading } from '../marks/reading.ts';
import { guessEntityType } from './entity-type.ts';

/** The words that name whom a mark refers to: the first source of a quotation, the words of a mention. */
function namingSegment(annotation: Annotation) {
  const role = annotation.layer === 'quotation' ? 'source' : 'span';
  return annotation.segments.find((each) => each.role === role) ?? null;
}

/** The name a new cast entry would get: the name inside the source or mention, without its title; empty when there is none. */
export function proposeName(reading: Reading | null, annotation: Annotation): string {
  const segment = namingSegment(annotation);
  if (!segment || !reading) return '';
  if (annotation.layer !== 'quotation') return segment.exact;
  const name = nameAt(
    reading.text,
    codePoints(Math.max(segment.start, segment.end - 1)),
    reading.language,
    reading.map,
  );
  const hasName = name && name.start >= segment.start && name.end <= segment.end;
  const text = hasName
    ? reading.text.slice(reading.map.toUtf16(name.start), reading.map.toUtf16(name.end))
    : '';
  // Without capitals a run of name words is one word only: what was selected says more.
  const words = /^\p{Lu}/u.test(text) ? text : segment.exact.replace(/^(the|a|an)\s+/iu, '');
  return words.replace(/['’]s$/u, '');
}

/** The type that an entry of this name would have where the mark is. */
export function proposeType(reading: Reading | null, annotation: Annotation, name: string): string {
  const segment = namingSegment(annotation);
  return guessEntityType(name, segment ? contextOf(reading, segment) : undefined);
}

/** Where a mark stands: its own text, the sentences that this touches, and the text block. */
export function placeOf(
  reading: Reading | null,
  annotation: Annotation,
): { readonly place: Span; readonly sentence: Span; readonly paragraph: Span } {
  const place = extentOf(annotation);
  if (!reading) return { place, sentence: place, paragraph: place };
  const { text, language, map } = reading;
  const first = sentenceAt(text, place.start, language, map) ?? place;
  const last = sentenceAt(text, place.end, language, map) ?? place;
  const start = lineAt(text, map.toUtf16(place.start)).start;
  const { end } = lineAt(text, map.toUtf16(place.end));
  return {
    place,
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
