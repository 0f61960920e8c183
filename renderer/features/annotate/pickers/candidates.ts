import type { Annotation, Entity, Id } from '../../../../shared/records/records.ts';
import type { Span } from '../../../../shared/text/offsets.ts';
import { extentOf } from '../marks/mark-views.ts';
import { foldName } from './names.ts';

/** A cast entry offered in a picker, best first. */
export interface Candidate {
  readonly entity: Entity;
  /** Why it is offered, for display: `in this sentence`; empty when only its name speaks for it. */
  readonly hint: string;
  /** Characters from where it was named last to the pronoun that may stand for it; null when it is not offered for that. */
  readonly before: number | null;
  /** Whether the article names them, marked or not. */
  readonly isNear: boolean;
}

/** How well a name fits a folded query: 0 exact, then start, start of a word, inside; null when not at all. */
function matchName(name: string, query: string): number | null {
  const folded = foldName(name);
  if (folded === query) return 0;
  if (folded.startsWith(query)) return 1;
  if (folded.includes(` ${query}`)) return 2;
  return folded.includes(query) ? 3 : null;
}

function matchEntity(entity: Entity, query: string): number | null {
  let best = matchName(entity.name, query);
  for (const alias of entity.aliases) {
    const match = matchName(alias, query);
    if (match !== null && (best === null || match + 0.5 < best)) best = match + 0.5;
  }
  return best;
}

/** Where candidates are ranked from. */
export interface CandidateBase {
  readonly entities: Iterable<Entity>;
  /** Annotations of the open article. */
  readonly annotations: Iterable<Annotation>;
  /** The text that the choice is for. */
  readonly place: Span;
  /** The sentence or sentences around it. */
  readonly sentence: Span;
  /** The text block around it. */
  readonly paragraph: Span;
  /** Words that name the source; empty when none are marked. */
  readonly words: string;
  /** Where those words are, the place itself when none are marked. */
  readonly naming: Span;
  /** Entity types that the words may stand for as a pronoun, best first; null when they are none. */
  readonly referents: readonly string[] | null;
  /** Entries whose names the text says before a pronoun, with the characters between. */
  readonly saidBefore: ReadonlyMap<Id, number>;
  /** The text around the place, to find in it who is named there without a mark. */
  readonly vicinity: string;
  /** Cast entries chosen before in this project, the last one first. */
  readonly recent: readonly Id[];
  /** Entity types offered first; empty for no preference. */
  readonly preferredTypes: readonly string[];
}

/** How near somebody is, best first; `hints` has the words for each. */
const tiers = {
  words: 0,
  called: 1,
  before: 2,
  sentence: 3,
  paragraph: 4,
  speaker: 5,
  article: 6,
  named: 7,
  recent: 8,
  none: 9,
} as const;
const hints = [
  'in these words',
  'called so before',
  'named before',
  'in this sentence',
  'in this paragraph',
  'speaks in this article',
  'in this article',
  'named nearby',
  'chosen lately',
  '',
];

interface Nearness {
  readonly tier: number;
  readonly distance: number;
}

