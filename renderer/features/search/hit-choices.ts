import { useEffect, useState } from 'react';
import type { ChannelInput } from '../../../shared/contract/channel.ts';
import type { EngineContract } from '../../../shared/contract/engine.ts';
import type { MarksAtHits } from '../../../shared/search/hit.ts';
import type { Workspace } from '../../app/workspace.ts';

/** What is done at hits, as the engine takes it. */
export type HitWork = ChannelInput<EngineContract['search.work']>['work'];
/** Which hits. */
export type HitChoice = ChannelInput<EngineContract['search.marks']>;

/** A choice that leaves a field of the marks as it is. */
export const asItIs = '=';
/** A choice of no label or link. */
export const none = '-';

/** What is chosen in the dialog at the ticked hits; ids, `asItIs` or `none`. */
export interface HitChoices {
  readonly label: string;
  readonly link: string;
  /** What `link` names, when it is added with the step; null when it is there. */
  readonly newLink: NonNullable<Extract<HitWork, { kind: 'mark' }>['newLink']> | null;
  readonly suggestions: typeof asItIs | 'accepted' | 'rejected';
  readonly doubt: typeof asItIs | 'yes' | 'no';
  readonly skipMarked: boolean;
}

/** What a dialog begins with: new marks have nothing, changed ones what they have. */
export function startChoices(kind: HitWork['kind']): HitChoices {
  const first = kind === 'mark' ? none : asItIs;
  return {
    label: first,
    link: first,
    newLink: null,
    suggestions: asItIs,
    doubt: asItIs,
    skipMarked: true,
  };
}

/** Whether some field of the marks is to be another one. */
export function changesSomething({ label, link, suggestions, doubt }: HitChoices): boolean {
  return [label, link, suggestions, doubt].some((choice) => choice !== asItIs);
}

const linkFields: Readonly<Record<string, 'entityId' | 'speakerId' | 'claimId'>> = {
  mention: 'entityId',
  quotation: 'speakerId',
  claim: 'claimId',
};

/** The work that the choices ask for. */
export function buildWork(kind: HitWork['kind'], layer: string, choices: HitChoices): HitWork {
  if (kind === 'delete') return { kind, layer };
  const { label, link, newLink, suggestions, doubt, skipMarked } = choices;
  const labelId = label === none ? null : label;
  const linkId = link === none ? null : link;
  const field = linkFields[layer];
  if (kind === 'mark') {
    const links = field && linkId !== null ? { [field]: linkId } : {};
    return { kind, layer, label: labelId, ...links, newLink, skipMarked };
  }
  const patch = {
    ...(label !== asItIs && { label: labelId }),
    ...(link !== asItIs && field && { [field]: linkId }),
    ...(doubt !== asItIs && { doubt: doubt === 'yes' }),
  };
  return {
    kind,
    layer,
    patch,
    newLink,
    suggestions: suggestions === asItIs ? null : suggestions,
  };
}

/** What is marked at the hits, by layer; null until it is counted. */
export function useMarksAtHits(
  workspace: Workspace,
  chosen: HitChoice,
): readonly MarksAtHits[] | null {
  const [marks, setMarks] = useState<readonly MarksAtHits[] | null>(null);
  useEffect(() => {
    const counting = new AbortController();
    workspace.clients.engine
      .call('search.marks', chosen, { signal: counting.signal })
      .then(setMarks)
      .catch((error: unknown) => {
        if (!counting.signal.aborted) workspace.fail(error, 'Counting the marks');
      });
    return () => counting.abort();
  }, [workspace, chosen]);
  return marks;
}
