import type { Annotation, Entity, Id } from '../../../../shared/records/records.ts';
import type { Span } from '../../../../shared/text/offsets.ts';
import { extentOf } from '../marks/mark-views.ts';
import { foldName } from './names.ts';

/** A cast entry offered in a picker, best first. */
export interface Candidate {
  readonly entity: Entity;
  /** Why it is offered, for display: `in this sentence`; empty when only its name speaks for it. */
  readonly hint: string;
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
  /** Cast entries chosen before in this project, the last one first. */
  readonly recent: readonly Id[];
  /** Entity types offered first; empty for no preference. */
  readonly preferredTypes: readonly string[];
}

/** How near somebody is, best first; `hints` has the words for each. */
const tiers = {
  words: 0,
  sentence: 1,
  paragraph: 2,
  speaker: 3,
  article: 4,
  recent: 5,
  none: 6,
} as const;
const hints = [
  'in the source words',
  'in this sentence',
  'in this paragraph',
  'speaks in this article',
  'in this article',
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

function nearnessOf(base: CandidateBase, annotation: Annotation): Nearness {
  const span = extentOf(annotation);
  const distance = distanceTo(base.place, span);
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
  const words = ` ${foldName(base.words)} `.replace(/[^\p{L}\p{N}]+/gu, ' ');
  for (const entity of base.entities) {
    const isWritten = [entity.name, ...entity.aliases].some((name) => {
      const folded = foldName(name)
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
      return folded !== '' && words.includes(` ${folded} `);
    });
    if (isWritten) note(entity.id, { tier: tiers.words, distance: 0 });
  }
  return nearest;
}

/**
 * Cast entries for a query, best first: by match of name or alias, then whom the source words name, then by nearness of a
 * mention, speakers of this article, those chosen lately, the rest by name. Preferred types come before all others.
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
    const { preferredTypes: types } = base;
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
  return ranked
    .slice(0, limit)
    .map(({ entity, near }) => ({ entity, hint: hints[near.tier] ?? '' }));
}
