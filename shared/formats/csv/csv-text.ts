import type { CsvCell, CsvRow } from './csv-cells.ts';

/** `exact` for programs; `spreadsheet` for Excel: byte order mark and formula guard, which changes values. */
export type CsvVariant = 'exact' | 'spreadsheet';

/** First characters by which a spreadsheet may take a text for a formula, full-width forms included. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
/** Put before a text that begins like a formula. */
export const formulaGuard = "'";
/** Longest cell that Excel shows, in UTF-16 units. */
export const spreadsheetCellLimit = 32_767;

/** A cell as text: `true` and `false` for truth, nothing for null. Only texts are guarded, never numbers. */
export function formatCell(cell: CsvCell, variant: CsvVariant): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  return variant === 'spreadsheet' && formulaStart.test(cell) ? formulaGuard + cell : cell;
}

/** Records as RFC 4180 has them: CRLF after each; a cell in quotes where it holds a comma, a quote, CR or LF. */
export function stringifyRows(rows: readonly CsvRow[], variant: CsvVariant): string {
  // No list of texts for each row: rows are millions.
  let text = '';
  for (const row of rows) {
    let separator = '';
    for (const cell of row) {
      text += separator;
      if (typeof cell === 'string') text += quoteCell(formatCell(cell, variant));
      else if (cell !== null) text += String(cell);
      separator = ',';
    }
    text += '\r\n';
  }
  return text;
}

/** A cell of the variant `exact`. */
export function quoteCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * Records of RFC 4180 text, as `stringifyRows` writes it; lone CR or LF end a record too, and a byte order mark is read over.
 *
 * @returns null when a quoted cell is never closed.
 */
export function parseRows(text: string): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  // A cell in quotes or a bare one, then what ends it.
  const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/gy;
  cell.lastIndex = text.startsWith('\ufeff') ? 1 : 0;
  while (cell.lastIndex < text.length || row.length > 0) {
    const match = cell.exec(text);
    if (match === null) return null;
    const [, quoted, bare = '', end] = match;
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
