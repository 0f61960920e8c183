import { buildOffsetMap } from './offsets.ts';
import type { CodePointOffset, OffsetMap, Span } from './offsets.ts';
import { lineAt, toSpan, trimSpaces } from './boundaries.ts';
import type { Stretch } from './boundaries.ts';

/**
 * The quotation in quotation marks around a caret, marks included: the innermost one; at a border between two, the one
 * that begins there.
 *
 * @returns null when the caret is in none.
 */
export function quotationAt(
  text: string,
  offset: CodePointOffset,
  map: OffsetMap = buildOffsetMap(text),
): Span | null {
  const caret = map.toUtf16(offset);
  let best: Stretch | null = null;
  for (const each of pairMarks(text)) {
    if (each.start > caret || each.end < caret) continue;
    const isInside = each.end > caret;
    const isBetter =
      best === null ||
      (isInside && best.end === caret) ||
      (isInside === best.end > caret && each.start >= best.start);
    if (isBetter) best = each;
  }
  return best === null ? null : toSpan(map, best);
}

/**
 * The words from an opening mark that nothing closes, to the end of their line, around a caret: the mark that ends them was
 * forgotten. Straight marks and apostrophes do not tell.
 *
 * @returns null when the caret is in none.
 */
export function openQuotationAt(
  text: string,
  offset: CodePointOffset,
  map: OffsetMap = buildOffsetMap(text),
): Span | null {
  const caret = map.toUtf16(offset);
  const line = lineAt(text, caret);
  const before = text.slice(line.start, caret + 1);
  const at = Math.max(before.lastIndexOf('“'), before.lastIndexOf('„'), before.lastIndexOf('「'));
  if (at < 0) return null;
  const start = line.start + at;
  const closers = closersOf[text.charAt(start)] ?? '';
  const rest = text.slice(start + 1, line.end);
  const isClosed = [...closers].some((mark) => rest.includes(mark));
  // «„Ja“»: the German closing mark is the English opening one.
  const isClosing = /[\p{L}\p{N}\p{P}]$/u.test(text.slice(line.start, start));
  return isClosed || isClosing ? null : toSpan(map, trimSpaces(text, { start, end: line.end }));
}

/**
 * Every quotation in quotation marks, marks included, nested ones too, by where they begin.
 *
 * Pairs are found per line (text block): “ ”, „ “, " ", « », » «, ‘ ’, ‚ ‘, ' ', ‹ ›, 「 」, 『 』. One left open at the end
 * of a line goes on when the next line that is not blank begins with its opening mark again, or (not for straight and single
 * marks) closes it before anything opens. Otherwise it is no quotation. Inches, apostrophes and stray marks are passed over.
 */
export function listQuotations(text: string, map: OffsetMap = buildOffsetMap(text)): Span[] {
  return pairMarks(text).map((each) => toSpan(map, each));
}

interface Open {
  readonly mark: string;
  /** Marks that close it. */
  readonly closers: string;
  readonly start: number;
}

