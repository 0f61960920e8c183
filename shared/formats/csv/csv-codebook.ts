import type { Codebook, Label } from '../../codebook/codebook.ts';
import { joinList, stringifyObject, type CsvRow } from './csv-cells.ts';

/** The rows of `codebook.csv`: every layer, label, attribute and value. */
export function buildCodebookRows(codebook: Codebook): CsvRow[] {
  const empty = Array.from<null>({ length: 8 }).fill(null);
  const rows = codebook.layers.flatMap((layer): CsvRow[] => [
    [layer.id, 'layer', layer.id, null, layer.id, layer.name, layer.definition, ...empty.slice(1)],
    ...layer.labels.map((label) => buildLabelRow(label, layer.id, 'label', layer.id)),
    ...layer.attributes.flatMap((attribute): CsvRow[] => {
      const code = `${layer.id}/@${attribute.id}`;
      return [
        [code, 'attribute', layer.id, attribute.id, attribute.id, attribute.name, ...empty],
        ...attribute.values.map((value): CsvRow => {
          const path = `${code}/${value.id}`;
          return [path, 'attribute_value', layer.id, attribute.id, value.id, value.name, ...empty];
        }),
      ];
    }),
  ]);
  return [
    ...rows,
    ...codebook.claimStatuses.map((label) => {
      return buildLabelRow(label, 'claim_status', 'claim_status', null);
    }),
    ...codebook.claimTypes.map((label) => buildLabelRow(label, 'claim_type', 'claim_type', null)),
  ];
}

function buildLabelRow(label: Label, path: string, kind: string, layer: string | null): CsvRow {
  return [
    `${path}/${label.id}`,
    kind,
    layer,
    null,
    label.id,
    label.name,
    label.definition,
    label.include,
    label.exclude,
    joinList(label.examples),
    label.colour,
    label.line,
    label.key,
    stringifyObject(label.mappings),
  ];
}
