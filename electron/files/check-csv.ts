import path from 'node:path';
import type { CsvRow } from '../../shared/formats/csv/csv-cells.ts';
import { buildArticleRows, type CsvNames } from '../../shared/formats/csv/csv-rows.ts';
import {
  csvTableNames,
  csvTables,
  type CsvTableName,
} from '../../shared/formats/csv/csv-tables.ts';
import { formatCell } from '../../shared/formats/csv/csv-text.ts';
import type { DatasetArticle } from '../../shared/formats/dataset.ts';
import type { Id } from '../../shared/records/records.ts';
import type { Refusal } from '../../shared/util/result.ts';
import { ByteReader } from './byte-reader.ts';
import { blankText, type CsvChoice, type CsvTableRows } from './csv-writer.ts';
import { notReadBack, type Comparison } from './export-compare.ts';
import { readArticles } from './export-head.ts';
import type { ExportRun } from './export-run.ts';

/** What the tables should hold. */
export interface WrittenCsv {
  /** Rows of no article, made anew. */
  readonly head: Iterable<CsvTableRows>;
  readonly names: CsvNames;
  readonly articleIds: readonly Id[];
  readonly choice: CsvChoice;
}

/**
 * Read the tables back side by side, record by record: every one must be its row, and the positions of every segment must cut
 * its words out of the text, in all three units.
 *
 * @throws Refusal `damaged` naming the table and its record when something differs.
 */
export async function compareCsvExport(
  run: ExportRun,
  folder: string,
  { head, names, articleIds, choice }: WrittenCsv,
): Promise<Comparison> {
  return withTables(folder, [...csvTableNames], {}, async (tables) => {
    const expect = async (rows: CsvTableRows): Promise<void> => {
      for (const table of csvTableNames) {
        for (const row of rows[table] ?? []) await tables[table].expect(row, choice);
      }
      await run.breathe();
    };
    for (const table of csvTableNames) {
      await tables[table].expect(
        csvTables[table].columns.map(({ name }) => name),
        { ...choice, variant: 'exact' },
      );
    }
    for (const rows of head) await expect(rows);
    const places = new PlaceTable();
    let articles = 0;
    for await (const item of readArticles(run, articleIds)) {
      const rows = buildArticleRows(item, names);
      checkCuts(item, rows.segments, places);
      await expect(choice.hasText ? rows : blankText(rows));
      articles += 1;
      run.report(articles, articleIds.length, 'Reading back');
    }
    for (const table of csvTableNames) await tables[table].expectEnd();
    return { isCompared: true, articles, reason: null };
  });
}

/** Of each of ten tables so much is held as records at a time. */
const chunkBytes = 64 * 1024;

type Tables = Readonly<Record<CsvTableName, TableReader>>;

/** Open all tables, one inside the other. */
async function withTables<Value>(
  folder: string,
  [name, ...rest]: readonly CsvTableName[],
  tables: Partial<Tables>,
  work: (tables: Tables) => Promise<Value>,
): Promise<Value> {
  // Every name has been opened by then.
  if (name === undefined) return work(tables as Tables);
  const file = `${name}.csv`;
  const next = (reader: ByteReader): Promise<Value> =>
    withTables(folder, rest, { ...tables, [name]: new TableReader(file, reader) }, work);
  return ByteReader.over(path.join(folder, file), next, chunkBytes);
}

/** The records of one table, one after the other. */
class TableReader {
  readonly #name: string;
  readonly #reader: ByteReader;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  /** What has been read, and how much of it was compared. */
  #text = '';
  #at = 0;
  #isAtEnd = false;
  #count = 0;

  constructor(name: string, reader: ByteReader) {
    this.#name = name;
    this.#reader = reader;
  }

