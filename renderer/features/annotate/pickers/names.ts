import type { Entity } from '../../../../shared/records/records.ts';

/** Text for comparing names: lower case, without accents, runs of space as one. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();
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

/** The folded names and aliases of an entry that nobody else of the cast bears. */
export function listOwnNames(
  entities: Iterable<Entity>,
  entry: Pick<Entity, 'id' | 'name' | 'aliases'>,
): ReadonlySet<string> {
  const own = new Set([entry.name, ...entry.aliases].map(foldName));
  for (const { id, name, aliases, mergedInto } of entities) {
    if (id === entry.id || mergedInto !== null) continue;
    for (const other of [name, ...aliases]) own.delete(foldName(other));
  }
  return own;
}

/** Words of a name that can tell who is meant: two letters and more. */
function wordsOf(name: string): string[] {
  return foldName(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
}

/** The first letters of the words that a name is made of, `boe` for «Bank of England». */
function initialsOf(name: string): string {
  return wordsOf(name)
    .map((word) => word[0])
    .join('');
}

/** How much two names share, 0 to 1: all words of the shorter one in the longer one is 1, as are initials. */
function shareOf(left: string, right: string): number {
  const own = wordsOf(left);
  const other = new Set(wordsOf(right));
  if (own.length === 0 || other.size === 0) return 0;
  const letters = (name: string) => foldName(name).replace(/[^\p{L}\p{N}]/gu, '');
  if (own.length + other.size > 2) {
    if (letters(left) === initialsOf(right) || letters(right) === initialsOf(left)) return 1;
  }
  const shared = own.filter((word) => other.has(word)).length;
  return shared / Math.min(own.length, other.size);
}

/**
 * Cast entries that a name may be another name of: `Ruiz` or `A. Ruiz` of «Ana Ruiz», `BoE` of «Bank of England». Best first,
 * without the entries that bear exactly this name.
 */
export function findSimilar(entities: Iterable<Entity>, name: string, limit: number): Entity[] {
  const folded = foldName(name);
  const similar: { entity: Entity; share: number }[] = [];
  for (const entity of entities) {
    if (entity.mergedInto !== null) continue;
    const names = [entity.name, ...entity.aliases];
    if (names.some((each) => foldName(each) === folded)) continue;
    const share = Math.max(...names.map((each) => shareOf(name, each)));
    if (share > 0.5) similar.push({ entity, share });
  }
  return similar
    .sort((left, right) => right.share - left.share)
    .slice(0, limit)
    .map(({ entity }) => entity);
}

/** Whether somebody of the cast bears this name or one that it may be another name of. */
export function isInCast(entities: Iterable<Entity>, name: string): boolean {
  const cast = [...entities];
  return findByName(cast, name) !== null || findSimilar(cast, name, 1).length > 0;
}
