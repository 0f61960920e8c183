import { listTextBlocks } from '../text/canonical.ts';
import type { RichDocument } from '../text/document.ts';
import { buildOffsetMap, utf16, type CodePointOffset } from '../text/offsets.ts';
import type { Place } from './authoring.ts';

/** A place in canonical text, in code points, with the words that stand there. */
export interface Located {
  readonly start: CodePointOffset;
  readonly end: CodePointOffset;
  readonly exact: string;
}

interface Scope {
  readonly start: number;
  readonly end: number;
}

/**
 * A function that finds the places of annotations in a document.
 *
 * @param articleId Names the article in errors.
 * @param text Canonical text of the document.
 * @returns `locate(place, block)`: where the place is, looked up in that text block (from 1), or in the whole article for
 *   undefined. It throws RangeError, naming article and words, when they do not occur or it is open which are meant.
 */
export function buildLocator(
  articleId: string,
  document: RichDocument,
  text: string,
): (place: Place, block: number | undefined) => Located {
  const map = buildOffsetMap(text);
  const blocks = listTextBlocks(document);

  function refuse(fault: string, words: string): never {
    throw new RangeError(`${articleId}: ${fault}: ${JSON.stringify(words)}`);
  }

  function scopeOf(number: number | undefined, words: string): Scope {
    if (number === undefined) return { start: 0, end: text.length };
    const block = blocks[number - 1];
    if (!block) return refuse(`there is no text block ${number} of ${blocks.length}`, words);
    return { start: block.startUtf16, end: block.startUtf16 + block.text.length };
  }

  function findOnly(words: string, scope: Scope, nth: number | undefined): number {
    const found = listOccurrences(text, words, scope);
    const start = nth === undefined ? found[0] : found[nth - 1];
    if (start === undefined) return refuse('words not found', words);
    if (nth === undefined && found.length > 1) {
      return refuse(`words occur ${found.length} times, say which`, words);
    }
    return start;
  }

  function toLocated(start: number, end: number): Located {
    return {
      start: map.toCodePoint(utf16(start)),
      end: map.toCodePoint(utf16(end)),
      exact: text.slice(start, end),
    };
  }

  return (place, block) => {
    if (typeof place !== 'string' && 'from' in place) {
      const start = findOnly(place.from, scopeOf(place.block ?? block, place.from), undefined);
      const last = text.indexOf(place.to, start + place.from.length);
      return last < 0
        ? refuse('words not found', place.to)
        : toLocated(start, last + place.to.length);
    }
    const sketch = typeof place === 'string' ? { text: place } : place;
    const { before, words, after } = splitContext(sketch.text);
    const scope = scopeOf(sketch.block ?? block, sketch.text);
    const start = findOnly(before + words + after, scope, sketch.nth) + before.length;
    return toLocated(start, start + words.length);
  };
}

/** Words and their context: `'[she] said'` is `she` before ` said`. Words without brackets have no context. */
function splitContext(text: string): { before: string; words: string; after: string } {
  const [, before = '', words = text, after = ''] = /^(.*)\[(.*)\](.*)$/su.exec(text) ?? [];
  return { before, words, after };
}

function listOccurrences(text: string, words: string, scope: Scope): number[] {
  const found: number[] = [];
  if (words === '') return found;
  let start = text.indexOf(words, scope.start);
  while (start >= 0 && start + words.length <= scope.end) {
    found.push(start);
    start = text.indexOf(words, start + 1);
  }
  return found;
}
