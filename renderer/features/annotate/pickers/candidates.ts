import type { Annotation, Entity, Id } from '../../../../shared/records/records.ts';

/** A cast entry offered in a picker, best first. */
export interface Candidate {
  readonly entity: Entity;
  /** Why it is offered, for display: `near`, `recent`, or how its name matched. */
  readonly hint: string;
}

/** Text for comparing names: lower case, without accents, runs of space as one. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();
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
  /** Place in the text that the choice is for, in code points. */
  readonly place: number;
  /** Entity types offered first; empty for no preference. */
  readonly preferredTypes: readonly string[];
}

/** Distance from a place to the nearest mention of each entity, and the number of quotations it speaks in this article. */
function measureNearness(base: CandidateBase): Map<Id, number> {
  const nearest = new Map<Id, number>();
  for (const annotation of base.annotations) {
    const entityId = annotation.entityId ?? annotation.speakerId;
    const [first] = annotation.segments;
    if (entityId === null || !first) continue;
    const distance = Math.abs(first.start - base.place);
    nearest.set(entityId, Math.min(distance, nearest.get(entityId) ?? Infinity));
  }
  return nearest;
}

/**
 * Cast entries for a query, best first: by match of name or alias, then by nearness in the text, then by name. With an empty
 * query the near ones come first and then the rest.
 */
export function rankCandidates(base: CandidateBase, query: string, limit: number): Candidate[] {
  const nearest = measureNearness(base);
  const folded = foldName(query);
  const ranked: { candidate: Candidate; match: number; distance: number; preferred: number }[] = [];
  for (const entity of base.entities) {
    if (entity.mergedInto !== null) continue;
    const match = folded === '' ? 0 : matchEntity(entity, folded);
    if (match === null) continue;
    const distance = nearest.get(entity.id) ?? Infinity;
    const preferred =
      base.preferredTypes.length === 0 || base.preferredTypes.includes(entity.type) ? 0 : 1;
    const hint = distance < Infinity ? 'in this article' : '';
    ranked.push({ candidate: { entity, hint }, match, distance, preferred });
  }
  ranked.sort(
    (left, right) =>
      left.match - right.match ||
      left.preferred - right.preferred ||
      compareNumbers(left.distance, right.distance) ||
      left.candidate.entity.name.localeCompare(right.candidate.entity.name),
  );
  return ranked.slice(0, limit).map(({ candidate }) => candidate);
}

/** Infinity minus itself is no number, so compare instead. */
function compareNumbers(left: number, right: number): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

/** The only cast entry with exactly this name or alias; null when there is none or more than one. */
export function findByName(entities: Iterable<Entity>, name: string): Entity | null {
  const folded = foldName(name);
  let found: Entity | null = null;
  for (const entity of entities) {
    if (entity.mergedInto !== null) continue;
    if (![entity.name, ...entity.aliases].some((each) => foldName(each) === folded)) continue;
    if (found) return null;
    found = entity;
  }
  return found;
}

/** Descriptions of people end in one of these, whatever body stands before it: “ministry official”. */
const personWords =
  /\b(official|officer|spokes\w+|minister|secretary|president|chief|director|leader|member|source|aide|lawyer|judge|governor|mayor|man|woman|resident|witness)$/iu;

const organisationWords =
  /\b(ministry|agency|council|party|service|university|hospital|bank|company|union|committee|court|police|office|department|institute|corporation|association|group|news|press|media|outlets?|radio|board|authority|inc|ltd|llc|gmbh|ag)\b/iu;

let countries: ReadonlySet<string> | null = null;

/** English names of all countries, folded; from the platform's own list. */
function countryNames(): ReadonlySet<string> {
  if (countries) return countries;
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  countries = new Set(codes.flatMap((code) => names.of(code) ?? []).map(foldName));
  return countries;
}

/** The entity type a name looks like; `person` when nothing speaks against it. */
export function guessEntityType(name: string): string {
  if (personWords.test(name)) return 'person';
  if (countryNames().has(foldName(name))) return 'place';
  if (organisationWords.test(name)) return 'organisation';
  if (/\d/u.test(name)) return 'date';
  if (/^\p{Lu}{2,}$/u.test(name.replace(/\./gu, ''))) return 'organisation';
  return 'person';
}
