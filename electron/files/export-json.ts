import path from 'node:path';
import { collectAnnotators } from '../../shared/formats/dataset.ts';
import {
  buildExportArticle,
  buildExportClaims,
  buildExportEntity,
  buildExportHead,
} from '../../shared/formats/json/quotemark-build.ts';
import {
  exportFileEnd,
  markSeparator,
  stringifyExportArticle,
  stringifyExportHead,
  stringifyJsonArticle,
} from '../../shared/formats/json/quotemark-text.ts';
import type { JsonArticle } from '../../shared/formats/json/json-article.ts';
import type { ExportReport } from '../../shared/contract/views.ts';
import type { Id, Revision } from '../../shared/records/records.ts';
import { writePairAtomically, writeTextFile } from './atomic.ts';
import { compareJsonExport } from './check-json.ts';
import { describeComparison, verifyBytes } from './export-compare.ts';
import { isManifest, manifestFile, writeManifest, type ArticleEntry } from './export-manifest.ts';
import { jsonFormat } from './export-own.ts';
import { LossLog } from './loss-log.ts';
import { sampleLength } from './export-sample.ts';
import { listCommonLosses } from './export-losses.ts';
import { readJsonArticles } from './export-ahead.ts';
import type { ExportRun } from './export-run.ts';
import type { ExportOptions } from './export-options.ts';
import { filterOf, idsOf, planExport, type ExportPlan } from './export-plan.ts';
import {
  chooseAnnotators,
  dropStrayComments,
  readArticle,
  readProjectRows,
} from './export-rows.ts';
import type { ExportSource } from './export-source.ts';

/**
 * Write the JSON export in one piece, article by article, read it back, and put a manifest beside it.
 *
 * @throws Refusal `damaged` when it does not read back as it was, besides those of `writeExport`.
 */
export async function writeJsonExport(
  run: ExportRun,
  options: ExportOptions,
  target: string,
): Promise<ExportReport> {
  const name = path.basename(target);
  const manifest = `${name}.${manifestFile}`;
  return writePairAtomically(target, manifest, isManifest, (folder) =>
    writeInto(run, options, folder, { name, manifest }),
  );
}

async function writeInto(
  run: ExportRun,
  options: ExportOptions,
  folder: string,
  names: { readonly name: string; readonly manifest: string },
): Promise<ExportReport> {
  const { name } = names;
  const plan = planExport(run.source, run.selection);
  const { articleIds } = plan;
  const file = path.join(folder, name);
  const { written, articles } = await writeArticles(run, options, plan, file);
  const annotations = articles.reduce((sum, article) => sum + article.annotations, 0);
  const files = [{ name, ...written }];
  run.report(0, articleIds.length, 'Reading back');
  await verifyBytes(run, folder, files);
  const { hasText } = options;
  const head = buildHeadText(run, plan, options);
  const comparison = await compareJsonExport(run, file, name, { head, articleIds, hasText });
  const commonLosses = listCommonLosses(plan, options);
  const manifest = await writeManifest(path.join(folder, names.manifest), {
    format: jsonFormat,
    options,
    generator: run.generator,
    exportedAt: run.exportedAt,
    head: readProjectRows(run.source),
    layers: run.source.facts.layers(idsOf(plan), filterOf(run.selection)),
    split: null,
    comparison,
    commonLosses,
    losses: new LossLog(),
    files,
    articles,
  });
  return {
    format: jsonFormat.id,
    files: [
      { name, sizeBytes: written.sizeBytes, rows: null },
      { name: names.manifest, sizeBytes: manifest.sizeBytes, rows: null },
    ],
    articles: articles.length,
    annotations,
    losses: commonLosses,
    moreFiles: 0,
    comparison: describeComparison(comparison),
    split: null,
  };
}

async function writeArticles(
  run: ExportRun,
  options: ExportOptions,
  plan: ExportPlan,
  file: string,
) {
  const articles: ArticleEntry[] = [];
  const written = await writeTextFile(file, async (sink) => {
    for (const line of buildHeadText(run, plan, options)) {
      await sink.append(line);
      await run.breathe();
    }
    const rows = readJsonArticles(run, plan, { separator: markSeparator, withLinks: false });
    let done = 0;
    for await (const { articleId, json } of rows) {
      const article = stringifyArticle(run, articleId, json, options);
      if (article) {
        await sink.append(articles.length === 0 ? '\n' : ',\n');
        for (const piece of article.pieces) await sink.append(piece);
        articles.push(article.entry);
      }
      run.report(++done, plan.articleIds.length);
      await run.breathe();
    }
    await sink.append(articles.length === 0 ? exportFileEnd : `\n  ${exportFileEnd}`);
  });
  return { written, articles };
}

/** An article as text, in pieces; null when it has gone meanwhile. */
function stringifyArticle(
  { source, selection }: ExportRun,
  articleId: Id,
  article: JsonArticle | null,
  options: ExportOptions,
) {
  const entryOf = (revision: Revision, annotations: number): ArticleEntry => {
    return { id: articleId, textSha256: revision.sha256, annotations, split: null };
  };
  if (article) {
    const entry = entryOf(article.item.revision, article.markCount);
    return { pieces: stringifyJsonArticle(article, options), entry };
  }
  const item = readArticle(source, articleId, selection);
  return (
    item && {
      pieces: [stringifyExportArticle(buildExportArticle(item), options)],
      entry: entryOf(item.revision, item.annotations.length),
    }
  );
}

/** The beginning of the file: everything before the articles, and the first of them. */
export async function sampleJsonExport(
  run: ExportRun,
  plan: ExportPlan,
  options: ExportOptions,
): Promise<string> {
  let head = '';
  for (const line of buildHeadText(run, plan, options)) {
    head += line;
    if (head.length > sampleLength) return head;
  }
  const first = plan.articleIds[0];
  const item = first === undefined ? null : readArticle(run.source, first, run.selection);
  return item
    ? `${head}\n${stringifyExportArticle(buildExportArticle(item), options)}`
    : head + exportFileEnd;
}

/** Everything before the articles. The cast and claims are read while it is written. */
function buildHeadText(run: ExportRun, plan: ExportPlan, options: ExportOptions): Iterable<string> {
  const { source, selection } = run;
  const all = source.list('comment', {});
  const comments = dropStrayComments(source, all, new Set(plan.articleIds), selection);
  const named = new Set(source.facts.headAnnotators());
  collectAnnotators(named, comments);
  const annotators = chooseAnnotators(run, plan, source.list('annotator', {}), named);
  const none = { entities: [], claims: [], events: [], evidence: [] };
  const head = { ...readProjectRows(source), annotators, comments, ...none };
  return stringifyExportHead(buildExportHead(head, run, options), {
    entities: listEntities(source),
    claims: listClaims(source),
  });
}

function* listEntities(source: ExportSource) {
  for (const page of source.pages('entity')) yield* page.map(buildExportEntity);
}

function* listClaims(source: ExportSource) {
  for (const page of source.pages('claim')) {
    const ids = page.map(({ id }) => id);
    yield* buildExportClaims(page, {
      events: source.ofClaims('claim_event', ids),
      evidence: source.ofClaims('evidence', ids),
    });
  }
}
