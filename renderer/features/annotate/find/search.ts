/** What the person looks for. */
export interface FindQuery {
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly isPattern: boolean;
}

/** A hit in UTF-16 units, half-open: the conversion to code points is the caller's. */
export type Hit = readonly [start: number, end: number];

/** Hits in order. `isCapped` when there are more than `maxHits`. */
export interface Hits {
  readonly hits: readonly Hit[];
  readonly isCapped: boolean;
}

/** More hits than that say nothing more. */
export const maxHits = 10_000;

/** A text as it is compared, with the place of each unit in the original. */
interface Folded {
  readonly text: string;
  /** Original unit at which each unit of `text` begins; one more for the end. */
  readonly starts: Uint32Array;
}

/** Signs above and below letters of Latin, Greek, Cyrillic, Hebrew and Arabic. Vowel signs of Indic scripts are letters here. */
const accents =
  /[\u{300}-\u{36f}\u{483}-\u{487}\u{591}-\u{5bd}\u{5bf}\u{5c1}\u{5c2}\u{5c4}\u{5c5}\u{5c7}\u{64b}-\u{65f}\u{670}\u{1ab0}-\u{1ace}\u{1dc0}-\u{1dff}]/gu;
/** What a keyboard has for what is printed. */
const plainForms: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '\u00a0': ' ',
  '\u202f': ' ',
};

/** Kana and Hangul fall apart under decomposition, and the parts are other letters. */
function isSolid(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0xac00 && code <= 0xd7a3);
}

function foldCharacter(character: string, matchCase: boolean): string {
  const plain = plainForms[character] ?? character;
  const code = plain.charCodeAt(0);
  const bare =
    code < 0x80 || isSolid(code) ? plain : plain.normalize('NFD').replaceAll(accents, '');
  return matchCase ? bare : bare.toLowerCase();
}

function fold(text: string, matchCase: boolean): Folded {
  const parts: string[] = [];
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    const folded = foldCharacter(character, matchCase);
    parts.push(folded);
    for (let i = 0; i < folded.length; i++) starts.push(at);
    at += character.length;
  }
  starts.push(at);
  return { text: parts.join(''), starts: Uint32Array.from(starts) };
}

let lastFolded: { readonly of: string; readonly matchCase: boolean; readonly folded: Folded };

/** Folding a long text takes longer than searching it, and each key pressed searches again. */
function foldOnce(text: string, matchCase: boolean): Folded {
  if (lastFolded?.of !== text || lastFolded.matchCase !== matchCase) {
    lastFolded = { of: text, matchCase, folded: fold(text, matchCase) };
  }
  return lastFolded.folded;
}

/** Surroundings that decide where words begin and end. */
const wordWindow = 64;

/** Tells whether a hit begins and ends with words, by the rules of the language. */
function wordTest(text: string, language: string): (hit: Hit) => boolean {
  const segmenter = new Intl.Segmenter(language || undefined, { granularity: 'word' });
  return ([start, end]) => {
    const from = Math.max(0, text.lastIndexOf(' ', start - wordWindow) + 1);
    const around = segmenter.segment(text.slice(from, end + wordWindow));
    const startsWord = around.containing(start - from)?.index === start - from;
    const after = around.containing(end - from);
    return startsWord && (after === undefined || after.index === end - from);
  };
}

/**
 * Find words as they are written: without regard to accents and the shape of quotation marks, and to case unless asked for.
 *
 * @param language BCP 47; empty when unknown. Decides what a whole word is.
 */
export function searchWords(text: string, query: FindQuery, language: string): Hits {
  const wanted = fold(query.text, query.matchCase).text;
  if (wanted === '') return { hits: [], isCapped: false };
  const folded = foldOnce(text, query.matchCase);
  const isWord = query.wholeWord ? wordTest(text, language) : () => true;
  const hits: Hit[] = [];
  for (let at = folded.text.indexOf(wanted); at >= 0;) {
    const last = folded.starts[at + wanted.length - 1] ?? 0;
    // A character that folds to several units is hit whole, with the marks that follow it.
    let after = at + wanted.length;
    while (folded.starts[after] === last) after++;
    const hit: Hit = [folded.starts[at] ?? 0, folded.starts[after] ?? text.length];
    if (isWord(hit)) {
      if (hits.length === maxHits) return { hits, isCapped: true };
      hits.push(hit);
    }
    at = folded.text.indexOf(wanted, at + wanted.length);
  }
  return { hits, isCapped: false };
}

/** Longer ones are pasted by mistake. */
const maxPatternLength = 1000;

/** The regular expression of a query, or for a person why it is none. */
export function parsePattern(query: FindQuery): RegExp | string {
  if (query.text.length > maxPatternLength) return 'The pattern is too long';
  try {
    return new RegExp(query.text, query.matchCase ? 'gmu' : 'gimu');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return reason.replace(/^Invalid regular expression: /u, '').replace(/^\/.*\/\w*: /su, '');
  }
}

/** Find a pattern. May take for ever: run it where it can be ended. Empty matches are no hits. */
export function searchPattern(text: string, query: FindQuery, language: string): Hits {
  const pattern = parsePattern(query);
  if (typeof pattern === 'string') return { hits: [], isCapped: false };
  const isWord = query.wholeWord ? wordTest(text, language) : () => true;
  const hits: Hit[] = [];
  for (const match of text.matchAll(pattern)) {
    const hit: Hit = [match.index, match.index + match[0].length];
    if (match[0] === '' || !isWord(hit)) continue;
    if (hits.length === maxHits) return { hits, isCapped: true };
    hits.push(hit);
  }
  return { hits, isCapped: false };
}
