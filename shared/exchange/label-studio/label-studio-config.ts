import { findLayer, type Codebook, type Layer } from '../../codebook/codebook.ts';
import { segmentRoles } from '../../records/records.ts';
import type { JsonValue } from '../../util/json.ts';
import { joinLabel } from '../core/span-graph.ts';

/** Names of controls and of the text in the labeling config. */
export const labelControl = 'label';
export const textObject = 'text';
export const entityControl = 'entity';

const parts = segmentRoles.filter((role) => role !== 'content' && role !== 'span');

/** Name of the control for an attribute of a layer. */
export function choicesName(layer: string | null, attribute: string): string {
  return layer === null ? attribute : `${layer}__${attribute}`;
}

/** Whether an attribute has a control in the config that its value is a choice of. */
export function isChoice(
  codebook: Codebook,
  layer: string | null,
  attribute: string,
  value: JsonValue,
): boolean {
  const known = layer === null ? null : findLayer(codebook, layer);
  const definition = known?.attributes.find(({ id }) => id === attribute);
  return definition?.values.some(({ id }) => id === value) ?? false;
}

/** The labeling config of a project: labels of all layers, relations, and a control for each attribute with values. */
export function buildLabelingConfig(codebook: Codebook): string {
  const labels = codebook.layers.flatMap(listLabels);
  const relations = ['speaker', 'cue', 'addressee', 'fragment'];
  return [
    '<View>',
    '  <Relations>',
    ...relations.map((value) => `    <Relation value="${value}"/>`),
    '  </Relations>',
    `  <Labels name="${labelControl}" toName="${textObject}">`,
    ...labels.map((value) => `    <Label value="${escapeXml(value)}"/>`),
    '  </Labels>',
    `  <Text name="${textObject}" value="$text"/>`,
    ...codebook.layers.flatMap(listChoices),
    `  <TextArea name="${entityControl}" toName="${textObject}" perRegion="true" maxSubmissions="1"/>`,
    '</View>',
    '',
  ].join('\n');
}

function listLabels(layer: Layer): string[] {
  const own = [null, ...layer.labels.map(({ id }) => id)];
  const labels = own.map((label) => joinLabel({ layer: layer.id, label }));
  if (layer.id !== 'quotation') return labels;
  return [...labels, ...parts.map((role) => `${layer.id}.${role}`)];
}

function listChoices(layer: Layer): string[] {
  const labels = [null, ...layer.labels.map(({ id }) => id)];
  const when = labels.map((label) => joinLabel({ layer: layer.id, label })).join(',');
  return layer.attributes
    .filter(({ values }) => values.length > 0)
    .flatMap(({ id, values }) => [
      `  <Choices name="${escapeXml(choicesName(layer.id, id))}" toName="${textObject}" perRegion="true" ` +
        `choice="single" whenTagName="${labelControl}" whenLabelValue="${escapeXml(when)}">`,
      ...values.map((value) => `    <Choice value="${escapeXml(value.id)}"/>`),
      '  </Choices>',
    ]);
}

function escapeXml(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, ' ');
}
