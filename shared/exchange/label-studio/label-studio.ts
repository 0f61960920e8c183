import type { Codebook } from '../../codebook/codebook.ts';
import type { JsonObject } from '../../util/json.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import type { ExchangeFormat, ExportContext, FormatWriter } from '../core/exchange-format.ts';
import { buildArticleDetails, holdStates, loseStates, needText } from '../core/held-marks.ts';
import {
  buildLabelingConfig,
  choicesName,
  entityControl,
  isChoice,
  labelControl,
  textObject,
} from './label-studio-config.ts';
import { readLabelStudio } from './label-studio-read.ts';
import { jsonText } from '../core/source-text.ts';
import { buildDetails, buildSpanGraph, flatLosses, type FlatSpan } from '../core/span-graph.ts';

const leftOut = ['rejected'] as const;

/**
 * Tasks with one annotation for each annotator and one prediction for each maker of suggestions, and the labeling config that
 * they need. Positions count code points, as Label Studio does since 1.0 (2021).
 */
export const labelStudioFormat: ExchangeFormat = {
  id: 'label-studio',
  name: 'Label Studio',
  summary: 'Tasks with annotations and predictions, and the labeling config of their project.',
  extension: null,
  offsetUnit: 'code point',
  readAlone: 'slice',
  losses: [...flatLosses, 'Rejected marks.'],
  write,
  holds: (item, context) => holdStates(item, context, leftOut),
  read: readLabelStudio,
};

function write(context: ExportContext): FormatWriter {
  needText(context, labelStudioFormat.name);
  const { codebook } = context.head.codebook;
  const file = 'tasks.json';
  let count = 0;
  return {
    begin: () => [
      { file: 'labeling-config.xml', content: buildLabelingConfig(codebook) },
      { file, content: '[' },
    ],
    article: (item) => {
      loseStates(item, context, leftOut);
      const held = holdStates(item, context, leftOut);
      count += 1;
      const task = jsonText(buildTask(held, count, codebook));
      const separator = { file, content: ',', isBetween: true } as const;
      return [...(count === 1 ? [] : [separator]), { file, content: `\n${task}` }];
    },
    end: () => [{ file, content: '\n]\n' }],
  };
}

function buildTask(article: AnnotatedArticle, id: number, codebook: Codebook): JsonObject {
  const accepted = article.marks.filter(({ state }) => state === 'accepted');
  const suggested = article.marks.filter(({ state }) => state === 'suggested');
  return {
    id,
    data: { text: article.text, ...buildArticleDetails(article) },
    annotations: groupByAnnotator(accepted).map(([, marks]) => ({
      result: buildResults(marks, codebook),
    })),
    predictions: groupByAnnotator(suggested).map(([annotator, marks]) => ({
      model_version: annotator ?? 'Quotemark',
      result: buildResults(marks, codebook),
    })),
  };
}

function groupByAnnotator(
  marks: readonly AnnotatedMark[],
): (readonly [annotator: string | null, marks: readonly AnnotatedMark[]])[] {
  const groups = new Map<string | null, AnnotatedMark[]>();
  for (const mark of marks) {
    const group = groups.get(mark.annotator);
    if (group) group.push(mark);
    else groups.set(mark.annotator, [mark]);
  }
  return [...groups];
}

function buildResults(marks: readonly AnnotatedMark[], codebook: Codebook): JsonObject[] {
  const { spans, links } = buildSpanGraph(marks);
  const relations = links.map(({ from, to, type }) => ({
    from_id: from.id,
    to_id: to.id,
    type: 'relation',
    direction: 'right',
    labels: [type],
  }));
  return [...spans.flatMap((span) => buildRegion(span, codebook)), ...relations];
}

/** A region, with a result of the same id for each attribute that the config has a control for. */
function buildRegion({ id, label, segment, mark }: FlatSpan, codebook: Codebook): JsonObject[] {
  const place = { start: segment.start, end: segment.end, text: segment.exact };
  const region = {
    id,
    from_name: labelControl,
    to_name: textObject,
    type: 'labels',
    value: { ...place, labels: [label] },
  };
  if (!mark) return [region];
  const { layer, entity, note } = mark;
  const attributes = Object.entries(mark.attributes);
  const chosen = attributes.filter(([key, value]) => isChoice(codebook, layer, key, value));
  const others = attributes.filter((attribute) => !chosen.includes(attribute));
  const meta = {
    ...buildDetails({ ...mark, attributes: Object.fromEntries(others), entity: null, note: '' }),
    // What Label Studio shows and edits as the note of a region.
    ...(note !== '' && { text: [note] }),
  };
  const common = { id, to_name: textObject };
  return [
    { ...region, meta },
    ...chosen.map(([key, value]) => ({
      ...common,
      from_name: choicesName(layer, key),
      type: 'choices',
      value: { ...place, choices: [value] },
    })),
    ...(entity === null
      ? []
      : [
          {
            ...common,
            from_name: entityControl,
            type: 'textarea',
            value: { ...place, text: [entity] },
          },
        ]),
  ];
}
