import { stringify } from 'yaml';
import type { ExportContext, SplitName } from '../core/exchange-format.ts';
import { buildDatasetFields } from './huggingface-rows.ts';
import { escapeMarkdown, escapeMarkdownLine } from '../core/markdown-text.ts';
import type { ParquetField } from './parquet-file.ts';
import { writeCount } from '../../util/write-count.ts';

/** What one part of the dataset holds. */
export interface PartCounts {
  readonly rows: number;
  /** ISO 639 codes. */
  readonly languages: ReadonlySet<string>;
  /** Annotations by layer. */
  readonly layers: ReadonlyMap<string, number>;
}

/** What the card counts: every part, in the order of the card. */
export type CardCounts = ReadonlyMap<SplitName, PartCounts>;

/**
 * The dataset card: YAML that the `datasets` library reads, then a description for people.
 *
 * @see Hugging Face Hub, dataset cards and `dataset_info`
 */
export function buildDatasetCard(context: ExportContext, counts: CardCounts): string {
  return `---\n${stringify(buildHeader(context, counts))}---\n\n${buildBody(context, counts)}`;
}

function buildHeader({ head, hasText }: ExportContext, counts: CardCounts) {
  const parts = [...counts];
  const languages = [...new Set(parts.flatMap(([, part]) => [...part.languages]))].sort();
  const rows = parts.reduce((sum, [, part]) => sum + part.rows, 0);
  return {
    ...(languages.length > 0 && { language: languages }),
    pretty_name: head.project.name,
    license: 'other',
    license_name: 'source-text-rights-reserved',
    annotations_creators: ['expert-generated'],
    task_categories: ['token-classification'],
    tags: ['quotation-attribution', 'news', 'quotemark'],
    size_categories: [sizeCategory(rows)],
    configs: [
      {
        config_name: 'default',
        data_files: parts.map(([split]) => ({ split, path: `data/${split}-*.parquet` })),
      },
    ],
    dataset_info: {
      features: buildDatasetFields(hasText).map(toFeature),
      splits: parts.map(([name, part]) => ({ name, num_examples: part.rows })),
    },
  };
}

const dtypes = {
  text: 'string',
  integer: 'int32',
  boolean: 'bool',
  instant: 'timestamp[ms]',
} as const;

function toFeature(field: ParquetField): object {
  const { name, type } = field;
  if (type === 'texts') return { name, list: 'string' };
  if (type === 'structs') return { name, list: (field.fields ?? []).map(toFeature) };
  return { name, dtype: dtypes[type] };
}

function sizeCategory(rows: number): string {
  if (rows < 1000) return 'n<1K';
  if (rows < 10_000) return '1K<n<10K';
  return rows < 100_000 ? '10K<n<100K' : '100K<n<1M';
}

function buildBody(context: ExportContext, counts: CardCounts): string {
  const { project, codebook } = context.head;
  const labels = codebook.codebook.layers.flatMap((layer) =>
    layer.labels.map(
      (label) => `| \`${layer.id}\` | \`${label.id}\` | ${escapeMarkdownLine(label.definition)} |`,
    ),
  );
  const layers = new Map<string, number>();
  for (const [layer, count] of [...counts.values()].flatMap((part) => [...part.layers])) {
    layers.set(layer, (layers.get(layer) ?? 0) + count);
  }
  return `${[
    `# ${escapeMarkdownLine(project.name)}`,
    ...(project.description === '' ? [] : [escapeMarkdown(project.description)]),
    `Annotated news articles, written by ${context.making.generator} on ${context.making.exportedAt}.`,
    `## Contents`,
    [
      ...[...counts].map(
        ([split, { rows }]) => `- ${writeCount(rows, 'article')} in the split \`${split}\``,
      ),
      ...[...layers]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([layer, count]) => `- ${writeCount(count, 'annotation')} of the layer \`${layer}\``),
    ].join('\n'),
    `## Rows`,
    `One row an article. Each item of \`spans\` is one stretch of its text; what belongs to one annotation shares its
\`annotation_id\`, and \`relations\` leads from its first span to the others (\`source\`, \`cue\`, \`addressee\`, \`fragment\`).`,
    `**Offsets** are Unicode code points, half-open, as Python counts: \`row["text"][span["start"]:span["end"]] == span["text"]\`.`,
    `What has no value is an empty text, never null. \`attributes\` is a JSON object. A span with the state \`suggested\` is a guess
that nobody has accepted; one with \`rejected\` was refused.`,
    ...(context.hasText ? [] : ['The texts of the articles are left out.']),
    `## Labels`,
    ['| Layer | Label | Definition |', '|---|---|---|', ...labels].join('\n'),
    `## Rights`,
    `The texts belong to their publishers. Say under which terms you share them before you do.`,
  ].join('\n\n')}\n`;
}
