import { nameAt } from '../../../../shared/text/name-at.ts';
import { codePoints, utf16, type Span } from '../../../../shared/text/offsets.ts';
import { contextOf, exactOf, type Reading } from '../marks/reading.ts';
import { guessEntityType, isRole } from './entity-type.ts';
import { guessSourceKind } from './source-kind.ts';

const toMap = (types: readonly string[], words: string) =>
  words.split(' ').map((word): [string, readonly string[]] => [word, types]);
const persons = ['person'];
const bodies = ['organisation', 'group', 'place', 'person'];
const several = ['group', 'organisation', 'person', 'place'];

/** Pronouns of the languages we know some of, lower case, with the entity types that they may stand for, best first. */
const pronouns: ReadonlyMap<string, readonly string[]> = new Map([
  ...toMap(persons, 'he she him her his hers himself herself i me my myself you who'),
  ...toMap(several, 'they them their themselves we us our ourselves'),
  ...toMap(bodies, 'it its itself'),
  ...toMap(persons, 'er ihn ihm ihr ihre ihren ihrer seine seinen ich mich mir du'),
  ...toMap([...persons, ...several], 'sie ihnen wir uns'),
  ...toMap(bodies, 'es'),
  ...toMap(persons, 'il elle lui je moi él ella le yo usted'),
  ...toMap(several, 'ils elles eux leur nous ellos ellas nosotros ustedes'),
  ...toMap(persons, 'هو هي أنا 彼 彼女 私 他 她 我'),
  ...toMap(several, 'هم هن نحن 彼ら 彼女ら 私たち 他们 她们 我们'),
]);

/** The entity types that a pronoun may stand for, best first; null when the words are no pronoun. */
export function referentsOf(words: string): readonly string[] | null {
  return pronouns.get(words.trim().toLowerCase()) ?? null;
}

/**
 * “the spokesperson” is somebody else in every article: only capitalised words are proposed and remembered as names, unless they
 * are so at the head of a sentence only, as “She”, “Officials” and “Two sources”. Scripts without capitals do not tell: there
 * any words may be one.
 */
export function isName(text: string): boolean {
  if (!/^[\p{Lu}\p{Lt}\p{Lo}]/u.test(text) || referentsOf(text)) return false;
  const words = text.split(/\s+/u);
  const head = words.at(-1) ?? '';
  if (words.length > 1 && /\p{Ll}/u.test(head)) return /[\p{Lu}\p{Lt}]/u.test(head);
  if (words.length > 1) return true;
  const kind = guessSourceKind(head.toLowerCase());
  return kind !== 'collective' && kind !== 'unnamed' && !isRole(head);
}

/** Whether words describe a source that was not spoken of before: «a ministry official», «two sources», «residents». */
export function isIndefinite(words: string): boolean {
  const kind = guessSourceKind(words);
  if (kind === null || kind === 'named' || referentsOf(words)) return false;
  return !/^(the|this|that|these|those|his|her|its|their|our|my)\b/iu.test(words);
}

/** How far before its pronoun a name is looked for, in UTF-16 units. */
const reach = 1500;

/** A name in the text that the cast may not have. */
export interface NamedBefore {
  readonly name: string;
  readonly type: string;
  /** Characters between its end and the pronoun. */
  readonly distance: number;
}

/**
 * The last names before a place that a pronoun there may stand for, the nearest first, each once. Only where capitals tell a name:
 * none in scripts without them, and in German, where all nouns have them, of two words at least.
 *
 * @param types Entity types that the names must look like.
 */
export function listNamesBefore(
  reading: Reading,
  place: Span,
  types: readonly string[],
): readonly NamedBefore[] {
  const { text, map, language } = reading;
  const to = map.toUtf16(place.start);
  const from = Math.max(0, to - reach);
  const found: NamedBefore[] = [];
  let before = Infinity;
  const starts = [...text.slice(from, to).matchAll(/(?<![\p{L}\p{N}'’-])\p{Lu}\p{L}/gu)];
  for (const { index } of starts.reverse()) {
    if (from + index >= before) continue;
    const span = nameAt(text, map.toCodePoint(utf16(from + index)), language, map);
    if (!span || span.end > place.start) continue;
    before = map.toUtf16(span.start);
    const name = exactOf(reading, span);
    if (!isTelling(reading, span, name)) continue;
    const type = guessEntityType(name, contextOf(reading, span));
    if (!types.includes(type) || found.some((each) => each.name === name)) continue;
    found.push({ name, type, distance: place.start - span.end });
  }
  return found;
}

/** Whether a run of capitalised words is a name, and not the first word of a sentence, a pronoun, or a German noun. */
function isTelling({ text, map, language }: Reading, span: Span, name: string): boolean {
  if (referentsOf(name) || !/^\p{Lu}/u.test(name)) return false;
  if (/\s/u.test(name)) return true;
  const at = map.toUtf16(codePoints(span.start));
  return !isSentenceHead(text, at) && !/^de\b/u.test(language);
}

/** Whether a sentence begins at a place in UTF-16 units: a capital there tells nothing. */
export function isSentenceHead(text: string, at: number): boolean {
  return /(?:^|[.!?:…\n]["”’»)]?\s*|["“„«»‘(]\s*)$/u.test(text.slice(Math.max(0, at - 4), at));
}
