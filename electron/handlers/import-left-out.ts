import { attachRoles } from '../../shared/exchange/take-over/attach-roles.ts';
import { parseLabelMap } from '../../shared/exchange/take-over/label-map.ts';
import type { JsonObject } from '../../shared/util/json.ts';
import type { OpenProject } from '../engine/project.ts';
import { counted, pickLabels } from './import-annotated.ts';
import type { Proposal } from './import-proposal.ts';

interface LeftOut {
  readonly fileName: string;
  readonly reason: string;
}

/** Marks that do not come in, with the reason: a sentence a file for those of some labels, one for parts of no quotation. */
export function listLeftOut(
  project: OpenProject,
  proposals: readonly Proposal[],
  labels: JsonObject,
): LeftOut[] {
  return proposals.flatMap((proposal) => {
    const { item } = proposal;
    const out = (item.marks?.labels ?? []).filter(
      ({ name }) => Object.hasOwn(labels, name) && labels[name] === null,
    );
    const chosen = describeLeftOut(out.map(({ name, count }) => [name, count] as const));
    const unattached =
      proposal.kind === 'annotated' ? findUnattached(project, proposal, labels) : [];
    const parts = describeLeftOut(countNames(unattached));
    return [
      ...(chosen ? [{ fileName: item.fileName, reason: chosen }] : []),
      ...(parts
        ? [{ fileName: item.fileName, reason: `${parts}: no quotation on their line` }]
        : []),
    ];
  });
}

/** Labels of parts of quotations that are near none. */
function findUnattached(
  project: OpenProject,
  { item, articles }: Extract<Proposal, { readonly kind: 'annotated' }>,
  labels: JsonObject,
): string[] {
  const { targets } = parseLabelMap(pickLabels(labels, item), project.read.codebook().codebook);
  return articles.flatMap(({ marks, text }) =>
    text === null ? [] : attachRoles(marks, targets, text).unattached,
  );
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
  return `${counted(marks, 'mark')} left out: ${names}`;
}
