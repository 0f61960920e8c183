import type { Label } from '../../../../shared/codebook/codebook.ts';

/** A label of a list by its id; null when the list does not have it. */
export function findLabelIn(labels: readonly Label[], id: string | null): Label | null {
  return labels.find((label) => label.id === id) ?? null;
}
