import type { Codebook } from '../../../shared/codebook/codebook.ts';
import { buildAddedEntry, readLabelMap } from '../../../shared/exchange/take-over/label-list.ts';
import { quotationRoles, type LabelTarget } from '../../../shared/exchange/take-over/label-map.ts';
import type { JsonObject, JsonValue } from '../../../shared/util/json.ts';
import type { ImportItem } from '../../../shared/contract/import-views.ts';

/** A label of the files of an import, in all of them together. */
export interface FileLabel {
  /** As it stands in the files; empty for marks without one. */
  readonly name: string;
  /** Marks that have it. */
  readonly count: number;
  /** Words that one of them covers. */
  readonly example: string;
  /** Whether the codebook has it, as far as can be guessed. */
  readonly isKnown: boolean;
  /** What it is here unless the person says otherwise: an id of `listTargets`. */
  readonly initial: string;
}

/** What a label may be here. */
export interface LabelOption {
  readonly id: string;
  readonly label: string;
}

/** Leaves the marks of a label out. */
export const leaveOut = 'out';
/** The layer to which labels are added that nothing is known of. */
const freeLayer = 'mention';

/** Everything that a label of a file can be: labels of the codebook, a new one of a layer, nothing. */
export function listTargets(codebook: Codebook): readonly LabelOption[] {
  const known = codebook.layers.flatMap(({ id, name, labels }) => [
    ...labels.map((label) => ({ id: `to:${id}.${label.id}`, label: `${name}: ${label.name}` })),
    ...(labels.length === 0 || id === 'quotation' ? [{ id: `to:${id}`, label: name }] : []),
    ...(id === 'quotation'
      ? quotationRoles.map((role) => ({ id: `to:${id}:${role}`, label: `${name}: its ${role}` }))
      : []),
  ]);
  const added = codebook.layers
    .filter(({ labels }) => labels.length > 0)
    .map(({ id, name }) => ({ id: `add:${id}`, label: `Add to the codebook: ${name}` }));
  return [...known, ...added, { id: leaveOut, label: 'Leave out' }];
}

/** The labels of all files with marks, the most used first, with what was said of them before or can be guessed. */
export function collectLabels(
  items: readonly ImportItem[],
  codebook: Codebook,
  settings: JsonObject,
): readonly FileLabel[] {
  const options = new Set(listTargets(codebook).map(({ id }) => id));
  const before = readLabelMap(settings);
  const layer = codebook.layers.find(({ id }) => id === freeLayer) ?? codebook.layers[0];
  const labels = new Map<string, FileLabel>();
  for (const { name, count, example, target } of items.flatMap(
    ({ marks }) => marks?.labels ?? [],
  )) {
    const met = labels.get(name);
    if (met) {
      labels.set(name, { ...met, count: met.count + count });
      continue;
    }
    const guess = target && idOfTarget(target);
    const said = Object.hasOwn(before, name) ? idOfEntry(before[name] ?? null) : null;
    const candidates = [said, guess, `add:${layer?.id ?? ''}`];
    const initial = candidates.find((id) => id !== null && options.has(id)) ?? leaveOut;
    labels.set(name, { name, count, example, isKnown: guess !== null, initial });
  }
  return [...labels.values()].sort((left, right) => right.count - left.count);
}

function idOfTarget({ layer, label, role }: LabelTarget): string {
  return `to:${layer}${label === null ? '' : `.${label}`}${role ? `:${role}` : ''}`;
}

/** The label map for the engine, by the ids that were chosen. */
export function buildLabelMap(
  labels: readonly FileLabel[],
  choices: ReadonlyMap<string, string>,
): Record<string, JsonValue> {
  return Object.fromEntries(
    labels.map(({ name, initial }) => [name, entryOf(choices.get(name) ?? initial, name)]),
  );
}

function entryOf(id: string, name: string): JsonValue {
  if (id.startsWith('to:')) return id.slice('to:'.length);
  return id.startsWith('add:') ? buildAddedEntry(id.slice('add:'.length), name) : null;
}

/** Id of an entry of a label map; a label that was added before is one of the codebook now. */
function idOfEntry(entry: JsonValue): string | null {
  if (entry === null) return leaveOut;
  if (typeof entry === 'string') return `to:${entry}`;
  if (typeof entry !== 'object' || Array.isArray(entry)) return null;
  const { layer, label } = entry as JsonObject;
  return typeof layer === 'string' && typeof label === 'string' ? `to:${layer}.${label}` : null;
}
