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
import type { ExportReport } from '../../shared/contract/views.ts';
import type { Id } from '../../shared/records/records.ts';
import { writeFileAtomically } from './atomic.ts';
import { sampleLength } from './export-sample.ts';
import { listCommonLosses } from './export-losses.ts';
import type { ExportRun } from './export-run.ts';
import type { ExportOptions } from './export-options.ts';
import { planExport, type ExportPlan } from './export-plan.ts';
import {
  chooseAnnotators,
  dropStrayComments,
  readArticle,
  readJsonArticle,
  readProjectRows,
} from './export-rows.ts';
import type { ExportSource } from './export-source.ts';

/** Write the JSON export in one piece, article by article. */
export async function writeJsonExport(
  run: ExportRun,
  options: ExportOptions,
  target: string,
): Promise<ExportReport> {
  const plan = planExport(run.source, run.selection);
  let annotations = 0;
  const written = await writeFileAtomically(target, async (sink) => {
    for (const line of buildHeadText(run, plan, options)) {
      await sink.append(line);
      await run.breathe();
    }
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