  /** The next record must be this row. */
  async expect(row: CsvRow, { variant }: CsvChoice): Promise<void> {
    const cells = row.map((cell) => formatCell(cell, variant));
    this.#count += 1;
    let end = matchRecord(this.#text, this.#at, cells);
    while (end === null && this.#text.length - this.#at < mostUnits(cells) && !this.#isAtEnd) {
      await this.#more();
      end = matchRecord(this.#text, this.#at, cells);
    }
    if (end === null) {
      throw fault(
        `${this.#name}, record ${this.#count}: “${String(row[0])}” does not come back as it was written`,
      );
    }
    this.#at = end;
  }

  async expectEnd(): Promise<void> {
    if (!this.#isAtEnd) await this.#more();
    if (this.#at < this.#text.length) {
      throw fault(`${this.#name}: there is more than was written`);
    }
  }

  async #more(): Promise<void> {
    const bytes = await this.#reader.takeChunk();
    this.#isAtEnd = bytes.length === 0;
    this.#text = this.#text.slice(this.#at) + this.#decode(bytes);
    this.#at = 0;
  }

  #decode(bytes: Uint8Array): string {
    try {
      return this.#decoder.decode(bytes, { stream: bytes.length > 0 });
    } catch {
      throw fault(`${this.#name}: the bytes are not UTF-8`);
    }
  }
}

/** Room that a record may take: all its characters doubled, in quotes, with what separates them. */
function mostUnits(cells: readonly string[]): number {
  return cells.reduce((units, cell) => units + 2 * cell.length + 3, 2);
}

/**
 * Where the record ends that begins at a place, when a strict reader of RFC 4180 finds just these cells in it; null when not.
 * No cells are made for that: records are millions.
 */
function matchRecord(text: string, from: number, cells: readonly string[]): number | null {
  let at = from;
  for (const [i, cell] of cells.entries()) {
    const end = matchCell(text, at, cell);
    const separator = i === cells.length - 1 ? '\r\n' : ',';
    if (end === null || !text.startsWith(separator, end)) return null;
    at = end + separator.length;
  }
  return at;
}

/** Where the cell at a place ends, in quotes or bare, when it is that one: a bare one has nothing that ends it inside. */
function matchCell(text: string, at: number, cell: string): number | null {
  if (!text.startsWith('"', at)) {
    return text.startsWith(cell, at) && !/[",\r\n]/.test(cell) ? at + cell.length : null;
  }
  const quoted = cell.includes('"') ? cell.replaceAll('"', '""') : cell;
  const end = at + 1 + quoted.length;
  return text.startsWith(quoted, at + 1) && text.startsWith('"', end) ? end + 1 : null;
}

const columns = csvTables.segments.columns.map(({ name }) => name);
const [startAt, exactAt] = [columns.indexOf('start'), columns.indexOf('exact')];

/** Counts positions of texts by other means than those by which they were written: walking along every character. */
class PlaceTable {
  /** Units of UTF-16 and bytes before each code point of the text, and before its end. */
  #places = new Uint32Array(2 * 16_384);
  #codePoints = 0;

  count(text: string): void {
    if (this.#places.length < 2 * (text.length + 1)) {
      this.#places = new Uint32Array(4 * (text.length + 1));
    }
    let [bytes, i] = [0, 0];
    for (let unit = 0; unit <= text.length; i++) {
      this.#places[2 * i] = unit;
      this.#places[2 * i + 1] = bytes;
      const code = text.codePointAt(unit) ?? 0;
      unit += code > 0xffff ? 2 : 1;
      bytes += code > 0xffff ? 4 : code > 0x7ff ? 3 : code > 0x7f ? 2 : 1;
    }
    this.#codePoints = i - 1;
  }

  /** Whether a code point, a unit of UTF-16 and a byte are one place of the text. */
  isPlace(codePoint: number, unit: number, byte: number): boolean {
    return (
      codePoint <= this.#codePoints &&
      this.#places[2 * codePoint] === unit &&
      this.#places[2 * codePoint + 1] === byte
    );
  }
}

/** The positions of every segment must be one in all units, and cut its words. */
function checkCuts(
  { article, revision }: DatasetArticle,
  segments: readonly CsvRow[],
  places: PlaceTable,
): void {
  places.count(revision.text);
  for (const row of segments) {
    const [start = -1, end = -1, start16 = -1, end16 = -1, startByte = -1, endByte = -1] = row
      .slice(startAt, startAt + 6)
      .map(Number);
    if (
      places.isPlace(start, start16, startByte) &&
      places.isPlace(end, end16, endByte) &&
      revision.text.slice(start16, end16) === row[exactAt]
    )
      continue;
    throw fault(
      `segments.csv: positions of the mark ${String(row[0])} in “${article.title}” do not cut “${String(row[exactAt])}”`,
    );
  }
}

function fault(what: string): Refusal {
  return notReadBack('CSV tables', what);
}
