import type { AttributeDefinition, Codebook, Label, Layer } from './codebook.ts';

/**
 * A codebook with everything that another one has and it lacks: layers, labels, attributes and their values, claim statuses
 * and types. What both have under one id stays as it is. The same object when nothing was lacking.
 */
export function addMissingLabels(codebook: Codebook, other: Codebook): Codebook {
  const layers = addMissing(codebook.layers, other.layers, mergeLayers);
  const claimStatuses = addMissing(codebook.claimStatuses, other.claimStatuses, keepLabel);
  const claimTypes = addMissing(codebook.claimTypes, other.claimTypes, keepLabel);
  const isSame =
    layers === codebook.layers &&
    claimStatuses === codebook.claimStatuses &&
    claimTypes === codebook.claimTypes;
  return isSame ? codebook : { ...codebook, layers, claimStatuses, claimTypes };
}

function addMissing<Item extends { readonly id: string }>(
  items: readonly Item[],
  others: readonly Item[],
  merge: (item: Item, other: Item) => Item,
): readonly Item[] {
  const otherById = new Map(others.map((other) => [other.id, other]));
  const merged = items.map((item) => {
    const other = otherById.get(item.id);
    return other ? merge(item, other) : item;
  });
  const known = new Set(items.map((item) => item.id));
  const added = others.filter((other) => !known.has(other.id));
  const isSame = added.length === 0 && merged.every((item, i) => item === items[i]);
  return isSame ? items : [...merged, ...added];
}

function mergeLayers(layer: Layer, other: Layer): Layer {
  const labels = addMissing(layer.labels, other.labels, keepLabel);
  const attributes = addMissing(layer.attributes, other.attributes, mergeAttributes);
  const isSame = labels === layer.labels && attributes === layer.attributes;
  return isSame ? layer : { ...layer, labels, attributes };
}

function mergeAttributes(
  own: AttributeDefinition,
  other: AttributeDefinition,
): AttributeDefinition {
  // Free text on either side: there is no list to add to.
  if (own.values.length === 0 || other.values.length === 0) return own;
  const values = addMissing(own.values, other.values, (value) => value);
  return values === own.values ? own : { ...own, values };
}

function keepLabel(label: Label): Label {
  return label;
}
