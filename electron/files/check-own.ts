import path from 'node:path';
import { buildHeadRows, collectNames } from '../../shared/formats/csv/csv-rows.ts';
import { buildExportHead } from '../../shared/formats/json/quotemark-build.ts';
import { stringifyExportHead } from '../../shared/formats/json/quotemark-text.ts';
import { compareCsvExport } from './check-csv.ts';
import { compareJsonExport } from './check-json.ts';
import type { Comparison, WrittenPart } from './export-compare.ts';
import type { ExportOptions } from './export-options.ts';
import type { ExportRun } from './export-run.ts';

/**
 * Read the parts of a split in a format of our own back and compare them; null for another format.
 *
 * @throws Refusal `damaged` when something differs.
 */
export async function compareOwnParts(
  run: ExportRun,
  { format, spreadsheet }: ExportOptions,
  folder: string,
  parts: readonly WrittenPart[],
): Promise<Comparison | null> {
  if (format !== 'json' && format !== 'csv') return null;
  const variant = spreadsheet ? 'spreadsheet' : 'exact';
  let articles = 0;
  for (const { context, articleIds, files } of parts) {
    const { head, making, hasText } = context;
    const [first] = files;
    if (!first) throw new RangeError('a part without a file');
    const { name } = first.file;
    const file = path.join(folder, ...name.split('/'));
    const names = collectNames(head);
    const comparison =
      format === 'json'
        ? await compareJsonExport(run, file, name, {
            head: stringifyExportHead(buildExportHead(head, making, context)),
            articleIds,
            hasText,
          })
        : await compareCsvExport(run, path.dirname(file), {
            head: [buildHeadRows(head, names)],
            names,
            articleIds,
            choice: { variant, hasText },
          });
    articles += comparison.articles;
  }
  return { isCompared: true, articles, reason: null };
}
