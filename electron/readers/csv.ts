import { parse } from 'csv-parse/sync';
import { Refusal } from '../../shared/util/result.ts';
import { decodeFile } from './decode.ts';
import type { DocumentReader } from './reader.ts';
import { readTable, type SourceTable, type TableRow } from './table.ts';

/** Largest table. A file of articles is far smaller than one with numbers. */
const maxBytes = 50 * 1024 * 1024;
const maxCell = 8 * 1024 * 1024;

/** A table of articles, one a row, the first row naming the columns. Comma, semicolon, tab or bar between cells. */
export const readCsv: DocumentReader = async ({ bytes, mapping }) => {
  const { text, encoding, newline } = decodeFile(bytes, { maxBytes });
  const delimiter = findDelimiter(text);
  const { parts, table } = readTable(parseTable(text, delimiter), mapping, 'text/csv');
  return { importer: 'csv@1', mediaType: 'text/csv', encoding, newline, parts, table };
};

interface CsvRecord {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

function parseTable(text: string, delimiter: string): SourceTable {
  const [head, ...records] = parseRecords(text, delimiter);
  const names = (head?.record ?? []).map((name, i) => name.trim() || `column ${i + 1}`);
  if (names.length === 0) throw new Refusal('unsupported_file', 'The table is empty.');
  // Two columns of one name can only be told apart by their place.
  const columns = names.map((name, i) => (names.indexOf(name) === i ? name : `${name} (${i + 1})`));
  const rows = records.map(({ record, raw }, i): TableRow => {
    const isLong = record.length > columns.length;
    const before = i === 0 ? head : records[i - 1];
    const place = `line ${(before?.info.lines ?? 0) + 1}`;
    const problem = isLong
      ? `${record.length} cells where there are ${columns.length} columns.`
      : null;
    return { cells: record, source: raw, place, problem };
  });
  return { columns, rows };
}

function parseRecords(text: string, delimiter: string): CsvRecord[] {
  try {
    return parse(text, {
      delimiter,
      raw: true,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: maxCell,
      // With `raw` and `info` each record comes as an object of both.
    }) as unknown as CsvRecord[];
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new Refusal('bad_input', `The table cannot be read: ${cause.message}`);
  }
}

/** The mark that stands most often in the first line, outside of quotes. */
function findDelimiter(text: string): string {
  const line = (/^.*$/m.exec(text.slice(0, 100_000))?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((mark) => ({ mark, count: line.split(mark).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).mark;
}
