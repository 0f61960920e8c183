import path from 'node:path';
import { buildExportArticle, buildExportHead } from '../../shared/formats/json/quotemark-build.ts';
import {
  exportFileEnd,
  markSeparator,
  stringifyExportArticle,
  stringifyExportHead,
  stringifyJsonArticle,
} from '../../shared/formats/json/quotemark-text.ts';
import type { ExportReport } from '../../shared/contract/views.ts';
import type { Id } from '../../shared/records/records.ts';
import { writeFileAtomically } from './atomic.ts';
import { sampleLength } from './export-preview.ts';
import { listCommonLosses } from './export-losses.ts';
import type { ExportRun } from './export-run.ts';
import type { ExportOptions } from './export.ts';
import {
  dropStrayAnnotators,
  dropStrayComments,
  planExport,
  readArticle,
  readJsonArticle,
  readHead,
  type ExportPlan,
} from './export-source.ts';

/** Write the JSON export in one piece, article by article. */
export async function writeJsonExport(
  run: ExportRun,
  options: ExportOptions,
  target: string,
): Promise<ExportReport> {
  const plan = planExport(run.source, run.selection);
  let annotations = 0;
  const written = await writeFileAtomically(target, async (sink) => {
    for (const line of await buildHeadText(run, plan, options)) await sink.append(line);
    for (const [i, articleId] of plan.articleIds.entries()) {
      const article = stringifyArticle(run, articleId, options);
      if (article) {
        annotations += article.annotations;
        await sink.append(i === 0 ? '\n' : ',\n');
        for (const piece of article.pieces) await sink.append(piece);
      }
      run.report(i + 1, plan.articleIds.length);
      await run.breathe();
    }
    await sink.append(plan.articleIds.length === 0 ? exportFileEnd : `\n  ${exportFileEnd}`);
  });
  return {
    format: 'json',
    files: [{ name: path.basename(target), sizeBytes: written.sizeBytes, rows: null }],
    articles: plan.articleIds.length,
    annotations,
    losses: listCommonLosses(plan, options),
    moreFiles: 0,
    comparison: null,
    split: null,
  };
}

/** An article as text, in pieces; null when it has gone meanwhile. */
function stringifyArticle({ source, selection }: ExportRun, articleId: Id, options: ExportOptions) {
  const article = readJsonArticle(source, articleId, selection, markSeparator);
  if (article) {
    return { pieces: stringifyJsonArticle(article, options), annotations: article.markCount };
  }
  const item = readArticle(source, articleId, selection);
  return (
    item && {
      pieces: [stringifyExportArticle(buildExportArticle(item), options)],
      annotations: item.annotations.length,
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
  for (const line of await buildHeadText(run, plan, options)) {
    head += line;
    if (head.length > sampleLength) return head;
  }
  const first = plan.articleIds[0];
  const item = first === undefined ? null : readArticle(run.source, first, run.selection);
  return item
    ? `${head}\n${stringifyExportArticle(buildExportArticle(item), options)}`
    : head + exportFileEnd;
}

async function buildHeadText(
  run: ExportRun,
  plan: ExportPlan,
  options: ExportOptions,
): Promise<Iterable<string>> {
  const { source, selection, breathe } = run;
  const { articleIds } = plan;
  const commented = dropStrayComments(source, readHead(source), new Set(articleIds), selection);
  const head = await dropStrayAnnotators(source, commented, articleIds, selection, breathe);
  return stringifyExportHead(buildExportHead(head, run, options));
}
