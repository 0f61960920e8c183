import path from 'node:path';
import type { ExportReport, SplitReport } from '../../shared/contract/views.ts';
import type { ExchangeFormat, SplitName } from '../../shared/exchange/core/exchange-format.ts';
import { splitNames, type SplitPlan } from '../../shared/exchange/split/split.ts';
import type { DatasetHead } from '../../shared/formats/dataset.ts';
import { collectLinks } from '../../shared/records/read-rows.ts';
import type { Id } from '../../shared/records/records.ts';
import { writeFolderAtomically, writePairAtomically } from './atomic.ts';
import { compareOwnParts } from './check-own.ts';
import { compareExport, describeComparison, verifyBytes } from './export-compare.ts';
import {
  buildSplitReport,
  planArticleSplit,
  readOrderedArticle,
  readExchangeHead,
} from './export-head.ts';
import { isFormerFolder } from './export-csv.ts';
import { listCommonLosses } from './export-losses.ts';
import { isManifest, manifestFile, writeManifest, type ArticleEntry } from './export-manifest.ts';
import { openParts, type PartWriter } from './export-part.ts';
import type { ExportRun } from './export-run.ts';
import { planExport, type ExportPlan } from './export-plan.ts';
import { readJsonArticles } from './export-ahead.ts';
import { dropStrayComments } from './export-rows.ts';
import type { ExportOptions } from './export-options.ts';
import { FileSet } from './file-set.ts';
import { describeLoss, LossLog } from './loss-log.ts';

/** Files that a report lists by name. */
const listedFiles = 100;

/** Whether a format writes a folder with these options. */
export function writesFolder(format: ExchangeFormat, options: ExportOptions): boolean {
  return format.extension === null || options.split !== null;
}

/**
 * Write an export in an exchange format, read it back, and put a manifest with it: `manifest.json` in a folder,
 * `NAME.manifest.json` beside a file. A difference between what was written and what is read is an error; nothing is left then.
 *
 * @throws Refusal `damaged` when it does not read back as it was, besides those of `writeExport`.
 */
export async function writeExchangeExport(
  run: ExportRun,
  format: ExchangeFormat,
  options: ExportOptions,
  target: string,
): Promise<ExportReport> {
  const name = path.basename(target);
  if (writesFolder(format, options)) {
    return writeFolderAtomically(target, isFormerFolder, (folder) =>
      writeInto(run, format, options, folder, {
        main: `articles${format.extension ?? ''}`,
        manifest: manifestFile,
      }),
    );
  }
  const manifest = `${name}.${manifestFile}`;
  return writePairAtomically(target, manifest, isManifest, (folder) =>
    writeInto(run, format, options, folder, { main: name, manifest }),
  );
}

/** Names that the exporter gives. */
interface FileNames {
  /** The file of a format that writes one. */
  readonly main: string;
  readonly manifest: string;
}

async function writeInto(
  run: ExportRun,
  format: ExchangeFormat,
  options: ExportOptions,
  folder: string,
  names: FileNames,
): Promise<ExportReport> {
  const plan = planExport(run.source, run.selection);
  const head = readExchangeHead(run, plan);
  const splitPlan = options.split && (await planArticleSplit(run, plan.articleIds, options.split));
  const losses = new LossLog();
  const written = await FileSet.over(folder, (set) =>
    writeParts(run, format, { set, names, head, plan, splitPlan, options, losses }),
  );
  run.report(0, plan.articleIds.length, 'Reading back');
  await verifyBytes(run, folder, written.files);
  const comparison =
    (await compareOwnParts(run, options, folder, written.parts)) ??
    (await compareExport(run, format, folder, written.parts));
  const split = splitPlan && buildSplitReport(splitPlan);
  const commonLosses = listCommonLosses(plan, options);
  const manifest = await writeManifest(path.join(folder, names.manifest), {
    format,
    options,
    generator: run.generator,
    exportedAt: run.exportedAt,
    head,
    split,
    comparison,
    commonLosses,
    losses,
    ...written,
  });
  const files = [...written.files, { name: names.manifest, sizeBytes: manifest.sizeBytes }];
  return {
    format: format.id,
    files: files
      .slice(0, listedFiles)
      .map((file) => ({ name: file.name, sizeBytes: file.sizeBytes, rows: null })),
    moreFiles: Math.max(0, files.length - listedFiles),
    articles: written.articles.length,
    annotations: written.articles.reduce((sum, { annotations }) => sum + annotations, 0),
    losses: [...new Set([...commonLosses, ...format.losses, ...losses.counts.map(describeLoss)])],
    comparison: describeComparison(comparison),
    split: split satisfies SplitReport | null,
  };
}

