import type { DatasetArticle } from '../../formats/dataset.ts';
import type {
  ExchangeFormat,
  ExportContext,
  ExportPiece,
  FormatWriter,
} from '../core/exchange-format.ts';
import { buildDatasetCard, type CardCounts } from './huggingface-card.ts';
import { buildDatasetFields, buildDatasetRow } from './huggingface-rows.ts';
import { openParquetFile } from './parquet-file.ts';
import { indexRows } from '../core/row-index.ts';

/** A dataset folder for the `datasets` library: a card and one Parquet file, spans and relations as lists of structs. */
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
  write: writeDataset,
};

function writeDataset(context: ExportContext): FormatWriter {
  const index = indexRows(context.head);
  const fields = buildDatasetFields(context.hasText);
  const split = context.split ?? 'train';
  const file = `data/${split}-00000-of-00001.parquet`;
  const data = openParquetFile(fields, context.making.generator);
  const languages = new Set<string>();
  const layers = new Map<string, number>();
  let rows = 0;
  const count = ({ article, annotations }: DatasetArticle): void => {
    rows += 1;
    const [language] = article.language.split('-');
    if (language !== undefined && /^[a-z]{2,3}$/.test(language)) languages.add(language);
    for (const { layer } of annotations) layers.set(layer, (layers.get(layer) ?? 0) + 1);
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
      const bytes = data.finish();
      const counts: CardCounts = { split, rows, languages: [...languages].sort(), layers };
      return [...piece(bytes), { file: 'README.md', content: buildDatasetCard(context, counts) }];
    },
  };
}
