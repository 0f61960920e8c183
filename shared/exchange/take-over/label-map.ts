import { findLabel, findLayer, type Codebook, type Label } from '../../codebook/codebook.ts';
import type { JsonValue } from '../../util/json.ts';
import { Refusal } from '../../util/result.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import { objectOf, textOf } from '../core/source-text.ts';
import { joinLabel } from '../core/span-graph.ts';

/** What a label of a file is here. */
export interface LabelTarget {
  readonly layer: string;
  /** null for a mark of the layer without a label. */
  readonly label: string | null;
  /** The mark is no quotation but this part of one, see `attachRoles`; absent as a rule. */
  readonly role?: QuotationRole;
}

/** Parts of a quotation that a file may mark by themselves. */
export const quotationRoles = ['source', 'cue', 'addressee'] as const;
export type QuotationRole = (typeof quotationRoles)[number];

/** The part of a quotation that an entry of a label map names, `quotation:source`; null when it names none. */
export function readRole(entry: JsonValue | undefined): QuotationRole | null {
  return quotationRoles.find((role) => entry === `quotation:${role}`) ?? null;
}

/** What labels of a file are here, by how they stand there (`PER`, `mention.person`, empty for none). */
export interface LabelMap {
  /** null: marks with this label are left out. */
  readonly targets: ReadonlyMap<string, LabelTarget | null>;
  /** With the labels that the map adds. The same object when it adds none. */
  readonly codebook: Codebook;
}

/** Most labels that one message names. */
const namedLimit = 20;

/**
 * A label map from JSON: `{"PER": "mention.person", "QUOTE": "quotation", "SOURCE": "quotation:source", "MISC": null}`; a new
 * label is `{"layer": "mention", "label": "drug", "name": "Drug", "add": true}`.
 *
 * @throws Refusal `bad_input` naming the label whose place is not in the codebook.
 */
export function parseLabelMap(value: JsonValue, codebook: Codebook): LabelMap {
  const entries = objectOf(value);
  if (entries === null) {
    throw new Refusal('bad_input', 'The label map is no JSON object with a key for each label.');
  }
  let all = codebook;
  const targets = new Map<string, LabelTarget | null>();
  for (const [name, entry] of Object.entries(entries)) {
    const place = `The label map, “${name}”`;
    const added = objectOf(entry);
    if (added?.['add'] === true) all = addLabel(all, readTarget(added, place), added['name']);
    targets.set(name, entry === null ? null : findTarget(all, entry, place));
  }
  return { targets, codebook: all };
}

function findTarget(codebook: Codebook, entry: JsonValue, place: string): LabelTarget {
  const named = textOf(entry);
  const role = readRole(entry);
  if (role !== null) return { layer: 'quotation', label: null, role };
  const target = named === null ? readTarget(objectOf(entry), place) : splitLabel(codebook, named);
  if (target !== null && hasTarget(codebook, target)) return target;
  const shown = named ?? JSON.stringify(entry);
  throw new Refusal(
    'bad_input',
    `${place}: The codebook has no ${shown}. Name a layer and one of its labels, such as mention.person.`,
  );
}

function readTarget(entry: { readonly [key: string]: JsonValue } | null, place: string) {
  const layer = textOf(entry?.['layer']);
  if (entry === null || layer === null) {
    throw new Refusal(
      'bad_input',
      `${place}: It is neither a text, nor null, nor names a “layer”.`,
    );
  }
  return { layer, label: textOf(entry['label']) };
}

function hasTarget(codebook: Codebook, { layer, label }: LabelTarget): boolean {
  if (label === null) return findLayer(codebook, layer) !== null;
  return findLabel(codebook, layer, label) !== null;
}

/** `mention.person` as layer and label; null when the codebook has no such layer. */
function splitLabel(codebook: Codebook, text: string): LabelTarget | null {
  if (findLayer(codebook, text) !== null) return { layer: text, label: null };
  const layer = codebook.layers.find(({ id }) => text.startsWith(`${id}.`));
  return layer ? { layer: layer.id, label: text.slice(layer.id.length + 1) } : null;
}

function addLabel(codebook: Codebook, { layer, label }: LabelTarget, name: JsonValue | undefined) {
  if (label === null || label.trim() === '' || hasTarget(codebook, { layer, label })) {
    return codebook;
  }
  const added: Label = {
    id: label,
    name: textOf(name) ?? label,
    definition: '',
    include: '',
    exclude: '',
    examples: [],
    colour: 'other',
    line: 'thin',
    key: null,
    mappings: {},
  };
  const layers = codebook.layers.map((each) =>
    each.id === layer ? { ...each, labels: [...each.labels, added] } : each,
  );
  return { ...codebook, layers };
}

/**
 * The map with every label that the articles use: what it does not say itself is a label of the codebook under its id, its
 * name, or its name in another scheme (`PER` of CoNLL 2003), when only one is called so.
 *
 * @throws Refusal `bad_input` naming all labels that are none.
 */
export function completeLabelMap(
  map: LabelMap,
  articles: readonly AnnotatedArticle[],
): ReadonlyMap<string, LabelTarget | null> {
  const targets = new Map(map.targets);
  const unknown = new Map<string, number>();
  const guess = createLabelGuess(map.codebook);
  for (const mark of articles.flatMap(({ marks }) => marks)) {
    const key = joinLabel(mark);
    if (targets.has(key)) continue;
    const target = guess(mark);
    if (target) targets.set(key, target);
    else unknown.set(key, (unknown.get(key) ?? 0) + 1);
  }
  if (unknown.size === 0) return targets;
  const named = [...unknown].map(
    ([key, count]) => `${key === '' ? 'no label' : `“${key}”`} (${count})`,
  );
  const rest = named.length > namedLimit ? ` and ${named.length - namedLimit} more` : '';
  throw new Refusal(
    'bad_input',
    `The codebook does not have these labels: ${named.slice(0, namedLimit).join(', ')}${rest}. ` +
      'Say in a label map what each of them is here, or null to leave its marks out.',
    { labels: unknown.size },
  );
}

/** What the label of a mark is here when nobody says it; null when it is no label of the codebook, or more than one. */
export function createLabelGuess(
  codebook: Codebook,
): (mark: Pick<AnnotatedMark, 'layer' | 'label'>) => LabelTarget | null {
  const names = collectNames(codebook);
  return (mark) => guessTarget(mark, codebook, names);
}

function guessTarget(
  mark: Pick<AnnotatedMark, 'layer' | 'label'>,
  codebook: Codebook,
  names: ReadonlyMap<string, LabelTarget | null>,
): LabelTarget | null {
  const key = joinLabel(mark);
  if (mark.layer !== null) {
    const own = { layer: mark.layer, label: mark.label };
    return hasTarget(codebook, own) ? own : null;
  }
  const split = splitLabel(codebook, key);
  if (split !== null && hasTarget(codebook, split)) return split;
  return names.get(key.toLowerCase()) ?? null;
}

/** Labels by every name they go by, lower case; null for a name of several. */
function collectNames(codebook: Codebook): ReadonlyMap<string, LabelTarget | null> {
  const names = new Map<string, LabelTarget | null>();
  for (const { id: layer, name: layerName, labels } of codebook.layers) {
    const add = (name: string, label: string | null) => {
      const key = name.toLowerCase();
      const known = names.get(key);
      const isOther = known === null || (known && (known.layer !== layer || known.label !== label));
      names.set(key, isOther ? null : { layer, label });
    };
    add(layerName, null);
    for (const { id, name, mappings } of labels) {
      for (const each of new Set([id, name, ...Object.values(mappings)])) add(each, id);
    }
  }
  return names;
}
