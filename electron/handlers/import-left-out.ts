import type { UsedLabel } from '../../shared/exchange/take-over/label-list.ts';
import type { JsonObject } from '../../shared/util/json.ts';
import { writeCount } from '../../shared/util/write-count.ts';

/**
 * Marks of a file that do not come in, as sentences: those of labels that are to be left out, and parts of quotations that are
 * near none.
 *
 * @param used Labels of the file.
 * @param labels What they are here; see `parseLabelMap`.
 * @param unattached Labels of such parts, one a mark.
 */
export function listLeftOut(
  used: readonly Pick<UsedLabel, 'name' | 'count'>[],
  labels: JsonObject,
  unattached: readonly string[],
): string[] {
  const out = used.filter(({ name }) => Object.hasOwn(labels, name) && labels[name] === null);
  const chosen = describeLeftOut(out.map(({ name, count }) => [name, count] as const));
  const parts = describeLeftOut(countNames(unattached));
  return [
    ...(chosen === null ? [] : [chosen]),
    ...(parts === null ? [] : [`${parts}: no quotation on their line`]),
  ];
}

function countNames(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts];
}

function describeLeftOut(counts: readonly (readonly [string, number])[]): string | null {
  if (counts.length === 0) return null;
  const marks = counts.reduce((sum, [, count]) => sum + count, 0);
  const names = counts.map(([name]) => (name === '' ? 'no label' : `“${name}”`)).join(', ');
  return `${writeCount(marks, 'mark')} left out: ${names}`;
}
