import { useMemo, useState } from 'react';
import type { Label } from '../../../../shared/codebook/codebook.ts';
import type { Id } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import type { PickOption } from '../../../ui/PickList.tsx';
import { useAnnotate } from '../annotate-context.ts';
import { sourceText } from '../marks/mark-views.ts';
import { rankCandidates, type Candidate } from './candidates.ts';
import {
  addRecent,
  findFullName,
  holdsName,
  placeOf,
  preferTypes,
  proposeName,
  proposeType,
  readRecent,
  wordsOf,
} from './cast-proposal.ts';
import { ChoicePicker, OptionMark, type PickerProps } from './ChoicePicker.tsx';
import { findLabelIn } from './labels.ts';
import { findByName, findSimilar, foldName, isInCast } from './names.ts';
import {
  isIndefinite,
  isName,
  listNamesBefore,
  referentsOf,
  type NamedBefore,
} from './reference.ts';
import { unlinkedKindOf, unlinkedKinds } from './source-kind.ts';
import { TypeRow } from './TypeRow.tsx';
import { findCarriedKind, isNobody, kindWithoutName } from './unlinked-source.ts';

const limit = 40;
/** As many names of the text as are offered for a pronoun. */
const maxNamesBefore = 2;
const noLabels: readonly Label[] = [];
const recentKey = 'recentCast';
const unlink = '-unlink';
const unnamed = '-unnamed';
const alias = '-alias:';
const named = '-named:';
/** Who speaks a quotation, or whom a mention refers to: chosen, added, or left without a name. */
export function CastPicker(props: PickerProps) {
  const { annotation, close, anchor } = props;
  const { actions } = useAnnotate();
  const { places } = useWorkspace();
  const isSpeaker = annotation.layer === 'quotation';
  const { query, setQuery, ranked, entities, proposed, namesBefore, preferred, carried } =
    useCandidates(props);
  const labels = useLabels();
  const [type, setType] = useState<string | null>(null);
  const linked = isSpeaker ? annotation.speakerId : annotation.entityId;
  const entry = linked !== null && query === '' ? entities.get(linked) : undefined;
  const name = (query.trim() || proposed).trim();
  const isKnown = ranked.some(({ entity }) => foldName(entity.name) === foldName(name));
  const canCreate = name !== '' && !isKnown;
  const guessed = isSpeaker ? null : annotation.label;
  const newType = type ?? guessed ?? proposeType(actions.getReading(), annotation, name);
  const typeName = findLabelIn(labels, newType)?.name ?? newType;
  const settled = unlinkedKindOf(annotation);
  const kind = settled ?? carried ?? kindWithoutName(annotation);
  const similar = canCreate && isName(name) ? findSimilar(entities.values(), name, 2) : [];
  const choose = (id: string) => {
    const entity = id.startsWith(alias) ? entities.get(id.slice(alias.length)) : null;
    const before = namesBefore.find((each) => id === `${named}${each.name}`);
    if (entity) actions.aliasAndLink(annotation.id, entity, name);
    else if (before) actions.createAndLink(annotation.id, { ...before, alias: null });
    else if (id === unnamed) actions.leaveUnlinked(annotation.id, kind);
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
  const options = insertNames(ranked, namesBefore, labels);
  if (isSpeaker) {
    const like = carried && !settled ? ', as before' : '';
    const row = settle(unnamed, `${unlinkedKinds[kind]}${like}: no cast entry`);
    // «a ministry official» is nobody of the cast as a rule; «the official» may be.
    const isFirst = carried !== null || settled !== null || isNobody(annotation, ranked, preferred);
    if (query === '' && isFirst) options.unshift(row);
    else extras.push(row);
  }
  if (linked !== null && query === '') extras.push(settle(unlink, 'No link'));
  return (
    <ChoicePicker
      title={isSpeaker ? 'Speaker' : 'Cast entry'}
      options={options}
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
        footer: (
          <TypeRow
            label="Type of the new cast entry"
            hint="Type of what is added; Tab changes it"
            labels={labels}
            value={newType}
            onChange={setType}
          />
        ),
      })}
      {...(!canCreate &&
        entry && {
          footer: (
            <TypeRow
              label={`Type of ${entry.name} in the cast`}
              labels={labels}
              value={entry.type}
              onChange={(chosen) => actions.retypeEntity(entry, chosen)}
            />
          ),
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

/** The choices with names that only the text has, each before the entries that were named earlier. */
function insertNames(
  ranked: readonly Candidate[],
  names: readonly NamedBefore[],
  labels: readonly Label[],
): PickOption[] {
  const options = ranked.map((candidate) => ({
    ...toOption(candidate, labels),
    before: candidate.before ?? Infinity,
  }));
  for (const { name, type, distance } of names) {
    const label = findLabelIn(labels, type);
    const at = options.findIndex(({ before }) => before > distance);
    options.splice(at < 0 ? options.length : at, 0, {
      id: `${named}${name}`,
      label: `Add “${name}”`,
      detail: `${label?.name ?? type} · named before`,
      start: <OptionMark colour={label?.colour ?? 'other'} icon="＋" />,
      before: distance,
    });
  }
  return options;
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
  const full = useMemo(
    () => findFullName(actions.getReading(), annotation, proposed),
    [actions, annotation, proposed],
  );
  // A name that the cast does not have is proposed for it; for anything else the nearest ones come first.
  const [query, setQuery] = useState(() =>
    (isName(proposed) || holdsName(actions.getReading(), annotation)) &&
    !isIndefinite(sourceText(annotation)) &&
    !findByName(entities.values(), proposed)
      ? (full ?? proposed)
      : '',
  );
  const referents = referentsOf(wordsOf(annotation));
  const preferred = useMemo(
    () => preferTypes(actions.getReading(), annotation),
    [actions, annotation],
  );
  const said = useMemo(() => {
    const reading = actions.getReading();
    if (!referents || !reading) return [];
    return listNamesBefore(reading, placeOf(reading, annotation).naming, referents);
  }, [actions, annotation, referents]);
  const namesBefore = useMemo(() => {
    if (query !== '') return [];
    return said.filter(({ name }) => !isInCast(entities.values(), name)).slice(0, maxNamesBefore);
  }, [said, entities, query]);
  const ranked = useMemo(() => {
    const others = [...(annotations?.values() ?? [])].filter(({ id }) => id !== annotation.id);
    const words = isSpeaker ? sourceText(annotation) : proposed;
    const saidBefore = new Map(
      said.flatMap(({ name, distance }): [Id, number][] => {
        const entity = findByName(entities.values(), name);
        return entity ? [[entity.id, distance]] : [];
      }),
    );
    const base = {
      entities: [...entities.values()],
      annotations: others,
      ...placeOf(actions.getReading(), annotation),
      words,
      referents,
      saidBefore,
      recent,
      preferredTypes: preferred,
    };
    return rankCandidates(base, query, limit);
  }, [
    entities,
    annotations,
    annotation,
    actions,
    isSpeaker,
    proposed,
    referents,
    said,
    preferred,
    recent,
    query,
  ]);
  const carried = useMemo(
    () => (isSpeaker ? findCarriedKind(annotations?.values() ?? [], annotation) : null),
    [isSpeaker, annotations, annotation],
  );
  return { query, setQuery, ranked, entities, proposed, namesBefore, preferred, carried };
}
