import { useStore } from 'zustand';
import { findLayer } from '../../../shared/codebook/codebook.ts';
import type { Workspace } from '../../app/workspace.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { rankByWords } from '../../ui/rank.ts';
import { asItIs, none, type HitChoices } from './hit-choices.ts';

const maxRows = 50;

const linkLabels: Readonly<Record<string, string>> = {
  quotation: 'Speaker',
  mention: 'Cast entry',
  claim: 'Claim',
};

export interface LinkFieldProps {
  readonly workspace: Workspace;
  /** Layer of the marks; one with links. */
  readonly layer: string;
  readonly isMark: boolean;
  readonly choices: HitChoices;
  readonly onChange: (patch: Partial<HitChoices>) => void;
}

/** Whether marks of a layer are linked to something. */
export function hasLinks(layer: string): boolean {
  return layer in linkLabels;
}

/** Whom or what the marks are linked to: chosen from the cast or the claims, or added to them. */
export function LinkField(props: LinkFieldProps) {
  const { workspace, layer, isMark, choices, onChange } = props;
  const { entities, claims, project } = useStore(workspace.session.store);
  const labels = (project && findLayer(project.codebook, 'mention')?.labels) ?? [];
  const named =
    layer === 'claim'
      ? [...claims.values()].map(({ claim: { id, statement } }) => {
          return { id, label: statement, words: statement };
        })
      : [...entities.values()]
          .filter(({ mergedInto }) => mergedInto === null)
          .map(({ id, name, type, aliases }) => ({
            id,
            label: name,
            detail: labels.find((label) => label.id === type)?.name ?? type,
            words: [name, ...aliases].join(' '),
          }));
  const fixed = [
    ...(isMark ? [] : [{ id: asItIs, label: 'Leave as it is' }]),
    { id: none, label: 'Not linked' },
  ];
  const chosen = [...fixed, ...named].find(({ id }) => id === choices.link);
  const { newLink } = choices;
  const newName = newLink && (newLink.kind === 'entity' ? newLink.name : newLink.statement);
  // What is added is of the type that its mentions get, as far as one is chosen.
  const newType = labels.find(({ id }) => layer === 'mention' && id === choices.label) ?? labels[0];
  const choose = (id: string) => {
    const type = layer === 'mention' ? entities.get(id)?.type : undefined;
    // A mention is of the kind that its cast entry is, unless the person says otherwise.
    const isKnown = labels.some((label) => label.id === type);
    onChange({ link: id, newLink: null, ...(type !== undefined && isKnown && { label: type }) });
  };
  const create = (words: string) => {
    const id = workspace.session.newId();
    if (layer === 'claim') {
      onChange({ link: id, newLink: { kind: 'claim', id, statement: words } });
    } else if (newType) {
      const added = { kind: 'entity', id, name: words, type: newType.id } as const;
      onChange({ link: id, newLink: added, ...(layer === 'mention' && { label: newType.id }) });
    }
  };
  return (
    <ComboBox
      label={linkLabels[layer] ?? 'Link'}
      value={newName === null ? (chosen?.label ?? null) : `${newName} (new)`}
      onChoose={choose}
      onCreate={create}
      createLabel={(words) =>
        layer === 'claim'
          ? `Add the claim “${words}”`
          : `Add “${words}” (${newType?.name.toLowerCase() ?? ''})`
      }
      groups={(query) => [
        { id: 'fixed', label: '', options: query === '' ? fixed : [] },
        {
          id: 'named',
          label: '',
          options: rankByWords(named, query, ({ words }) => words).slice(0, maxRows),
        },
      ]}
    />
  );
}
