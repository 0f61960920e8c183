import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ExportReport } from '../../shared/contract/views.ts';
import type { CsvRow } from '../../shared/formats/csv/csv-cells.ts';
import {
  buildArticleRows,
  buildHeadRows,
  collectNames,
  type CsvNames,
} from '../../shared/formats/csv/csv-rows.ts';
import { csvTableNames, type CsvTableName } from '../../shared/formats/csv/csv-tables.ts';
import { stringifyRows, type CsvVariant } from '../../shared/formats/csv/csv-text.ts';
import type { DatasetHead } from '../../shared/formats/dataset.ts';
import type { Id } from '../../shared/records/records.ts';
import { csvFormat, dataPackageFile, type CsvFile } from '../../shared/formats/csv/data-package.ts';
import { readTextOrNull, writeFolderAtomically, writeTextFile, type TextSink } from './atomic.ts';
import {
  CsvWriter,
  stringifyHeader,
  type CsvChoice,
  type CsvPiece,
  type CsvTableRows,
} from './csv-writer.ts';
import { compareCsvExport } from './check-csv.ts';
import { describeComparison, verifyBytes } from './export-compare.ts';
import { listCommonLosses } from './export-losses.ts';
import { isFormerExchange } from './export-manifest.ts';
import type { ExportRun } from './export-run.ts';
import { filterOf, idsOf, planExport, type ExportPlan } from './export-plan.ts';
import { dropStrayComments, readArticle, readCsvArticle, readProjectRows } from './export-rows.ts';
import type { ExportSource } from './export-source.ts';

/** Rows that a preview shows. */
const sampleRows = 20;

/** Write the CSV export in one piece: a folder with every table and its manifest. */
export async function writeCsvExport(
  run: ExportRun,
  target: string,
  choice: CsvChoice,
): Promise<ExportReport> {
  return writeFolderAtomically(target, isFormerFolder, (folder) =>
    writeTables(run, folder, choice),
  );
}

async function writeTables(
  run: ExportRun,
  folder: string,
  choice: CsvChoice,
): Promise<ExportReport> {
  const plan = planExport(run.source, run.selection);
  const head = readCsvHead(run, plan);
  const names = readNames(run.source, head);
  const listHead = () => listLateRows(run.source, head, names);
  const writer = new CsvWriter(head, choice, { names, rows: listHead() });
  const add = async (sinks: Sinks, pieces: Iterable<CsvPiece>) => {
    for (const { table, text } of pieces) {
      await sinks[table].append(text);
      await run.breathe();
    }
  };
  const files = await writeFiles(folder, async (sinks) => {
    await add(sinks, writer.begin());
    for (const [i, articleId] of plan.articleIds.entries()) {
      await add(sinks, writeArticle(run, writer, articleId, choice));
      run.report(i + 1, plan.articleIds.length);
    }
  });
  run.report(0, plan.articleIds.length, 'Reading back');
  await verifyBytes(run, folder, files);
  const comparison = await compareCsvExport(run, folder, {
    head: joinRows([buildHeadRows(head, names)], listHead()),
    names,
    articleIds: plan.articleIds,
    choice,
  });
  const losses = [...listCommonLosses(plan, choice), ...writer.listLosses()];
  const { generator, exportedAt } = run;
  const checked = {
    articles: comparison.articles,
    layers: Object.fromEntries(run.source.facts.layers(idsOf(plan), filterOf(run.selection))),
  };
  const written = await writeTextFile(path.join(folder, dataPackageFile), (sink) =>
    sink.append(writer.describe(files, { generator, exportedAt }, losses, checked)),
  );
  return {
    format: 'csv',
    files: [
      ...files.map(({ name, sizeBytes }, i) => {
        return { name, sizeBytes, rows: writer.rows.get(csvTableNames[i] ?? 'articles') ?? 0 };
      }),
      { name: dataPackageFile, sizeBytes: written.sizeBytes, rows: null },
    ],
    articles: plan.articleIds.length,
    annotations: writer.rows.get('annotations') ?? 0,
    losses,
    moreFiles: 0,
    comparison: describeComparison(comparison),
    split: null,
  };
}

/** Records of one article; none when it has gone meanwhile. */
function writeArticle(
  { source, selection }: ExportRun,
  writer: CsvWriter,
  articleId: Id,
  { variant }: CsvChoice,
): readonly CsvPiece[] {
  // Every cell of the other variant is looked at.
  const fast = variant === 'exact' ? readCsvArticle(source, articleId, selection) : null;
  if (fast) return writer.cells(fast.item, fast.cells);
  const item = readArticle(source, articleId, selection);
  return item ? writer.article(item) : [];
}

/** The rows beside the articles but for the cast and the claims, which are read while they are written. */
function readCsvHead({ source, selection }: ExportRun, plan: ExportPlan): DatasetHead {
  const all = source.list('comment', {});
  return {
    ...readProjectRows(source),
    annotators: source.list('annotator', {}),
    comments: dropStrayComments(source, all, new Set(plan.articleIds), selection),
    ...{ entities: [], claims: [], events: [], evidence: [] },
  };
}

function* joinRows(...all: readonly Iterable<CsvTableRows>[]): Generator<CsvTableRows> {
  for (const rows of all) yield* rows;
}

function readNames(source: ExportSource, head: Pick<DatasetHead, 'annotators'>): CsvNames {
  const entities = new Map<Id, string>();
  for (const page of source.pages('entity')) for (const row of page) entities.set(row.id, row.name);
  return { ...collectNames({ entities: [], ...head }), entities };
}

function* listLateRows(
  source: ExportSource,
  head: DatasetHead,
  names: CsvNames,
): Generator<CsvTableRows> {
  const build = (rows: Partial<DatasetHead>) => buildHeadRows({ ...head, ...rows }, names);
  for (const entities of source.pages('entity')) yield { entities: build({ entities }).entities };
  for (const claims of source.pages('claim')) {
    const ids = claims.map(({ id }) => id);
    yield { claims: build({ claims, events: source.ofClaims('claim_event', ids) }).claims };
  }
  for (const events of source.pages('claim_event')) {
    yield { claim_events: build({ events }).claim_events };
  }
  for (const evidence of source.pages('evidence')) yield { evidence: build({ evidence }).evidence };
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

/** The beginning of `quotations.csv`. */
export function sampleCsvExport(run: ExportRun, plan: ExportPlan, variant: CsvVariant): string {
  const names = readNames(run.source, { annotators: run.source.list('annotator', {}) });
  const rows: CsvRow[] = [];
  for (const articleId of plan.articleIds) {
    const item = readArticle(run.source, articleId, run.selection);
    if (item) rows.push(...buildArticleRows(item, names).quotations);
    if (rows.length >= sampleRows) break;
  }
  return stringifyHeader('quotations', variant) + stringifyRows(rows.slice(0, sampleRows), variant);
}

/** Whether a folder holds an export of ours, CSV or of exchange, and nothing else: only then may it be replaced. */
export async function isFormerFolder(folder: string): Promise<boolean> {
  return (await isFormerCsv(folder)) || isFormerExchange(folder);
}

async function isFormerCsv(folder: string): Promise<boolean> {
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
