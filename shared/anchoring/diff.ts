import { buildOffsetMap, utf16, type CodePointOffset } from '../text/offsets.ts';
import { listHunks } from './hunks.ts';

/** Old words replaced by new ones; one side may be empty. In code points, half-open, sorted, never touching one another. */
export interface Edit {
  readonly start: CodePointOffset;
  readonly end: CodePointOffset;
  readonly newStart: CodePointOffset;
  readonly newEnd: CodePointOffset;
  /** Code points that old and new words have in common at their beginning. */
  readonly prefix: number;
  /** The same at their end; never overlaps the prefix. */
  readonly suffix: number;
}

/** Scripts without spaces between words: one character is a word there. */
const spaceless = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`;
const words = new RegExp(
  String.raw`[${spaceless}]\p{M}*|(?:(?![${spaceless}])[\p{L}\p{M}\p{N}])+|\n|[^\S\n]+|[^]`,
  'gu',
);

interface Tokens {
  /** One number for each word, equal for equal words. */
  readonly ids: Int32Array;
  /** UTF-16 offsets at which words begin, and the length of the text. */
  readonly starts: Int32Array;
}

function toTokens(text: string, known: Map<string, number>): Tokens {
  const ids: number[] = [];
  const starts: number[] = [];
  let at = 0;
  for (const [word] of text.matchAll(words)) {
    const id = known.get(word) ?? known.size;
    known.set(word, id);
    ids.push(id);
    starts.push(at);
    at += word.length;
  }
  return { ids: Int32Array.from(ids), starts: Int32Array.from([...starts, at]) };
}

/** Number of equal code points at the beginning of two lists. */
function countCommon(left: readonly string[], right: readonly string[], limit: number): number {
  let count = 0;
  while (count < limit && left[count] === right[count]) count += 1;
  return count;
}

function commonEnds(before: string, after: string): { prefix: number; suffix: number } {
  const left = [...before];
  const right = [...after];
  const limit = Math.min(left.length, right.length);
  const prefix = countCommon(left, right, limit);
  const suffix = countCommon(left.toReversed(), right.toReversed(), limit - prefix);
  return { prefix, suffix };
}

/**
 * What changed between two canonical texts, in whole words. Fast where little changed, however long the texts are.
 *
 * @returns Edits from the beginning to the end; empty for equal texts.
 */
export function diffTexts(before: string, after: string): Edit[] {
  if (before === after) return [];
  const known = new Map<string, number>();
  const old = toTokens(before, known);
  const fresh = toTokens(after, known);
  const oldMap = buildOffsetMap(before);
  const freshMap = buildOffsetMap(after);
  return listHunks(old.ids, fresh.ids).map((hunk) => {
    const [start, end] = [old.starts[hunk.start] ?? 0, old.starts[hunk.end] ?? 0];
    const [newStart, newEnd] = [fresh.starts[hunk.newStart] ?? 0, fresh.starts[hunk.newEnd] ?? 0];
    return {
      start: oldMap.toCodePoint(utf16(start)),
      end: oldMap.toCodePoint(utf16(end)),
      newStart: freshMap.toCodePoint(utf16(newStart)),
      newEnd: freshMap.toCodePoint(utf16(newEnd)),
      ...commonEnds(before.slice(start, end), after.slice(newStart, newEnd)),
    };
  });
}

/** The edits that take back `edits`. */
export function invertEdits(edits: readonly Edit[]): Edit[] {
  return edits.map(({ start, end, newStart, newEnd, prefix, suffix }) => ({
    start: newStart,
    end: newEnd,
    newStart: start,
    newEnd: end,
    prefix,
    suffix,
  }));
}

/** A stretch of two texts side by side: in both, only in the old one, only in the new one. */
export interface DiffPart {
  readonly kind: 'same' | 'deleted' | 'inserted';
  readonly text: string;
}

/** Both texts as one sequence of parts, for reading. */
export function listDiffParts(before: string, after: string): DiffPart[] {
  const oldMap = buildOffsetMap(before);
  const freshMap = buildOffsetMap(after);
  const parts: DiffPart[] = [];
  const add = (kind: DiffPart['kind'], text: string) => {
    if (text !== '') parts.push({ kind, text });
  };
  let at = 0;
  for (const edit of diffTexts(before, after)) {
    const start = oldMap.toUtf16(edit.start);
    const end = oldMap.toUtf16(edit.end);
    add('same', before.slice(at, start));
    add('deleted', before.slice(start, end));
    add('inserted', after.slice(freshMap.toUtf16(edit.newStart), freshMap.toUtf16(edit.newEnd)));
    at = end;
  }
  add('same', before.slice(at));
  return parts;
}