interface WriteInput {
  readonly set: FileSet;
  readonly names: FileNames;
  readonly head: DatasetHead;
  readonly plan: ExportPlan;
  readonly splitPlan: SplitPlan | null;
  readonly options: ExportOptions;
  readonly losses: LossLog;
}

/** Write the files of the format, every part of a split side by side. */
async function writeParts(run: ExportRun, format: ExchangeFormat, input: WriteInput) {
  const { set, names, head, plan, splitPlan } = input;
  const commentsOn = (articleIds: ReadonlySet<Id>) =>
    dropStrayComments(run.source, head.comments, articleIds, run.selection);
  // A part is an export by itself: remarks on marks of another part have nothing there to stand on.
  const headOf = (split: SplitName | null): DatasetHead =>
    splitPlan && split ? { ...head, comments: commentsOn(idsOfPart(splitPlan, split)) } : head;
  const splits = splitPlan ? splitNames.filter((name) => hasPart(splitPlan, name)) : [null];
  const parts = openParts(run, format, { ...input, main: names.main, headOf }, splits);
  for (const part of parts) await part.begin();
  const articles: ArticleEntry[] = [];
  const layers = new Map<string, number>();
  for await (const { item, links, json } of readForWriting(run, parts, plan)) {
    const split = splitPlan?.splitOf.get(item.article.id) ?? null;
    await parts.find((part) => part.split === split)?.article(item, json, links);
    for (const [layer, count] of links.layers) layers.set(layer, (layers.get(layer) ?? 0) + count);
    articles.push({
      id: item.article.id,
      textSha256: item.revision.sha256,
      annotations: json ? json.markCount : item.annotations.length,
      split,
    });
    run.report(articles.length, plan.articleIds.length);
  }
  for (const part of parts) await part.end();
  const byName = new Map((await set.finish()).map((file) => [file.name, file] as const));
  if (byName.has(names.manifest)) throw new RangeError(`a format writes ${names.manifest} itself`);
  const writtenParts = parts.map((part) => part.finish(byName));
  const files = writtenParts.flatMap((part) => part.files.map(({ file }) => file));
  return { files, parts: writtenParts, articles, layers };
}

/** The chosen articles one after the other, as JSON where the format takes it, and what their marks name. */
async function* readForWriting(run: ExportRun, parts: readonly PartWriter[], plan: ExportPlan) {
  const takesJson = parts.every((part) => part.takesJson);
  const rows = takesJson
    ? readJsonArticles(run, plan, { separator: ',', withLinks: true })
    : plan.articleIds.map((articleId) => ({ articleId, json: null }));
  for await (const { articleId, json } of rows) {
    const item = json ? json.item : readOrderedArticle(run, articleId);
    const links = json?.links ?? (item && collectLinks(item.annotations));
    if (item && links) yield { item, links, json };
    await run.breathe();
  }
}

function hasPart({ splitOf }: SplitPlan, name: SplitName): boolean {
  return [...splitOf.values()].includes(name);
}

function idsOfPart({ splitOf }: SplitPlan, name: SplitName): Set<Id> {
  return new Set([...splitOf].flatMap(([id, split]) => (split === name ? [id] : [])));
}
