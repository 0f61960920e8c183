import { findLayer, type Codebook } from './codebook.ts';
import { writeCount } from '../util/write-count.ts';

/** How often something is in use, by id. */
export type UseCounts = ReadonlyMap<string, number>;

/** What rows of a project take from its codebook. */
export interface CodebookUsage {
  /** Marks by layer, then by label; the label is empty for marks without one. */
  readonly marks: ReadonlyMap<string, UseCounts>;
  /** Entities by type: labels of the layer `mention`. */
  readonly entityTypes: UseCounts;
  readonly claimStatuses: UseCounts;
  readonly claimTypes: UseCounts;
}

/** Layers that the program itself works with. */
const ownLayers = ['quotation', 'mention', 'claim'] as const;

/** What a project would lose its names for under another codebook, one line each; empty when it may be taken. */
export function listOrphans(codebook: Codebook, usage: CodebookUsage): string[] {
  const orphans: string[] = ownLayers
    .filter((id) => findLayer(codebook, id) === null)
    .map((id) => `The layer “${id}”, which Quotemark works with.`);
  for (const [layerId, counts] of usage.marks) {
    const layer = findLayer(codebook, layerId);
    for (const [labelId, count] of counts) {
      const isThere = layer !== null && (labelId === '' || hasId(layer.labels, labelId));
      if (!isThere) orphans.push(`“${nameOf(layerId, labelId)}” of ${writeCount(count, 'mark')}.`);
    }
  }
  const types = findLayer(codebook, 'mention')?.labels ?? [];
  return [
    ...orphans,
    ...listMissing(types, usage.entityTypes, 'the type', ['entity', 'entities']),
    ...listMissing(codebook.claimStatuses, usage.claimStatuses, 'the status', ['claim event']),
    ...listMissing(codebook.claimTypes, usage.claimTypes, 'the claim type', ['claim']),
  ];
}

function listMissing(
  items: readonly { readonly id: string }[],
  counts: UseCounts,
  what: string,
  row: readonly [one: string, many?: string],
): string[] {
  return [...counts]
    .filter(([id]) => !hasId(items, id))
    .map(([id, count]) => `“${id}”, ${what} of ${writeCount(count, ...row)}.`);
}

function hasId(items: readonly { readonly id: string }[], id: string): boolean {
  return items.some((item) => item.id === id);
}

function nameOf(layer: string, label: string): string {
  return label === '' ? layer : `${layer}/${label}`;
}
