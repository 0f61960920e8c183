import type { JsonObject } from '../util/json.ts';

/** How a label's line is drawn, so that colour is never alone in telling labels apart. */
export type LineStyle = 'solid' | 'dashed' | 'double' | 'dotted' | 'dash_dot' | 'thin' | 'wavy';

/** One value that an annotation, a claim or an entity may carry. `id` is stable; the rest may be edited. */
export interface Label {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly include: string;
  readonly exclude: string;
  readonly examples: readonly string[];
  /** Name of a colour token, `person`, `quote_line`; its light and dark values are the theme's. */
  readonly colour: string;
  readonly line: LineStyle;
  /** Digit `0`..`9` that sets the label; null when it has none. */
  readonly key: string | null;
  /** The label in other schemes, `{ontonotes: 'PERSON', conll2003: 'PER'}`. */
  readonly mappings: Readonly<Record<string, string>>;
}

/** An attribute of a layer's annotations, with a closed list of values or free text. */
export interface AttributeDefinition {
  readonly id: string;
  readonly name: string;
  /** Allowed values; empty for free text. */
  readonly values: readonly { readonly id: string; readonly name: string }[];
  /** Value when nothing is set; null for none. */
  readonly initial: string | null;
}

export interface Layer {
  /** `quotation`, `mention`, `claim`, or an id of the project's own. */
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  /** Tagset: quote types, entity types; empty for `claim`. */
  readonly labels: readonly Label[];
  readonly attributes: readonly AttributeDefinition[];
}

/** All tagsets of a project with definitions, examples and keys. */
export interface Codebook {
  readonly layers: readonly Layer[];
  readonly claimStatuses: readonly Label[];
  readonly claimTypes: readonly Label[];
  readonly settings: JsonObject;
}

/** The layer with that id; null when the codebook has none. */
export function findLayer(codebook: Codebook, layerId: string): Layer | null {
  return codebook.layers.find((layer) => layer.id === layerId) ?? null;
}

/** The label with that id in a layer; null when there is none. */
export function findLabel(codebook: Codebook, layerId: string, labelId: string): Label | null {
  return findLayer(codebook, layerId)?.labels.find((label) => label.id === labelId) ?? null;
}
