import { useMemo, useState } from 'react';
import type { Label } from '../../../../shared/codebook/codebook.ts';
import type { Id } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import type { PickOption } from '../../../ui/PickList.tsx';
import { useAnnotate } from '../annotate-context.ts';
import { sourceText } from '../marks/mark-views.ts';
import { rankCandidates, type Candidate } from './candidates.ts';
import { addRecent, placeOf, proposeName, proposeType, readRecent } from './cast-proposal.ts';
import { ChoicePicker, OptionMark, type PickerProps } from './ChoicePicker.tsx';
import { findLabelIn } from './labels.ts';
import { findByName, findSimilar, foldName, isName } from './names.ts';
import { TypeRow } from './TypeRow.tsx';

const limit = 40;
const noLabels: readonly Label[] = [];
const recentKey = 'recentCast';
const unlink = '-unlink';
const unnamed = '-unnamed';
const alias = '-alias:';

/** Who speaks a quotation, or whom a mention refers to: chosen, added, or left without a name. */
export function CastPicker(props: PickerProps) {
  const { annotation, close, anchor } = props;
  const { actions } = useAnnotate();
  const { places } = useWorkspace();
  const isSpeaker = annotation.layer === 'quotation';
  const { query, setQuery, ranked, entities, proposed } = useCandidates(props);
  const labels = useLabels();
  const [type, setType] = useState<string | null>(null);
  const linked = isSpeaker ? annotation.speakerId : annotation.entityId;
  const name = (query.trim() || proposed).trim();
  const isKnown = ranked.some(({ entity }) => foldName(entity.name) === foldName(name));
  const canCreate = name !== '' && !isKnown;
  const guessed = isSpeaker ? null : annotation.label;
  const newType = type ?? guessed ?? proposeType(actions.getReading(), annotation, name);
  const typeName = findLabelIn(labels, newType)?.name ?? newType;
  const similar = canCreate && isName(name) ? findSimilar(entities.values(), name, 2) : [];
  const choose = (id: string) => {
    const entity = id.startsWith(alias) ? entities.get(id.slice(alias.length)) : null;
    if (entity) actions.aliasAndLink(annotation.id, entity, name);
    else if (id === unnamed) actions.setUnnamed(annotation.id);
    else actions.linkEntity(annotation.id, id === unlink ? null : id);
    const chosen = entity?.id ?? id;
    if (entities.has(chosen)) {
      places.set(recentKey, addRecent(readRecent(places.get(recentKey)), chosen));
    }
    close();
  };
  const create = () => {
    const spoken = isName(proposed) ? proposed : null;
    actions.createAndLink(annotation.id, { name, type: newType, alias: spoken });
    close();
  };
  const turn = (step: 1 | -1) => {
    const at = labels.findIndex(({ id }) => id === newType);
    setType(labels.at((at + step + labels.length) % labels.length)?.id ?? null);
  };
  const extras: PickOption[] = similar.map((entity) => ({
    id: `${alias}${entity.id}`,
    label: `Add “${name}” as another name of ${entity.name}`,
    start: <OptionMark colour={findLabelIn(labels, entity.type)?.colour ?? 'other'} icon="＋" />,
  }));
  if (isSpeaker) extras.push(settle(unnamed, 'Unnamed source: no cast entry'));
  if (linked !== null && query === '') extras.push(settle(unlink, 'No link'));
  return (
    <ChoicePicker
      title={isSpeaker ? 'Speaker' : 'Cast entry'}
      options={ranked.map((candidate) => toOption(candidate, labels))}
      query={query}
      onQuery={setQuery}
      anchor={anchor}
      onCancel={close}
      onChoose={choose}
      extras={extras}
      create={
        canCreate ? { label: `Add “${name}” (${typeName.toLowerCase()})`, run: create } : null
      }
      {...(canCreate && {
        onTab: turn,
        footer: <TypeRow labels={labels} value={newType} onChange={setType} />,
      })}
    />
  );
}

function settle(id: string, label: string): PickOption {
  return { id, label, start: <OptionMark colour="muted" icon="∅" /> };
}

function toOption({ entity, hint }: Candidate, labels: readonly Label[]): PickOption {
  const label = findLabelIn(labels, entity.type);
  const kind = label?.name ?? entity.type;
  return {
    id: entity.id,
    label: entity.name,
    detail: hint ? `${kind} · ${hint}` : kind,
    start: <OptionMark colour={label?.colour ?? 'other'} icon="●" />,
  };
}

function useLabels(): readonly Label[] {
  return useSession(
    (state) =>
      state.project?.codebook.layers.find(({ id }) => id === 'mention')?.labels ?? noLabels,
  );
}

/** What is typed and who fits it. */
function useCandidates({ annotation }: PickerProps) {
  const { actions } = useAnnotate();
  const { places } = useWorkspace();
  const entities = useSession((state) => state.entities);
  const annotations = useSession((state) => state.article?.annotations);
  const isSpeaker = annotation.layer === 'quotation';
  const [recent] = useState<readonly Id[]>(() => readRecent(places.get(recentKey)));
  const proposed = useMemo(
    () => proposeName(actions.getReading(), annotation),
    [actions, annotation],
  );
  // A name that the cast does not have is proposed for it; for anything else the nearest ones come first.
  const [query, setQuery] = useState(() =>
    isName(proposed) && !findByName(entities.values(), proposed) ? proposed : '',
  );
  const ranked = useMemo(() => {
    const others = [...(annotations?.values() ?? [])].filter(({ id }) => id !== annotation.id);
    const base = {
      entities: [...entities.values()],
      annotations: others,
      ...placeOf(actions.getReading(), annotation),
      words: isSpeaker ? sourceText(annotation) : proposed,
      recent,
      preferredTypes: isSpeaker ? ['person', 'organisation', 'group'] : [annotation.label ?? ''],
    };
    return rankCandidates(base, query, limit);
  }, [entities, annotations, annotation, actions, isSpeaker, proposed, recent, query]);
  return { query, setQuery, ranked, entities, proposed };
}
