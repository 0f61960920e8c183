import type { ExpectedLosses, ExportPreview } from '../../shared/contract/views.ts';
import type { ExchangeFormat } from '../../shared/exchange/core/exchange-format.ts';
import type { Id } from '../../shared/records/records.ts';
import { sampleCsvExport } from './export-csv.ts';
import { expectCsvLosses } from './export-expected.ts';
import { buildSplitReport, readArticles, readExchangeHead, trySplit } from './export-head.ts';
import { sampleJsonExport } from './export-json.ts';
import { listCommonLosses } from './export-losses.ts';
import type { ExportOptions } from './export-options.ts';
import { planExport, type ExportPlan } from './export-plan.ts';
import type { ExportRun } from './export-run.ts';
import { Beginnings, cutText, sampleLength } from './export-sample.ts';
import { describeLoss, LossLog } from './loss-log.ts';

/** Time that a preview takes to look for losses, and for the parts of a split: what is not found by then is counted after. */
const lookMs = 60;

/** Which format, and whether it is one of our own, which have samples and losses of their own. */
export interface PreviewedFormat {
  readonly format: ExchangeFormat;
  readonly isExchange: boolean;
}

/** What an export would hold: its beginning and counts, and what would be lost as far as there was time to look. */
export async function previewFormat(
  run: ExportRun,
  { format, isExchange }: PreviewedFormat,
  options: ExportOptions,
): Promise<ExportPreview> {
  const plan = planExport(run.source, run.selection);
  const beginnings = new Beginnings(format.extension);
  const look: Look = { until: performance.now() + lookMs, beginnings };
  const expected = await expectAll(run, { format, isExchange }, options, plan, look);
  const sample = isExchange ? beginnings.choose() : await sampleOwn(run, options, plan);
  return {
    articles: plan.articleIds.length,
    annotations: plan.annotations,
    ...sample,
    sample: cutText(sample.sample, sampleLength),
    ...expected,
  };
}

/** What would be lost and how the articles would be split, of all of them, however long it takes. */
export async function expectFormat(
  run: ExportRun,
  previewed: PreviewedFormat,
  options: ExportOptions,
): Promise<ExpectedLosses> {
  const plan = planExport(run.source, run.selection);
  const look: Look = { until: Infinity, beginnings: null };
  return expectAll(run, previewed, options, plan, look);
}

/** How far to look. */
interface Look {
  /** By `performance.now()`. */
  readonly until: number;
  /** Takes the beginnings of files that are made on the way; null when nobody wants them. */
  readonly beginnings: Beginnings | null;
}

async function expectAll(
  run: ExportRun,
  { format, isExchange }: PreviewedFormat,
  options: ExportOptions,
  plan: ExportPlan,
  look: Look,
): Promise<ExpectedLosses> {
  const { articleIds } = plan;
  const variant = options.spreadsheet ? 'spreadsheet' : 'exact';
  const own = { variant, hasText: options.hasText } as const;
  const found = isExchange
    ? await tryWriting(run, format, options, plan, look)
    : format.id === 'csv'
      ? await expectCsvLosses(run, plan, own, look.until)
      : { losses: [], looked: articleIds.length };
  const isPart = found.looked < articleIds.length;
  const split = options.split && (await trySplit(run, articleIds, options.split, look.until));
  return {
    warnings: [
      ...(isExchange ? found.losses : []),
      ...listCommonLosses(plan, options),
      ...(isExchange ? format.losses : found.losses),
    ],
    split: split && buildSplitReport(split),
    isCounted: !isPart && (options.split === null) === (split === null),
  };
}

async function sampleOwn(run: ExportRun, options: ExportOptions, plan: ExportPlan) {
  if (options.format === 'json') {
    return { sample: await sampleJsonExport(run, plan, options), sampleFile: 'export.json' };
  }
  const variant = options.spreadsheet ? 'spreadsheet' : 'exact';
  return { sample: sampleCsvExport(run, plan, variant), sampleFile: 'quotations.csv' };
}

/** Write into memory and keep only the losses, and the beginnings where they are wanted. */
async function tryWriting(
  run: ExportRun,
  format: ExchangeFormat,
  options: ExportOptions,
  plan: ExportPlan,
  { until, beginnings }: Look,
) {
  const losses = new LossLog();
  const writer = format.write({
    head: readExchangeHead(run, plan),
    making: { generator: run.generator, exportedAt: run.exportedAt },
    hasText: options.hasText,
    offsetUnit: options.offsetUnit,
    split: null,
    lose: (loss) => losses.add(loss),
  });
  beginnings?.add(writer.begin());
  let looked = 0;
  for await (const item of readArticles(run, articlesToTry(format, plan))) {
    const pieces = writer.article(item);
    beginnings?.add(pieces, { ofArticle: true });
    looked += 1;
    run.report(looked, plan.articleIds.length, 'Counting losses');
    if (performance.now() > until) break;
  }
  beginnings?.add([...writer.end()]);
  const isWhole = format.losesByKind === true;
  return {
    losses: losses.counts.map(describeLoss),
    looked: isWhole ? plan.articleIds.length : looked,
  };
}

/** Articles that show what would be lost: of a format that loses nothing but what it says, the first ones, for the sample. */
function articlesToTry({ losesByKind }: ExchangeFormat, { articleIds }: ExportPlan): readonly Id[] {
  return losesByKind === true ? articleIds.slice(0, 3) : articleIds;
}