function isInside(inner: { readonly start: number; readonly end: number }, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Characters between a mention and the place; 0 where they touch. */
function distanceTo(place: Span, span: { readonly start: number; readonly end: number }): number {
  if (span.end <= place.start) return place.start - span.end;
  return span.start >= place.end ? span.start - place.end : 0;
}

/** Where a mark names its entity: the first source of a quotation that has one, else all of it. */
function namingOf(annotation: Annotation): Span {
  return annotation.segments.find(({ role }) => role === 'source') ?? extentOf(annotation);
}

function wordsOf(annotation: Annotation): string {
  const role = annotation.layer === 'quotation' ? 'source' : 'span';
  return annotation.segments.find((segment) => segment.role === role)?.exact ?? '';
}

/** The last word of a description, «official» of «A foreign ministry official»; what follows «of», «at», «who» is left out. */
export function headOf(words: string): string {
  const phrase = foldName(words).split(/,| (?:of|at|from|in|by|who|with|for) /u)[0] ?? '';
  return phrase.split(' ').at(-1) ?? '';
}

function nearnessOf(base: CandidateBase, annotation: Annotation): Nearness {
  const span = extentOf(annotation);
  const naming = namingOf(annotation);
  const distance = distanceTo(base.place, span);
  const isBefore = naming.end <= base.naming.start;
  // The same words are the source of another piece: whoever that is linked to.
  if (naming.start === base.naming.start && naming.end === base.naming.end && base.words !== '')
    return { tier: tiers.called, distance: 0 };
  // «the official» is the official of before; a pronoun is whoever was named last.
  if (base.referents) {
    if (isBefore && !isInside(naming, base.place))
      return { tier: tiers.before, distance: base.naming.start - naming.end };
  } else if (isBefore && base.words !== '' && headOf(wordsOf(annotation)) === headOf(base.words)) {
    return { tier: tiers.called, distance: base.naming.start - naming.end };
  }
  if (annotation.layer === 'quotation') return { tier: tiers.speaker, distance };
  // Who is spoken of inside a quotation rarely speaks it.
  if (isInside(span, base.place)) return { tier: tiers.article, distance };
  if (isInside(span, base.sentence)) return { tier: tiers.sentence, distance };
  return { tier: isInside(span, base.paragraph) ? tiers.paragraph : tiers.article, distance };
}

function isNearer(one: Nearness, other: Nearness | undefined): boolean {
  if (!other) return true;
  return one.tier === other.tier ? one.distance < other.distance : one.tier < other.tier;
}

/** Words alone, one space between and around them. */
function toPlain(text: string): string {
  return ` ${foldName(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

/** Scripts that set no word apart from the next. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** Tells whether a text says a name. */
function findNames(text: string): (name: string) => boolean {
  const plain = toPlain(text);
  return (name) => {
    const wanted = toPlain(name);
    if (wanted.trim() === '') return false;
    return plain.includes(unspaced.test(wanted) ? wanted.trim() : wanted);
  };
}

/** Whether a text says of a name what it is: «the minister, Ana Ruiz», «spokeswoman for the board Ana Ruiz», «Ana Ruiz, a minister». */
function isDescribedAs(text: string, name: string, head: string): boolean {
  const folded = foldName(text);
  const [who, what] = [foldName(name), head].map((words) =>
    words.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`),
  );
  // «A spokeswoman for the board, Ana Ruiz» is no board.
  const before = `(?<!\\b(?:of|for|at|from|in|to|by|with) (?:(?:the|an?|its|their|his|her) )?)${what}(?: (?:of|for|at|from|in|to) [^,.;:]{1,40})?,? ${who}`;
  const after = `${who}, (?:[^,.;:]{1,40} )?${what}`;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${before}|${after})(?![\\p{L}\\p{N}])`, 'u').test(
    folded,
  );
}

/** Best reason for each entity that has one. */
function measureNearness(base: CandidateBase): Map<Id, Nearness> {
  const nearest = new Map<Id, Nearness>();
  const note = (id: Id, nearness: Nearness) => {
    if (isNearer(nearness, nearest.get(id))) nearest.set(id, nearness);
  };
  base.recent.forEach((id, index) => note(id, { tier: tiers.recent, distance: index }));
  for (const annotation of base.annotations) {
    const entityId = annotation.entityId ?? annotation.speakerId;
    if (entityId !== null) note(entityId, nearnessOf(base, annotation));
  }
  for (const [id, distance] of base.saidBefore) note(id, { tier: tiers.before, distance });
  const isIn = findNames(base.words);
  const isNear = findNames(base.vicinity);
  const head = base.referents ? '' : headOf(base.words);
  for (const entity of base.entities) {
    const names = [entity.name, ...entity.aliases];
    if (!base.referents && names.some(isIn)) note(entity.id, { tier: tiers.words, distance: 0 });
    else if (names.some(isNear)) {
      const isCalled =
        head !== '' && names.some((name) => isDescribedAs(base.vicinity, name, head));
      // Behind those whose marks say it: this is read off the text alone.
      if (isCalled) note(entity.id, { tier: tiers.called, distance: base.vicinity.length });
      else note(entity.id, { tier: tiers.named, distance: 0 });
    }
  }
  return nearest;
}

/**
 * Cast entries for a query, best first: by match of name or alias, then whom the source words name or named before, for a
 * pronoun who was named last, then by nearness of a mention, speakers of this article, those chosen lately, the rest by name.
 * Preferred types come before all others.
 */
export function rankCandidates(base: CandidateBase, query: string, limit: number): Candidate[] {
  const nearest = measureNearness(base);
  const folded = foldName(query);
  const ranked: { entity: Entity; match: number; near: Nearness; preferred: number }[] = [];
  for (const entity of base.entities) {
    if (entity.mergedInto !== null) continue;
    const match = folded === '' ? 0 : matchEntity(entity, folded);
    if (match === null) continue;
    const near = nearest.get(entity.id) ?? { tier: tiers.none, distance: 0 };
    const types = base.referents ?? base.preferredTypes;
    const isPreferred = types.length === 0 || types.includes(entity.type) || near.tier === 0;
    ranked.push({ entity, match, near, preferred: isPreferred ? 0 : 1 });
  }
  ranked.sort(
    (left, right) =>
      left.match - right.match ||
      left.preferred - right.preferred ||
      left.near.tier - right.near.tier ||
      left.near.distance - right.near.distance ||
      left.entity.name.localeCompare(right.entity.name),
  );
  return ranked.slice(0, limit).map(({ entity, near }) => ({
    entity,
    hint: hints[near.tier] ?? '',
    before: near.tier === tiers.before ? near.distance : near.tier === tiers.called ? 0 : null,
    isNear: near.tier <= tiers.named,
  }));
}
