import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ExportReport } from '../../shared/contract/views.ts';
import type { CsvRow } from '../../shared/formats/csv/csv-cells.ts';
import {
  buildArticleRows,
  buildHeadRows,
  collectNames,
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
  csvFormat,
  dataPackageFile,
  type CsvFile,
} from '../../shared/formats/csv/data-package.ts';
import { readTextOrNull, writeFolderAtomically, writeTextFile, type TextSink } from './atomic.ts';
import { countFormatting, listCommonLosses, listCsvLosses } from './export-losses.ts';
import type { ExportRun } from './export-run.ts';
import {
  dropStrayComments,
  planExport,
  readArticle,
  readHead,
  type ExportPlan,
} from './export-source.ts';

/** Rows that a preview shows. */
const sampleRows = 20;

/** The header record of a table, with the byte order mark of the spreadsheet variant. */
function stringifyHeader(table: CsvTableName, variant: CsvVariant): string {
  const names = csvTables[table].columns.map((column) => column.name);
  return (variant === 'spreadsheet' ? '\ufeff' : '') + stringifyRows([names], 'exact');
}

/** Write the CSV export: a folder with every table and its manifest. */
export async function writeCsvExport(
  run: ExportRun,
  target: string,
  variant: CsvVariant,
): Promise<ExportReport> {
  return writeFolderAtomically(target, isFormerExport, (folder) =>
    writeTables(run, folder, variant),
  );
}

interface Tally {
  readonly rows: Map<CsvTableName, number>;
  longCells: number;
}

async function writeTables(
  run: ExportRun,
  folder: string,
  variant: CsvVariant,
): Promise<ExportReport> {
  const plan = planExport(run.source, run.selection);
  const articleIds = new Set(plan.articleIds);
  const head = dropStrayComments(run.source, readHead(run.source), articleIds, run.selection);
  const names = collectNames(head);
  const tally: Tally = { rows: new Map(), longCells: 0 };
  const formatting = { articles: 0, links: 0, emphases: 0, blocks: 0 };
  const states = { count: 0, articles: 0 };

  const add = async (sinks: Sinks, tables: Partial<Record<CsvTableName, readonly CsvRow[]>>) => {
    for (const name of csvTableNames) {
      const rows = tables[name];
      if (!rows || rows.length === 0) continue;
      tally.rows.set(name, (tally.rows.get(name) ?? 0) + rows.length);
      if (variant === 'spreadsheet') tally.longCells += countLongCells(rows);
      await sinks[name].append(stringifyRows(rows, variant));
    }
  };
  const files = await writeFiles(folder, async (sinks) => {
    for (const name of csvTableNames) await sinks[name].append(stringifyHeader(name, variant));
    await add(sinks, buildHeadRows(head, names));
    for (const [i, articleId] of plan.articleIds.entries()) {
      const item = readArticle(run.source, articleId, run.selection);
      if (item) {
        countFormatting(formatting, item.revision.document);
        states.count += item.states.length;
        states.articles += item.states.length > 0 ? 1 : 0;
        await add(sinks, buildArticleRows(item, names));
      }
      run.report(i + 1, plan.articleIds.length);
      await run.breathe();
    }
  });
  const losses = [
    ...listCommonLosses(plan),
    ...listCsvLosses(head, formatting, states),
    ...listVariantLosses(variant, tally.longCells),
  ];
  const { project } = head;
  const manifest = buildDataPackage(
    {
      projectId: project.id,
      title: project.name,
      description: project.description,
      exportedAt: run.exportedAt,
      generator: run.generator,
      variant,
      losses,
    },
    files,
  );
  const written = await writeTextFile(path.join(folder, dataPackageFile), (sink) =>
    sink.append(`${JSON.stringify(manifest, null, 2)}\n`),
  );
  return {
    format: 'csv',
    files: [
      ...files.map(({ name, sizeBytes }, i) => {
        return { name, sizeBytes, rows: tally.rows.get(csvTableNames[i] ?? 'articles') ?? 0 };
      }),
      { name: dataPackageFile, sizeBytes: written.sizeBytes, rows: null },
    ],
    articles: plan.articleIds.length,
    annotations: tally.rows.get('annotations') ?? 0,
    losses,
    moreFiles: 0,
    comparison: null,
    split: null,
  };
}

type Sinks = Readonly<Record<CsvTableName, TextSink>>;

/** Open the files of all tables at once, one inside the other, so that articles can be written to all of them in turn. */
async function writeFiles(
  folder: string,
  write: (sinks: Sinks) => Promise<void>,
): Promise<CsvFile[]> {
  const files: CsvFile[] = [];
  const openFrom = async (i: number, sinks: Partial<Sinks>): Promise<void> => {
    const name = csvTableNames[i];
    if (name === undefined) return write(completeSinks(sinks));
    const file = `${name}.csv`;
    const written = await writeTextFile(path.join(folder, file), (sink) =>
      openFrom(i + 1, { ...sinks, [name]: sink }),
    );
    files.unshift({ name: file, ...written });
  };
  await openFrom(0, {});
  return files;
}

function completeSinks(sinks: Partial<Sinks>): Sinks {
  const get = (name: CsvTableName): TextSink => {
    const sink = sinks[name];
    if (!sink) throw new RangeError(`no file for table ${name}`);
    return sink;
  };
  return {
    articles: get('articles'),
    annotations: get('annotations'),
    segments: get('segments'),
    quotations: get('quotations'),
    mentions: get('mentions'),
    entities: get('entities'),
    claims: get('claims'),
    claim_events: get('claim_events'),
    evidence: get('evidence'),
    codebook: get('codebook'),
  };
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

/** The beginning of `quotations.csv`. */
export function sampleCsvExport(run: ExportRun, plan: ExportPlan, variant: CsvVariant): string {
  const names = collectNames(readHead(run.source));
  const rows: CsvRow[] = [];
  for (const articleId of plan.articleIds) {
    const item = readArticle(run.source, articleId, run.selection);
    if (item) rows.push(...buildArticleRows(item, names).quotations);
    if (rows.length >= sampleRows) break;
  }
  return stringifyHeader('quotations', variant) + stringifyRows(rows.slice(0, sampleRows), variant);
}

/** Whether a folder holds a CSV export of ours and nothing else: only then may it be replaced. */
async function isFormerExport(folder: string): Promise<boolean> {
  const known = new Set([dataPackageFile, ...csvTableNames.map((name) => `${name}.csv`)]);
  const names = await readdir(folder);
  if (!names.every((name) => known.has(name))) return false;
  const text = await readTextOrNull(path.join(folder, dataPackageFile));
  if (text === null) return false;
  try {
    const manifest: unknown = JSON.parse(text);
    return readMarker(manifest) === csvFormat;
  } catch {
    // No JSON, so none of ours.
    return false;
  }
}

function readMarker(manifest: unknown): unknown {
  if (typeof manifest !== 'object' || manifest === null || !('quotemark' in manifest)) return null;
  const { quotemark } = manifest;
  if (typeof quotemark !== 'object' || quotemark === null || !('format' in quotemark)) return null;
  return quotemark.format;
}
