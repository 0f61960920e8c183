/** A run of text on a page of a PDF; places in points, from the lower left corner. */
export interface PdfRun {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly fontSize: number;
  /** Whether the line ends after it, as far as the file says so. */
  readonly isLineEnd: boolean;
}

interface PdfLine {
  text: string;
  readonly x: number;
  y: number;
  right: number;
  readonly fontSize: number;
}

/**
 * The text of pages in lines, a blank line where the space between lines says that a paragraph ends. Columns come one after
 * the other because PDF files hold them so; words broken at the end of a line are joined, lines that stand at the head or
 * foot of most pages and page numbers are left out.
 */
export function buildPdfText(pages: readonly (readonly PdfRun[])[]): string {
  const lines = pages.map(listLines);
  const repeated = findRepeated(lines);
  const paragraphs: string[] = [];
  let open = '';
  const close = () => {
    if (open.trim() !== '') paragraphs.push(open.trim());
    open = '';
  };
  for (const page of lines) {
    const kept = page.filter(({ text }) => !repeated.has(keyOf(text)) && !isPageNumber(text));
    const [left, width] = measure(kept);
    kept.forEach((line, i) => {
      const before = kept[i - 1];
      if (before && opensParagraph(before, line, width)) close();
      // A paragraph may go on over the page: only a full stop or a short last line ends it there.
      else if (!before && /[.!?:»”"]\s*$/u.test(open)) close();
      else if (before && Math.abs(before.x - left) < 1 && line.x - left > line.fontSize * 0.8)
        close();
      open = joinLines(open, line.text);
    });
  }
  close();
  return paragraphs.join('\n\n');
}

function listLines(runs: readonly PdfRun[]): PdfLine[] {
  const lines: PdfLine[] = [];
  let open: PdfLine | null = null;
  for (const run of runs) {
    if (run.text.trim() === '' && open === null) continue;
    if (open !== null && (Math.abs(run.y - open.y) > run.fontSize * 0.5 || run.x < open.x - 1)) {
      lines.push(open);
      open = null;
    }
    if (run.text === '') {
      if (run.isLineEnd && open !== null) {
        lines.push(open);
        open = null;
      }
      continue;
    }
    const right = run.x + run.width;
    if (open === null) open = { text: run.text, x: run.x, y: run.y, right, fontSize: run.fontSize };
    else {
      const hasGap = run.x - open.right > run.fontSize * 0.15;
      open.text +=
        hasGap && !/\s$/.test(open.text) && !/^\s/.test(run.text) ? ` ${run.text}` : run.text;
      open.right = right;
    }
    if (run.isLineEnd) {
      lines.push(open);
      open = null;
    }
  }
  if (open !== null) lines.push(open);
  return lines
    .map((line) => ({ ...line, text: line.text.replace(/\s+/g, ' ').trim() }))
    .filter(({ text }) => text !== '');
}

/** Left edge and width of most lines. */
function measure(lines: readonly PdfLine[]): readonly [number, number] {
  const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
  const widths = sorted(lines.map(({ x, right }) => right - x));
  const left = sorted(lines.map(({ x }) => x));
  return [left[Math.floor(left.length / 4)] ?? 0, widths[Math.floor(widths.length * 0.75)] ?? 0];
}

function opensParagraph(before: PdfLine, line: PdfLine, width: number): boolean {
  const size = Math.max(before.fontSize, line.fontSize);
  // A heading has letters of another size.
  if (Math.abs(before.fontSize - line.fontSize) > size * 0.12) return true;
  const gap = before.y - line.y;
  // Upwards: the next column.
  if (gap < 0) return /[.!?:»”"]$/u.test(before.text);
  if (gap > size * 1.75) return true;
  const isShort = before.right - before.x < width * 0.8;
  return isShort && /[.!?:»”"]$/u.test(before.text);
}

function joinLines(open: string, line: string): string {
  if (open === '') return line;
  if (/\p{L}[-\u00ad]$/u.test(open) && /^\p{Ll}/u.test(line)) return open.slice(0, -1) + line;
  const isUnspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。」』]$/u.test(open);
  return isUnspaced ? open + line : `${open} ${line}`;
}

/** Lines at the head and foot that most pages have, numbers apart. */
function findRepeated(pages: readonly (readonly PdfLine[])[]): ReadonlySet<string> {
  if (pages.length < 3) return new Set();
  const counts = new Map<string, number>();
  for (const page of pages) {
    const around = [...page.slice(0, 2), ...page.slice(-2)].map(({ text }) => keyOf(text));
    for (const key of new Set(around)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > pages.length / 2).map(([key]) => key));
}

function keyOf(line: string): string {
  return line.replace(/\d+/g, '0');
}

function isPageNumber(line: string): boolean {
  return /^(?:(?:page|seite|p\.)\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|\/|von)\s*\d{1,4})?$/i.test(
    line,
  );
}
