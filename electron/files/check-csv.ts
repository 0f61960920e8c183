import path from 'node:path';
import type { CsvRow } from '../../shared/formats/csv/csv-cells.ts';
import { buildArticleRows, type CsvNames } from '../../shared/formats/csv/csv-rows.ts';
import {
  csvTableNames,
  csvTables,
  type CsvTableName,
} from '../../shared/formats/csv/csv-tables.ts';
import { formatCell, parseRows } from '../../shared/formats/csv/csv-text.ts';
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
    let articles = 0;
    for await (const item of readArticles(run, articleIds)) {
      const rows = buildArticleRows(item, names);
      checkCuts(item, rows.segments);
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
  #rest = '';
  #records: string[][] = [];
  #at = 0;
  #count = 0;

  constructor(name: string, reader: ByteReader) {
    this.#name = name;
    this.#reader = reader;
  }

  /** The next record must be this row. */
  async expect(row: CsvRow, { variant }: CsvChoice): Promise<void> {
    if (this.#at === this.#records.length) await this.#more();
    const record = this.#records[this.#at++];
    this.#count += 1;
    if (
      record?.length === row.length &&
      row.every((cell, i) => formatCell(cell, variant) === record[i])
    )
      return;
    throw fault(
      `${this.#name}, record ${this.#count}: “${String(row[0])}” does not come back as it was written`,
    );
  }

  async expectEnd(): Promise<void> {
    if (this.#at === this.#records.length) await this.#more();
    if (this.#at < this.#records.length)
      throw fault(`${this.#name}: there is more than was written`);
  }

  /** Read whole records: up to the last end of a line that is in no quotes. */
  async #more(): Promise<void> {
    this.#records = [];
    this.#at = 0;
    while (this.#records.length === 0) {
      const bytes = await this.#reader.takeChunk();
      this.#rest += this.#decode(bytes);
      const end = bytes.length === 0 ? this.#rest.length : findRecordEnd(this.#rest);
      if (end > 0) {
        const records = parseRows(this.#rest.slice(0, end));
        if (!records) throw fault(`${this.#name}: a cell is not closed`);
        this.#records = records;
        this.#rest = this.#rest.slice(end);
      }
      if (bytes.length === 0) return;
    }
  }

  #decode(bytes: Uint8Array): string {
    try {
      return this.#decoder.decode(bytes, { stream: bytes.length > 0 });
    } catch {
      throw fault(`${this.#name}: the bytes are not UTF-8`);
    }
  }
}

/** Where the last whole record of some text ends; 0 when none does. */
function findRecordEnd(text: string): number {
  let after = 0;
  const total = countQuotes(text);
  for (let from = text.length; from > 0;) {
    const found = text.lastIndexOf('\r\n', from - 1);
    if (found === -1) return 0;
    after += countQuotes(text.slice(found, from));
    if ((total - after) % 2 === 0) return found + 2;
    from = found;
  }
  return 0;
}

function countQuotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}

const columns = csvTables.segments.columns.map(({ name }) => name);
const [startAt, exactAt] = [columns.indexOf('start'), columns.indexOf('exact')];

/** Positions are counted here by other means than where they were written. */
function checkCuts({ article, revision }: DatasetArticle, segments: readonly CsvRow[]): void {
  const characters = [...revision.text];
  const bytes = Buffer.from(revision.text, 'utf8');
  for (const row of segments) {
    const [start, end, start16, end16, startByte, endByte] = row
      .slice(startAt, startAt + 6)
      .map(Number);
    const cuts = [
      characters.slice(start, end).join(''),
      revision.text.slice(start16, end16),
      bytes.subarray(startByte, endByte).toString('utf8'),
    ];
    if (cuts.every((cut) => cut === row[exactAt])) continue;
    throw fault(
      `segments.csv: positions of the mark ${String(row[0])} in “${article.title}” do not cut “${String(row[exactAt])}”`,
    );
  }
}

function fault(what: string): Refusal {
  return notReadBack('CSV tables', what);
}
