import type { Query, QueryLeaf, QueryNode } from './query.ts';
import {
  buildWordsPattern,
  isInnerChar,
  isWordChar,
  toIndexPhrase,
  type Sameness,
} from './words.ts';

/** A hit in UTF-16 units, half-open. */
export type Stretch = readonly [start: number, end: number];

/** Finds one leaf of a query in a text, in order and without overlaps. */
export type FindLeaf = (text: string) => Stretch[];

/** How the words of a leaf are found. Patterns are the caller's to run. */
export function compileWords(
  leaf: Extract<QueryLeaf, { readonly kind: 'words' }>,
  sameness: Sameness,
): FindLeaf {
  const pattern = buildWordsPattern(leaf, sameness);
  const { wholeWord } = sameness;
  return (text) => {
    const found: Stretch[] = [];
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const before = found.at(-1)?.[1] ?? 0;
      const start = leaf.isSuffix ? Math.max(before, startOfWord(text, match.index)) : match.index;
      const end = leaf.isPrefix
        ? endOfWord(text, match.index + match[0].length)
        : match.index + match[0].length;
      if (wholeWord && !isWord(text, start, end)) {
        pattern.lastIndex = match.index + charAt(text, match.index).length;
        continue;
      }
      found.push([start, end]);
      pattern.lastIndex = Math.max(end, match.index + 1);
    }
    return found;
  };
}

/** Flags of the regular expression of a pattern leaf. */
export function patternFlags({ exact }: Sameness): string {
  return exact ? 'gmu' : 'gimu';
}

function charBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(Math.max(0, at - 2), at) : text.charAt(at - 1);
}

function charAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function endOfWord(text: string, from: number): number {
  let end = from;
  for (let char = charAt(text, end); char !== '' && isInnerChar(char); char = charAt(text, end)) {
    end += char.length;
  }
  return end;
}

function startOfWord(text: string, from: number): number {
  let start = from;
  for (
    let char = charBefore(text, start);
    char !== '' && isInnerChar(char);
    char = charBefore(text, start)
  ) {
    start -= char.length;
  }
  return start;
}

/** Whether no word goes on over either border. Scripts without spaces have no such borders. */
function isWord(text: string, start: number, end: number): boolean {
  const goesOn = (inside: string, outside: string) => isInnerChar(inside) && isWordChar(outside);
  return (
    !(start > 0 && goesOn(charAt(text, start), charBefore(text, start))) &&
    !(end < text.length && goesOn(charBefore(text, end), charAt(text, end)))
  );
}

/**
 * Hits of a query in a stretch of text, from those of its leaves.
 *
 * @param hitsOf Hits of each leaf within the stretch.
 * @returns null when the query is not true of it.
 */
export function evaluateQuery(
  root: QueryNode,
  hitsOf: (leaf: number) => readonly Stretch[],
): readonly Stretch[] | null {
  const leaves = listTrueLeaves(root, (leaf) => hitsOf(leaf).length > 0);
  if (!leaves) return null;
  const all = [...new Set(leaves)].flatMap((leaf) => hitsOf(leaf));
  if (leaves.length < 2) return all;
  all.sort((left, right) => left[0] - right[0] || right[1] - left[1]);
  const kept: Stretch[] = [];
  for (const hit of all) if (hit[0] >= (kept.at(-1)?.[1] ?? 0)) kept.push(hit);
  return kept;
}

/** The leaves that make a query true; null when it is not. */
function listTrueLeaves(node: QueryNode, has: (leaf: number) => boolean): number[] | null {
  if (node.kind === 'leaf') return has(node.leaf) ? [node.leaf] : null;
  if (node.kind === 'not') return listTrueLeaves(node.part, has) ? null : [];
  const parts = node.parts.map((part) => listTrueLeaves(part, has));
  if (node.kind === 'and' && parts.includes(null)) return null;
  const isTrue = parts.some((part) => part !== null);
  return isTrue ? parts.flatMap((part) => part ?? []) : null;
}

/**
 * A query to an index of words that names every text with a hit, and maybe more; null when it would have to name all texts.
 * In the syntax of FTS5.
 */
export function toIndexQuery({ root, leaves }: Query, sameness: Sameness): string | null {
  const build = (node: QueryNode): string | null => {
    if (node.kind === 'not') return null;
    if (node.kind === 'leaf') {
      const leaf = leaves[node.leaf];
      return leaf ? toIndexPhrase(leaf, sameness) : null;
    }
    const parts = node.parts.map(build);
    const present = parts.filter((part) => part !== null);
    if (node.kind === 'or' && present.length < parts.length) return null;
    if (present.length === 0) return null;
    return `(${present.join(node.kind === 'and' ? ' AND ' : ' OR ')})`;
  };
  return root ? build(root) : null;
}
