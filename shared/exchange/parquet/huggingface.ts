import type { DatasetArticle } from '../../formats/dataset.ts';
import type {
  ExchangeFormat,
  ExportContext,
  ExportPiece,
  FormatWriter,
  SplitName,
} from '../core/exchange-format.ts';
import { buildDatasetCard, type PartCounts } from './huggingface-card.ts';
import { buildDatasetFields, buildDatasetRow } from './huggingface-rows.ts';
import { openParquetFile } from './parquet-file.ts';
import { indexRows } from '../core/row-index.ts';

/** A dataset folder for the `datasets` library: a card and a Parquet file for each part of a split, spans and relations as lists of structs. */
export const huggingfaceFormat: ExchangeFormat = {
  id: 'huggingface',
  name: 'Hugging Face dataset',
  summary:
    'A folder with a dataset card and Parquet data, for the datasets library and for training models.',
  extension: null,
  offsetUnit: 'code point',
  losses: [
    'Formatting of the text: headings, lists, links, bold and italic.',
    'The history of claims and their evidence: only the status that holds is written.',
    'Aliases, external ids and notes of entities; notes of articles and claims.',
    'Comments, times, and the status that annotators gave an article.',
    'Earlier revisions and the original files.',
  ],
  losesByKind: true,
  write: (context) => writePart(context, new Map(), { isLast: true }),
  writeParts(contexts) {
    const counts = new Map<SplitName, PartCounts>();
    return contexts.map((context, i) =>
      writePart(context, counts, { isLast: i === contexts.length - 1 }),
    );
  },
};

/**
 * Write one part into the folder of all.
 *
 * @param counts What the parts hold, by their names; each adds its own, and the last one writes the card of all.
 */
function writePart(
  context: ExportContext,
  counts: Map<SplitName, PartCounts>,
  { isLast }: { readonly isLast: boolean },
): FormatWriter {
  const index = indexRows(context.head);
  const fields = buildDatasetFields(context.hasText);
  const split = context.split ?? 'train';
  const file = `data/${split}-00000-of-00001.parquet`;
  const data = openParquetFile(fields, context.making.generator);
  const own = { rows: 0, languages: new Set<string>(), layers: new Map<string, number>() };
  counts.set(split, own);
  const count = ({ article, annotations }: DatasetArticle): void => {
    own.rows += 1;
    const [language] = article.language.split('-');
    if (language !== undefined && /^[a-z]{2,3}$/.test(language)) own.languages.add(language);
    for (const { layer } of annotations) own.layers.set(layer, (own.layers.get(layer) ?? 0) + 1);
  };
  const piece = (content: Uint8Array): ExportPiece[] =>
    content.length === 0 ? [] : [{ file, content }];
  return {
    begin: () => [],
    article(item) {
      count(item);
      return piece(data.append(buildDatasetRow(item, index, context.hasText)));
    },
    end() {
      const pieces = piece(data.finish());
      if (!isLast) return pieces;
      return [...pieces, { file: 'README.md', content: buildDatasetCard(context, counts) }];
    },
  };
}
