import type { QueryLeaf } from './query.ts';

/** How words are compared. */
export interface Sameness {
  /** Case and accents as typed. */
  readonly exact: boolean;
  /** Not inside a longer word; means nothing in scripts that set no words apart. */
  readonly wholeWord: boolean;
}

/** Scripts that put no spaces between words. */
const unspaced = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`;
const unspacedChar = new RegExp(`[${unspaced}]`, 'u');
// Signs that the index, of an older Unicode, takes for letters: directional isolates, new currencies.
const wordChars = String.raw`\p{L}\p{N}\p{M}\p{Co}\u2066-\u2069\u20ba-\u20c0`;
const wordChar = new RegExp(`[${wordChars}]`, 'u');
const wordRun = new RegExp(`[${wordChars}]+`, 'gu');
/** Accents over Latin, Greek and Cyrillic letters that the index leaves out when they are characters of their own. */
const accents = String.raw`\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331`;
/** Points of Hebrew and Arabic, and the Arabic stretching sign: written or left out as one likes. */
const points = String.raw`\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670`;
/** Most characters between two words of a phrase: a dash with spaces, a quotation mark with a comma. */
const maxGap = 8;

/** Letters whose case and accents the index handles as this room does. */
const indexed = new RegExp(
  String.raw`^[0-9A-Za-z\u00c0-\u024f${accents}\u0370-\u03ff\u0400-\u0481\u048a-\u052f\u1e00-\u1eff\uac00-\ud7a3]+$`,
  'u',
);

let variantsOf: ReadonlyMap<string, string> | null = null;

/** Accented Latin letters by the letter without accents, in both cases. */
function listVariants(): ReadonlyMap<string, string> {
  if (variantsOf) return variantsOf;
  const map = new Map<string, string>();
  const add = (code: number) => {
    const char = String.fromCodePoint(code);
    const base = stripLatin(char);
    // The index keeps the accents of these two alone.
    if (base !== char && code !== 0x1e0 && code !== 0x1e1)
      map.set(base, (map.get(base) ?? '') + char);
  };
  for (let code = 0xc0; code <= 0x24f; code += 1) add(code);
  for (let code = 0x1e00; code <= 0x1eff; code += 1) add(code);
  return (variantsOf = map);
}

/** A Latin letter without its accents; every other character as it is. */
function stripLatin(char: string): string {
  const [base = '', ...marks] = char.normalize('NFD');
  return /^[A-Za-z]$/u.test(base) && marks.every((mark) => /\p{M}/u.test(mark)) ? base : char;
}

/** A text for comparing names and for sorting: lower case, no accents. */
export function foldText(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Words of a text in order. */
export function listWords(text: string): string[] {
  return text.match(wordRun) ?? [];
}

/** Whether a character belongs to a word. */
export function isWordChar(char: string): boolean {
  return wordChar.test(char);
}

/** Whether a character belongs to a word that could go on beyond it. */
export function isInnerChar(char: string): boolean {
  return wordChar.test(char) && !unspacedChar.test(char);
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`);
}

/** Characters of one word as a pattern: accents do not count unless asked for. */
function buildWord(word: string, { exact }: Sameness): string {
  if (exact) return escape(word);
  const letters = Array.from(word.normalize('NFC')).filter(
    (char, i) => i === 0 || !new RegExp(`[${accents}${points}]`, 'u').test(char),
  );
  return letters
    .map((char) => {
      const base = stripLatin(char);
      const lower = base.toLowerCase();
      const others =
        (listVariants().get(lower) ?? '') + (listVariants().get(base.toUpperCase()) ?? '');
      const letter = /^[A-Za-z]$/u.test(base) && others ? `[${base}${others}]` : escape(base);
      return unspacedChar.test(char) ? letter : `${letter}[${accents}${points}]*`;
    })
    .join('');
}

/** Words of a leaf as the pattern that finds them, without the borders of words. Always linear: no repetition within another. */
export function buildWordsPattern(
  leaf: Extract<QueryLeaf, { readonly kind: 'words' }>,
  sameness: Sameness,
): RegExp {
  const words = listWords(leaf.text);
  const flags = sameness.exact ? 'gu' : 'giu';
  // Signs alone, an emoji or a currency, are found as they are.
  if (words.length === 0) {
    const parts = leaf.text.trim().split(/\s+/u).map(escape);
    return new RegExp(parts.join(String.raw`\s+`), flags);
  }
  const gap = String.raw`[^${wordChars}\n]{1,${maxGap}}`;
  return new RegExp(words.map((word) => buildWord(word, sameness)).join(gap), flags);
}

/**
 * The words of a leaf as a phrase for an index of words that knows neither accents nor case; null when such an index cannot
 * be asked, since it might not name every text that has a hit.
 */
export function toIndexPhrase(leaf: QueryLeaf, sameness: Sameness): string | null {
  if (leaf.kind === 'pattern' || leaf.isSuffix || !sameness.wholeWord) return null;
  const words = listWords(leaf.text);
  if (words.length === 0 || !words.every((word) => indexed.test(word))) return null;
  return `"${words.join(' ')}"${leaf.isPrefix ? '*' : ''}`;
}
