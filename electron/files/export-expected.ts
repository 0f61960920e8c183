import { spreadsheetCellLimit } from '../../shared/formats/csv/csv-text.ts';
import { listVariantLosses, type CsvChoice } from './csv-writer.ts';
import { countFormatting, listCsvLosses } from './export-losses.ts';
import type { ExportPlan } from './export-plan.ts';
import { dropStrayComments, readProjectRows } from './export-rows.ts';
import type { ExportRun } from './export-run.ts';

/** Articles that are looked at in one question. */
const articlesAtOnce = 50;

/**
 * What the tables would have no place for.
 *
 * @param until By `performance.now()`: what was not looked at by then is left out.
 */
export async function expectCsvLosses(
  run: ExportRun,
  plan: ExportPlan,
  { variant, hasText }: CsvChoice,
  until: number,
): Promise<{ readonly losses: readonly string[]; readonly looked: number }> {
  const { source, selection } = run;
  const { articleIds } = plan;
  const formatting = { articles: 0, links: 0, emphases: 0, blocks: 0 };
  const states = { count: 0, articles: 0 };
  let longTexts = 0;
  let looked = 0;
  while (looked < articleIds.length && performance.now() <= until) {
    const ids = articleIds.slice(looked, looked + articlesAtOnce);
    const found = source.facts.texts(ids, spreadsheetCellLimit);
    for (const document of found.formatted) countFormatting(formatting, document);
    for (const count of found.states) {
      states.count += count;
      states.articles += count > 0 ? 1 : 0;
    }
    longTexts += found.longTexts.filter(({ length }) => length > spreadsheetCellLimit).length;
    looked += ids.length;
    run.report(looked, articleIds.length, 'Counting losses');
    await run.breathe();
  }
  const all = source.list('comment', {});
  const head = {
    ...readProjectRows(source),
    annotators: source.list('annotator', {}),
    comments: dropStrayComments(source, all, new Set(articleIds), selection),
  };
  return {
    losses: [
      ...listCsvLosses(head, formatting, states),
      ...listVariantLosses(variant, hasText ? longTexts : 0),
    ],
    looked,
  };
}
