import type { CsvRow } from '../../shared/formats/csv/csv-cells.ts';
import { stringifyMarks } from '../../shared/formats/csv/csv-cells-text.ts';
import {
  buildArticleRows,
  buildHeadRows,
  collectNames,
  type CsvNames,
} from '../../shared/formats/csv/csv-rows.ts';
import {
  csvTableNames,
  csvTables,
  type CsvTableName,
} from '../../shared/formats/csv/csv-tables.ts';
import {
  spreadsheetCellLimit,
  stringifyRows,
  type CsvVariant,
} from '../../shared/formats/csv/csv-text.ts';
import {
  buildDataPackage,
  type CheckedCounts,
  type CsvFile,
} from '../../shared/formats/csv/data-package.ts';
import type { DatasetArticle, DatasetHead } from '../../shared/formats/dataset.ts';
import type { ArticleCells } from '../../shared/records/read-rows.ts';
import type { ExportMaking } from '../../shared/formats/json/quotemark-build.ts';
import { countFormatting, listCsvLosses } from './export-losses.ts';

const markTables = ['annotations', 'segments', 'quotations', 'mentions'] as const;

/** How tables are written. */
export interface CsvChoice {
  readonly variant: CsvVariant;
  /** Whether `articles.csv` has the texts; its column is empty when not. */
  readonly hasText: boolean;
}

/** Records to add to the end of a table. */
export interface CsvPiece {
  readonly table: CsvTableName;
  readonly text: string;
}

/** Rows of the head that are made while they are written. */
export interface LateCsvRows {
  readonly names: CsvNames;
  readonly rows: Iterable<CsvTableRows>;
}

/** Rows of some tables. */
export type CsvTableRows = Partial<Readonly<Record<CsvTableName, readonly CsvRow[]>>>;

/** The tables of one CSV export as text, article by article, with counts of what they have no place for. */
export class CsvWriter {
  /** Rows that were written; a table without any is absent. */
  readonly rows = new Map<CsvTableName, number>();
  /** Cells so far that a spreadsheet cuts; counted in the spreadsheet variant only. */
  longCells = 0;
  readonly #head: DatasetHead;
  readonly #choice: CsvChoice;
  readonly #names: CsvNames;
  readonly #formatting = { articles: 0, links: 0, emphases: 0, blocks: 0 };
  readonly #states = { count: 0, articles: 0 };

  readonly #late: LateCsvRows | null;

  /** @param late In place of the cast and the claims of the head, which may be very many. */
  constructor(head: DatasetHead, choice: CsvChoice, late: LateCsvRows | null = null) {
    this.#head = head;
    this.#choice = choice;
    this.#names = late?.names ?? collectNames(head);
    this.#late = late;
  }

  /** The header of every table, and the rows of no article. */
  *begin(): Generator<CsvPiece> {
    for (const table of csvTableNames) {
      yield { table, text: stringifyHeader(table, this.#choice.variant) };
    }
    yield* this.#stringify(buildHeadRows(this.#head, this.#names));
    for (const rows of this.#late?.rows ?? []) yield* this.#stringify(rows);
  }

  /** The rows of one article. */
  article(item: DatasetArticle): CsvPiece[] {
    const { states, revision } = item;
    countFormatting(this.#formatting, revision.document);
    this.#states.count += states.length;
    this.#states.articles += states.length > 0 ? 1 : 0;
    const tables = buildArticleRows(item, this.#names);
    return this.#stringify(this.#choice.hasText ? tables : blankText(tables));
  }

  /** The same of an article whose marks are cells; of the variant `exact` only. */
  cells(item: DatasetArticle, cells: ArticleCells): CsvPiece[] {
    const { article, revision } = item;
    const made = stringifyMarks({ ...article, text: revision.text }, cells, this.#names);
    const marks = markTables.flatMap((table) => {
      const { text, rows } = made[table];
      if (rows === 0) return [];
      this.rows.set(table, (this.rows.get(table) ?? 0) + rows);
      return [{ table, text }];
    });
    return [...this.article(item), ...marks];
  }

  /** What the tables have had no place for so far, item by item. */
  listLosses(): string[] {
    return [
      ...listCsvLosses(this.#head, this.#formatting, this.#states),
      ...listVariantLosses(this.#choice.variant, this.longCells),
    ];
  }

  /**
   * The manifest of the tables, as text.
   *
   * @param files One for each table, in the order of `csvTableNames`.
   * @param checked What reading them back has counted; null where a manifest beside them tells it.
   */
  describe(
    files: readonly CsvFile[],
    making: ExportMaking,
    losses: readonly string[],
    checked: CheckedCounts | null,
  ): string {
    const { id, name, description } = this.#head.project;
    const told = { ...making, ...this.#choice, losses, checked };
    const info = { projectId: id, title: name, description, ...told };
    return `${JSON.stringify(buildDataPackage(info, files), null, 2)}\n`;
  }

  #stringify(tables: CsvTableRows): CsvPiece[] {
    const { variant } = this.#choice;
    return csvTableNames.flatMap((table) => {
      const rows = tables[table] ?? [];
      if (rows.length === 0) return [];
      this.rows.set(table, (this.rows.get(table) ?? 0) + rows.length);
      if (variant === 'spreadsheet') this.longCells += countLongCells(rows);
      return [{ table, text: stringifyRows(rows, variant) }];
    });
  }
}

/** The same rows without the text of the article, which is the last column of its table. */
export function blankText(tables: CsvTableRows): CsvTableRows {
  return { ...tables, articles: tables.articles?.map((row) => [...row.slice(0, -1), null]) ?? [] };
}

/** The header record of a table, with the byte order mark of the spreadsheet variant. */
export function stringifyHeader(table: CsvTableName, variant: CsvVariant): string {
  const names = csvTables[table].columns.map((column) => column.name);
  return (variant === 'spreadsheet' ? '\ufeff' : '') + stringifyRows([names], 'exact');
}

function countLongCells(rows: readonly CsvRow[]): number {
  const isLong = (cell: CsvRow[number]) =>
    typeof cell === 'string' && cell.length > spreadsheetCellLimit;
  return rows.reduce((count, row) => count + row.filter(isLong).length, 0);
}

/**
 * What the spreadsheet variant changes, item by item.
 *
 * @param longCells Cells longer than `spreadsheetCellLimit`.
 */
export function listVariantLosses(variant: CsvVariant, longCells: number): string[] {
  if (variant === 'exact') return [];
  const losses = [
    'Texts that begin like a formula have an apostrophe before them (formula guard): values are not exact.',
  ];
  if (longCells > 0) {
    losses.push(
      `${longCells} cells are longer than ${spreadsheetCellLimit} characters; Excel cuts them.`,
    );
  }
  return losses;
}
