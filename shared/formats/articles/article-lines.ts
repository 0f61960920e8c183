/** A paragraph of a plain text as its line ends show it. */
export interface TextParagraph {
  /** Lines that were wrapped are joined by a space. Not trimmed inside. */
  readonly text: string;
  /** First and last line, counted from 1. */
  readonly first: number;
  readonly last: number;
  /** Whether blank lines stand before it; true for the first. */
  readonly isSetOff: boolean;
}

interface Line {
  readonly number: number;
  readonly text: string;
  /** Columns up to the last character, the indent included. */
  readonly columns: number;
  readonly isIndented: boolean;
  readonly isAfterBlank: boolean;
}

/** Widest column at which a text counts as wrapped by hand or by a mail program. */
const maxWidth = 100;
const minWidth = 40;

/**
 * The paragraphs of a plain text. Blank lines separate; so does every line end, unless the text is wrapped at a column
 * (most lines end where the next word would not have fitted), when lines are joined.
 *
 * @param isAlone Whether a line stands for itself and is never joined with its neighbours (a byline, a date).
 */
export function listParagraphs(text: string, isAlone: (line: string) => boolean): TextParagraph[] {
  const lines = listLines(text);
  const width = findWrapWidth(lines);
  const paragraphs: TextParagraph[] = [];
  let open: Line[] = [];
  const close = (): void => {
    const [first, last] = [open[0], open.at(-1)];
    if (first !== undefined && last !== undefined) {
      paragraphs.push({
        text: joinLines(open.map((line) => line.text)),
        first: first.number,
        last: last.number,
        isSetOff: first.isAfterBlank,
      });
    }
    open = [];
  };
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    const isJoined =
      width !== null &&
      before !== undefined &&
      !line.isAfterBlank &&
      !opensParagraph(before, line) &&
      isWrapped(before, line, width) &&
      !isAlone(line.text) &&
      !isAlone(before.text);
    if (!isJoined) close();
    open.push(line);
  });
  close();
  return paragraphs;
}

function listLines(text: string): Line[] {
  const lines: Line[] = [];
  let isAfterBlank = true;
  text.split('\n').forEach((raw, i) => {
    const trimmed = raw.trim();
    if (trimmed !== '') {
      lines.push({
        number: i + 1,
        text: trimmed,
        columns: raw.trimEnd().length,
        isIndented: /^\s/.test(raw),
        isAfterBlank,
      });
    }
    isAfterBlank = trimmed === '';
  });
  return lines;
}

/** The width of a wrapped text; null when it is not wrapped. */
function findWrapWidth(lines: readonly Line[]): number | null {
  const breaks = lines.flatMap((line, i) => {
    const next = lines[i + 1];
    return next === undefined || next.isAfterBlank || opensParagraph(line, next)
      ? []
      : [{ line, next }];
  });
  const width = Math.max(
    0,
    ...lines.filter((line) => line.columns <= maxWidth).map((line) => line.columns),
  );
  if (breaks.length < 2 || width < minWidth) return null;
  // A single long address does not make a wrapped text another one; many long lines do.
  if (lines.filter((line) => line.columns > maxWidth).length > lines.length / 10) return null;
  const wrapped = breaks.filter(({ line, next }) => isWrapped(line, next, width));
  // Paragraphs set line by line end in a full stop; wrapped lines hardly ever do.
  const midSentence = wrapped.filter(({ line }) => !/[.!?。！？؟]["'”’»)]*$/u.test(line.text));
  const isBelievable = wrapped.length >= 2 && wrapped.length >= breaks.length * 0.5;
  return isBelievable && midSentence.length >= wrapped.length * 0.6 ? width : null;
}

/** Whether an indent sets a line off from the one before it. */
function opensParagraph(before: Line, line: Line): boolean {
  return line.isIndented && !before.isIndented;
}

/** Whether the first word of the next line would not have fitted at the end of this one. */
function isWrapped(line: Line, next: Line, width: number): boolean {
  if (line.columns < width * 0.6) return false;
  return line.columns + 1 + next.text.split(/\s/, 1).join('').length > width;
}

/** Join wrapped lines: no space after a hyphen inside a word, nor between characters of scripts written without spaces. */
function joinLines(lines: readonly string[]): string {
  const pieces = lines.map((line, i) => {
    const before = lines[i - 1]?.slice(-3) ?? '';
    const isHyphen = /\p{L}-$/u.test(before) && /^\p{Ll}/u.test(line);
    const isUnspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。」』]$/u.test(
      before,
    );
    return i === 0 || isHyphen || isUnspaced ? line : ` ${line}`;
  });
  return pieces.join('');
}