/** What each opening mark is closed by. » opens only where » is not closing, « likewise: see `step`. */
const closersOf: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '“”',
  '‟': '”',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
  '‘': '’',
  '‚': '‘’',
  '「': '」',
  '『': '』',
  '"': '"',
  "'": "'",
  '”': '”',
};
const anyMark = /[“”„‟«»‹›‘’‚「」『』"']/g;
/** How far a plural's apostrophe looks for the true end of its quotation, in UTF-16 units. */
const apostropheWindow = 400;
/** More marks than this are never open at once in a text that means it. */
const maxOpen = 12;
const singles = "‘‚'";

function pairMarks(text: string): Stretch[] {
  const found: Stretch[] = [];
  let open: Open[] = [];
  for (let start = 0; start <= text.length;) {
    const line = lineAt(text, start);
    const content = text.slice(line.start, line.end);
    if (content.trim() !== '') {
      let from = 0;
      [open, from] = resume(open, content);
      pairLine(content, from, line.start, open, found);
    }
    start = line.end + 1;
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Which open quotations go on in a line, and where the line's own text begins after the repeated opening marks. */
function resume(open: readonly Open[], content: string): [Open[], number] {
  const kept: Open[] = [];
  let from = content.length - content.trimStart().length;
  for (const each of open) {
    const char = content.charAt(from);
    // French repeats either of its marks at the head of a paragraph.
    if (char === each.mark || (each.mark === '«' && char === '»')) {
      kept.push(each);
      from++;
    } else if (!singles.includes(each.mark) && each.mark !== '"' && closesFirst(each, content)) {
      kept.push(each);
    }
  }
  return [kept, from];
}

function closesFirst(open: Open, content: string): boolean {
  for (const char of content) {
    if (char === open.mark) return false;
    if (open.closers.includes(char)) return true;
  }
  return false;
}

function pairLine(
  content: string,
  from: number,
  base: number,
  open: Open[],
  found: Stretch[],
): void {
  for (const match of content.matchAll(anyMark)) {
    const i = match.index;
    if (i < from) continue;
    const mark = match[0];
    const closed = findClosed(content, i, mark, open);
    if (closed !== -1) {
      const opened = open[closed];
      // What was opened inside and not closed was no quotation.
      open.length = closed;
      if (opened !== undefined) found.push({ start: opened.start, end: base + i + 1 });
    } else if (open.length < maxOpen && canOpen(content, i, mark)) {
      dropUnclosed(open, mark);
      open.push({ mark, closers: closersOf[mark] ?? '', start: base + i });
    }
  }
  // A single mark that stays open is an apostrophe, except the British style that goes on in the next line.
  const last = open.findIndex((each) => each.mark === "'" || each.mark === '‚');
  if (last !== -1) open.length = last;
}

/** Index in `open` of what the mark closes, innermost first; -1 when it closes nothing. */
function findClosed(content: string, i: number, mark: string, open: readonly Open[]): number {
  const index = open.findLastIndex((each) => each.closers.includes(mark));
  if (index === -1) return -1;
  if (mark === '"') return looksOpening(content, i) && !looksClosing(content, i) ? -1 : index;
  if (mark === "'" || mark === '’') return closesSingle(content, i, mark) ? index : -1;
  return index;
}

function canOpen(content: string, i: number, mark: string): boolean {
  if (!(mark in closersOf)) return false;
  if ('“„‟‚「『‘'.includes(mark)) return true;
  if (mark === '"')
    return !/[\p{L}\p{N}]/u.test(content.charAt(i - 1)) || !looksClosing(content, i);
  // French sets a space inside its marks; the others open right before a word.
  if (mark === '«' || mark === '‹') return true;
  return looksOpening(content, i) && !looksClosing(content, i);
}

/** A second mark of a kind that cannot nest in itself shows that the first was never closed. */
function dropUnclosed(open: Open[], mark: string): void {
  if (!'"\'‘‚'.includes(mark)) return;
  const index = open.findIndex((each) => each.mark === mark);
  if (index !== -1) open.length = index;
}

function looksOpening(content: string, i: number): boolean {
  return (
    /^$|[\s\p{Ps}\p{Pi}\p{Pd}"'„‚/:]/u.test(content.charAt(i - 1)) &&
    /[^\s]/u.test(content.charAt(i + 1))
  );
}

function looksClosing(content: string, i: number): boolean {
  return (
    i > 0 &&
    /[^\s\p{Ps}\p{Pi}]/u.test(content.charAt(i - 1)) &&
    /^$|[\s\p{P}]/u.test(content.charAt(i + 1))
  );
}

/** An apostrophe stands before a letter, or after a plural `s` while the true end is still to come in the line. */
function closesSingle(content: string, i: number, mark: string): boolean {
  if (/[\p{L}\p{N}]/u.test(content.charAt(i + 1)) || /\s/u.test(content.charAt(i - 1)))
    return false;
  if (content.charAt(i - 1) !== 's' || !/^\s\p{Ll}/u.test(content.slice(i + 1, i + 3))) return true;
  const opening = mark === '’' ? '‘' : " '";
  const rest = content.slice(i + 1, i + 1 + apostropheWindow);
  const nextOpening = rest.indexOf(opening);
  const within = nextOpening === -1 ? rest : rest.slice(0, nextOpening);
  return !new RegExp(`[^\\s]${mark}(?![\\p{L}\\p{N}])`, 'u').test(within);
}
