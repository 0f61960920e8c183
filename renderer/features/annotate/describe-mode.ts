import type { Codebook } from '../../../shared/codebook/codebook.ts';
import type { AnnotateTools } from './annotate-context.ts';
import { modeOf } from './annotate-store.ts';
import { nameOfArmed } from './armed/armed-labels.ts';

const layerNames: Readonly<Record<string, string>> = {
  quotation: 'quotation',
  mention: 'entity',
  claim: 'claim',
};

/** What the status bar says of the keyboard's state. */
export function describeMode(tools: AnnotateTools, codebook: Codebook | undefined): string {
  const { armed } = tools.store.getState();
  const state = describeState(tools);
  return armed ? `ARMED ${nameOfArmed(codebook, armed)} · ${state}` : state;
}

function describeState(tools: AnnotateTools): string {
  const mode = modeOf(tools.store.getState());
  const own = tools.actions.selected();
  if (mode !== 'item' || !own)
    return { read: 'READ', span: 'SPAN', item: 'READ', pick: 'PICK' }[mode];
  const same = tools.actions.ordered().filter(({ layer }) => layer === own.layer);
  const index = same.findIndex(({ id }) => id === own.id) + 1;
  return `ITEM ${layerNames[own.layer] ?? own.layer} ${index}/${same.length}`;
}
