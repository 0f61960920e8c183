import {
  countCodePoints,
  sliceSpan,
  type CodePointOffset,
  type Span,
} from '../../shared/text/offsets.ts';

/** Run a function at the caret `|` of a text and slice what it finds. */
export function at(
  marked: string,
  find: (text: string, offset: CodePointOffset) => Span | null,
): string | null {
  const caret = marked.indexOf('|');
  const text = marked.slice(0, caret) + marked.slice(caret + 1);
  const span = find(text, countCodePoints(marked.slice(0, caret)));
  return span === null ? null : sliceSpan(text, span);
}
