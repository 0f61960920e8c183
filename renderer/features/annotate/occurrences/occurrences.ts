import {
  buildMarkingCalls,
  findCoveringMark,
  type MarkTemplate,
} from '../../../../shared/commands/bulk-marks.ts';
import type { CommandInput } from '../../../../shared/commands/index.ts';
import type { Annotation, Id } from '../../../../shared/records/records.ts';
import { buildSpan, utf16, type Span } from '../../../../shared/text/offsets.ts';
import type { Call } from '../../../state/in-flight.ts';
import { bare, isOwn } from '../marks/mark-base.ts';
import { exactOf, type Reading } from '../marks/reading.ts';

/** What counts as the same words. */
export interface Sameness {
  readonly matchCase: boolean;
  /** Not inside a longer word; means nothing in scripts that set no words apart. */
  readonly wholeWord: boolean;
}

/** Characters of context on each side of an occurrence. */
const contextLength = 48;
const unspaced = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`;
const apostrophes = "['’]";
const straightOrCurly = '["“”„]';

/** Where some words stand in a text, in order. Kinds of white space, apostrophes and quotation marks are alike. */
export function findOccurrences(reading: Reading, words: string, sameness: Sameness): Span[] {
  const trimmed = words.trim();
  if (trimmed === '') return [];
  const source = trimmed
    .replace(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`)
    .replace(/\s+/gu, String.raw`\s+`)
    .replace(/['’]/gu, apostrophes)
    .replace(/["“”„]/gu, straightOrCurly);
  const inner = String.raw`[\p{L}\p{N}\p{M}]`;
  const isWord = (char: string) => new RegExp(`(?![${unspaced}])${inner}`, 'u').test(char);
  const before = sameness.wholeWord && isWord(Array.from(trimmed)[0] ?? '');
  const after = sameness.wholeWord && isWord(Array.from(trimmed).at(-1) ?? '');
  const pattern = new RegExp(
    `${before ? `(?<!${inner})` : ''}${source}${after ? `(?!${inner})` : ''}`,
    sameness.matchCase ? 'gu' : 'giu',
  );
  return Array.from(reading.text.matchAll(pattern), ({ 0: found, index }) =>
    buildSpan(
      reading.map.toCodePoint(utf16(index)),
      reading.map.toCodePoint(utf16(index + found.length)),
    ),
  );
}

/** A place in the text that can be ticked. */
export interface Occurrence {
  readonly span: Span;
  readonly before: string;
  readonly exact: string;
  readonly after: string;
  /** The mark of the same layer that covers it; null when there is none. */
  readonly marked: Annotation | null;
}

/** Up to so many characters of a line's end or beginning, cut between words where it sets words apart. */
function cutContext(line: string, side: 'before' | 'after'): string {
  const characters = Array.from(line);
  if (characters.length <= contextLength) return line;
  if (side === 'before') {
    const part = characters.slice(-contextLength).join('');
    return `… ${part.replace(/^\S{0,15}\s+/u, '')}`;
  }
  return `${characters
    .slice(0, contextLength)
    .join('')
    .replace(/\s+\S{0,15}$/u, '')} …`;
}

/** An occurrence with what stands around it in its text block. */
function buildOccurrence(reading: Reading, span: Span, marked: Annotation | null): Occurrence {
  const { text, map } = reading;
  const [start, end] = [map.toUtf16(span.start), map.toUtf16(span.end)];
  // A block may be a million characters; twice the length has room for characters outside the basic plane.
  const before = text.slice(Math.max(0, start - 4 * contextLength), start);
  const after = text.slice(end, end + 4 * contextLength);
  return {
    span,
    before: cutContext(before.slice(before.lastIndexOf('\n') + 1), 'before'),
    exact: text.slice(start, end).replace(/\s+/gu, ' '),
    after: cutContext(after.split('\n')[0] ?? '', 'after'),
    marked,
  };
}

/** What every occurrence becomes, in which article. */
export type Template = MarkTemplate & Pick<Annotation, 'articleId'>;

/** The occurrences of some words, each with the mark of that layer that covers it, the smallest of several. */
export function listOccurrences(
  reading: Reading,
  marks: readonly Annotation[],
  find: { readonly words: string; readonly layer: string; readonly sameness: Sameness },
): Occurrence[] {
  return findOccurrences(reading, find.words, find.sameness).map((span) =>
    buildOccurrence(reading, span, findCoveringMark(marks, find.layer, span)),
  );
}

/** Calls that mark occurrences: a mark of exactly these words is brought into line, elsewhere a new one is made. */
export function toMarkingCalls(
  occurrences: readonly Occurrence[],
  template: Template,
  newId: () => Id,
): Call[] {
  const { articleId } = template;
  const places = occurrences.map(({ span, marked }) => ({ articleId, span, marked }));
  return buildMarkingCalls(places, template, newId);
}

/** The marks that lie wholly inside a passage, source and cue included. */
export function listMarksInside(marks: readonly Annotation[], passage: Span): Annotation[] {
  return marks.filter(
    ({ segments, state }) =>
      state !== 'rejected' &&
      segments.every(({ start, end }) => passage.start <= start && end <= passage.end),
  );
}

/** The other places in which a passage stands letter by letter, each with a mark that is there already as it would be copied. */
export function listRepeats(
  reading: Reading,
  marks: readonly Annotation[],
  passage: Span,
): Occurrence[] {
  const words = exactOf(reading, passage);
  const inside = listMarksInside(marks, passage);
  return findOccurrences(reading, words, { matchCase: true, wholeWord: false })
    .filter(({ start }) => start !== passage.start)
    .filter(({ start, end }) => end - start === passage.end - passage.start)
    .map((span) => {
      const shift = span.start - passage.start;
      const copies = inside.map((mark) => findCopy(marks, mark, shift));
      return buildOccurrence(reading, span, copies.every(Boolean) ? (copies[0] ?? null) : null);
    });
}

/** Calls that copy the marks of a passage to its repeats, but where the same mark is already. */
export function toCopyingCalls(
  occurrences: readonly Occurrence[],
  marks: readonly Annotation[],
  passage: Span,
  newId: () => Id,
): Call[] {
  return occurrences.flatMap(({ span }) => {
    const shift = span.start - passage.start;
    return listMarksInside(marks, passage)
      .filter((mark) => !findCopy(marks, mark, shift))
      .map((mark): Call => {
        const { articleId, layer, label, attributes, doubt, note } = mark;
        const { entityId, speakerId, claimId } = mark;
        const input: CommandInput<'annotation.create'> = {
          ...{ id: newId(), articleId, layer, label, attributes, doubt, note },
          ...{ entityId, speakerId, claimId },
          segments: bare(mark.segments).map(({ role, start, end }) => ({
            role,
            start: start + shift,
            end: end + shift,
          })),
        };
        return { name: 'annotation.create', input };
      });
  });
}

/** The mark of the same layer on the same words, some characters further on; null when there is none. */
function findCopy(
  marks: readonly Annotation[],
  mark: Annotation,
  shift: number,
): Annotation | null {
  const borders = ({ segments }: Annotation, by: number) =>
    segments
      .filter(isOwn)
      .map(({ start, end }) => `${start + by}-${end + by}`)
      .join();
  const wanted = borders(mark, shift);
  return marks.find((other) => other.layer === mark.layer && borders(other, 0) === wanted) ?? null;
}
