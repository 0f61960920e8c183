import type { Segment } from '../../records/records.ts';
import type { AnnotatedMark } from '../core/annotated-article.ts';
import { encodeName } from '../brat/brat-names.ts';
import { decodeTag } from './iob2-tags.ts';
import { compareTexts } from '../../util/compare-texts.ts';

/** The columns of `tokens.tsv`. */
export const tokenColumns = ['article', 'sentence', 'start', 'end', 'token', 'after'] as const;

/** Ending of a layer's file. */
export const layerEnding = '.iob2';

/** Name of a layer's file. Lower case only: on some systems case does not tell files apart. */
export function layerFile(layer: string): string {
  const name = encodeName(layer).replace(
    /[A-Z]/g,
    (letter) => `-${letter.charCodeAt(0).toString(16)}-`,
  );
  return `${name}${layerEnding}`;
}

/** A token as a word of a line of columns: without white space. */
export function toWord(token: string): string {
  return token.replace(/[\p{White_Space}\p{Cc}]/gu, '_');
}

/** A mark of one run of words. */
export function buildTokenMark(layer: string, tag: string, place: Segment): AnnotatedMark {
  const { role, label } = decodeTag(tag, layer);
  return {
    id: null,
    layer,
    label,
    segments: [{ ...place, role }],
    attributes: {},
    note: '',
    doubt: false,
    state: 'accepted',
    annotator: null,
    entity: null,
    claim: null,
    status: null,
  };
}

/** By where they begin, longer ones first, then by layer. */
export function sortMarks(marks: readonly AnnotatedMark[]): AnnotatedMark[] {
  const place = (mark: AnnotatedMark) => mark.segments[0] ?? { start: 0, end: 0 };
  return marks.toSorted((left, right) => {
    const [a, b] = [place(left), place(right)];
    return a.start - b.start || b.end - a.end || compareTexts(left.layer ?? '', right.layer ?? '');
  });
}
