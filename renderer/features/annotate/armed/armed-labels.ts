import { findLabel, findLayer, type Codebook } from '../../../../shared/codebook/codebook.ts';
import type { ArmedLabel } from '../annotate-store.ts';

/** A label that can be armed. */
export interface ArmedChoice extends ArmedLabel {
  /** `mention/person`; a label id may hold no slash, a layer id neither. */
  readonly id: string;
  readonly name: string;
  /** Name of the layer; empty where the layer itself is the choice. */
  readonly kind: string;
  readonly colour: string;
}

/** Everything a selection can be marked as: each label of each layer, and layers without labels themselves. */
export function listArmedChoices(codebook: Codebook): ArmedChoice[] {
  return codebook.layers.flatMap((layer): ArmedChoice[] => {
    if (layer.labels.length === 0) {
      const colour = layer.id === 'claim' ? 'claim-line' : 'other';
      return [{ id: layer.id, layer: layer.id, label: null, name: layer.name, kind: '', colour }];
    }
    return layer.labels.map(({ id, name, colour }) => ({
      id: `${layer.id}/${id}`,
      layer: layer.id,
      label: id,
      name,
      kind: layer.name,
      colour: colour.replaceAll('_', '-'),
    }));
  });
}

/** Name of an armed label, its layer's before it but for entities: `Person`, `Quotation: Direct`, `Claim`. */
export function nameOfArmed(codebook: Codebook | undefined, armed: ArmedLabel): string {
  if (!codebook) return armed.label ?? armed.layer;
  if (armed.label === null) return findLayer(codebook, armed.layer)?.name ?? armed.layer;
  const name = findLabel(codebook, armed.layer, armed.label)?.name ?? armed.label;
  const kind = armed.layer === 'mention' ? null : findLayer(codebook, armed.layer)?.name;
  return kind ? `${kind}: ${name}` : name;
}
