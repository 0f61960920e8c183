import { compareCreated } from '../../formats/dataset.ts';
import type { Entity, Id } from '../../records/records.ts';

/** A place of a name in a text, in UTF-16 units, and what stands there instead. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly pseudonym: string;
}

/** Whose names are replaced and by what. */
export interface Redaction {
  /** Pseudonyms by the id of an entity; those that were merged into a chosen one have its pseudonym. */
  readonly pseudonyms: ReadonlyMap<Id, string>;
  /** Names in a text, in order, none over another. */
  readonly find: (text: string) => Edit[];
  /** What in the texts of a value, however deep, still names somebody, as it stands there; null when nothing does. */
  readonly findLeak: (value: unknown) => string | null;
  /** Whether a name stands in an address, an id or the name of a file, whatever its case: `ana-ruiz`, `news_ruiz.txt`. */
  readonly isInAddress: (address: string) => boolean;
}

/**
 * Plan to replace the names of entities. A pseudonym is the type with a number, `Person 7`: the place of the entity among all
 * of its type by when they were made, so that it stays the same from one export to the next.
 *
 * Full names and aliases are found whatever their case when they have several words; single words, and the words of a
 * person's name alone, only with a capital.
 *
 * @param entities All of the project.
 * @param chosen Ids of those whose names go.
 * @param typeName Name of a type, `Person` for `person`.
 */
export function planRedaction(
  entities: readonly Entity[],
  chosen: readonly Id[],
  typeName: (type: string) => string,
): Redaction {
  const pseudonyms = new Map<Id, string>();
  const terms = new Map<string, string>();
  const counts = new Map<string, number>();
  const byId = new Map(entities.map((entity) => [entity.id, entity] as const));
  for (const entity of [...entities].sort(compareCreated)) {
    const count = (counts.get(entity.type) ?? 0) + 1;
    counts.set(entity.type, count);
    if (chosen.includes(entity.id)) {
      pseudonyms.set(entity.id, `${typeName(entity.type)} ${count}`);
    }
  }
  for (const { id } of entities) {
    const pseudonym = pseudonyms.get(followMerge(id, byId));
    if (pseudonym !== undefined) pseudonyms.set(id, pseudonym);
  }
  const add = (term: string, pseudonym: string): void => {
    const key = keyOf(term);
    if (key.length > 1 && !terms.has(key)) terms.set(key, pseudonym);
  };
  const named = entities.filter(({ id }) => pseudonyms.has(id));
  for (const { id, name, aliases } of named) {
    for (const term of [name, ...aliases]) add(term, pseudonyms.get(id) ?? '');
  }
  const parts = new Map<string, string>();
  for (const { id, type, name } of named) {
    if (type !== 'person') continue;
    // «al-Nadri» is also Nadri.
    const split = name.split(/[^\p{L}\p{M}\p{N}’'-]+/u);
    for (const part of split.flatMap((word) => [word, word.replace(/^\p{Ll}+[-’']/u, '')])) {
      // Particles such as «van» and initials name nobody.
      const isName = part.length > 2 && !isLowerCase(part);
      if (isName && !terms.has(keyOf(part))) parts.set(keyOf(part), pseudonyms.get(id) ?? '');
    }
  }
  return buildRedaction(pseudonyms, terms, parts);
}

function followMerge(id: Id, byId: ReadonlyMap<Id, Entity>): Id {
  const seen = new Set<Id>();
  let at = id;
  for (
    let next = byId.get(at)?.mergedInto;
    next && !seen.has(next);
    next = byId.get(at)?.mergedInto
  ) {
    seen.add(next);
    at = next;
  }
  return at;
}

function buildRedaction(
  pseudonyms: ReadonlyMap<Id, string>,
  terms: ReadonlyMap<string, string>,
  parts: ReadonlyMap<string, string>,
): Redaction {
  const all = new Map([...parts, ...terms]);
  const phrases = [...terms.keys()].filter((key) => key.includes(' '));
  const words = [...all.keys()].filter((key) => !key.includes(' '));
  const anyCase = buildPattern(phrases);
  const capital = buildPattern(words);
  const slugs = phrases.map(toSlug).filter((slug) => slug.length > 5);

  const find = (text: string): Edit[] => {
    const edits: Edit[] = [];
    for (const pattern of [anyCase, capital]) {
      for (const match of pattern ? text.matchAll(pattern) : []) {
        const pseudonym = all.get(keyOf(match[0]));
        const isLower = pattern === capital && isLowerCase(match[0]);
        if (pseudonym === undefined || isLower) continue;
        edits.push({ start: match.index, end: match.index + match[0].length, pseudonym });
      }
    }
    return joinEdits(edits);
  };
  const findInText = keepAnswers((text: string): string | null => {
    const [edit] = find(text);
    return edit ? text.slice(edit.start, edit.end) : findSlug(text, slugs);
  });
  const findLeak = (value: unknown): string | null => {
    if (typeof value === 'string') return findInText(value);
    if (typeof value !== 'object' || value === null) return null;
    for (const item of Object.values(value)) {
      const leak = findLeak(item);
      if (leak !== null) return leak;
    }
    return null;
  };
  const wordSet = new Set(words);
  const isInAddress = keepAnswers(
    (address: string): boolean =>
      findInText(address) !== null ||
      address.split(/[^\p{L}\p{M}\p{N}]+/u).some((word) => wordSet.has(keyOf(word))),
  );
  return { pseudonyms, find, findLeak, isInAddress };
}

/** Short texts whose answers are kept: labels, times and ids of annotators stand in every row. */
const keptLength = 48;
const mostKept = 20_000;

/** The same function, which keeps what it has answered for short texts. */
function keepAnswers<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const kept = new Map<string, Answer>();
  return (text) => {
    if (text.length > keptLength) return answer(text);
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= mostKept) kept.clear();
    const made = answer(text);
    kept.set(text, made);
    return made;
  };
}

/** A name in an address, an id or the name of a file: `ana-ruiz`. */
function findSlug(text: string, slugs: readonly string[]): string | null {
  for (const word of text.match(/\S+[-_./%+]\S+/g) ?? []) {
    const slug = toSlug(word);
    const found = slugs.find((name) => slug.includes(name));
    if (found !== undefined) return found;
  }
  return null;
}

/** Edits in order, those that overlap as one. */
export function joinEdits(edits: readonly Edit[]): Edit[] {
  const joined: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    if (!last || edit.start >= last.end) joined.push(edit);
    else if (edit.end > last.end) joined[joined.length - 1] = { ...last, end: edit.end };
  }
  return joined;
}

/** Whether a word could have a capital and has none. */
function isLowerCase(word: string): boolean {
  return /\p{Ll}/u.test(word) && !/\p{Lu}/u.test(word);
}

/** A term without what writers vary: case, kinds of space, the form of accents. */
function keyOf(term: string): string {
  return term.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Letters and digits alone, as in an address or an id. */
function toSlug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Finds any of the terms; null when there is none. */
function buildPattern(keys: readonly string[]): RegExp | null {
  if (keys.length === 0) return null;
  const forms = new Set(keys.flatMap((key) => [key, key.normalize('NFD')]));
  const alternatives = [...forms]
    .sort((a, b) => b.length - a.length)
    .map((form) => {
      const words = form
        .replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
        .replaceAll(' ', String.raw`\s+`);
      return `${edgeBefore(form)}${words}${edgeAfter(form)}`;
    });
  return new RegExp(alternatives.join('|'), 'giu');
}

// Only writing with capitals sets words apart reliably: Korean adds particles, Arabic prefixes, Chinese has no spaces.
const cased = /[\p{Lu}\p{Ll}\p{N}]/u;

function edgeBefore(form: string): string {
  return cased.test([...form][0] ?? '') ? String.raw`(?<![\p{L}\p{N}])` : '';
}

function edgeAfter(form: string): string {
  return cased.test([...form.normalize('NFC')].at(-1) ?? '')
    ? String.raw`(?![\p{L}\p{N}\p{M}])`
    : '';
}
