import { useMemo, useState } from 'react';
import type { Annotation, Id } from '../../../../shared/records/records.ts';
import { nameAt } from '../../../../shared/text/name-at.ts';
import { codePoints } from '../../../../shared/text/offsets.ts';
import { useSession } from '../../../app/workspace.ts';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { findByName, foldName, guessEntityType, rankCandidates } from './candidates.ts';
import type { PickOption } from '../../../ui/PickList.tsx';
import { ChoicePicker, OptionMark } from './ChoicePicker.tsx';
import { extentOf, statusIcon } from '../marks/mark-views.ts';
import type { Reading } from '../marks/reading.ts';

const limit = 40;

/** The open popover of the view: cast, claim or status. */
export function Pickers() {
  const picker = useAnnotateState((state) => state.picker);
  const annotation = useSession((state) =>
    picker ? (state.article?.annotations.get(picker.annotationId) ?? null) : null,
  );
  const { store, reader } = useAnnotate();
  if (!picker || !annotation) return null;
  const close = () => {
    store.setState({ picker: null });
    reader()?.focus();
  };
  const anchor = reader()?.rectOf(extentOf(annotation)) ?? null;
  const props = { annotation, close, anchor };
  if (picker.kind === 'claim') return <ClaimPicker {...props} />;
  if (picker.kind === 'status') return <StatusPicker {...props} />;
  return <CastPicker {...props} />;
}

interface PickerProps {
  readonly annotation: Annotation;
  readonly close: () => void;
  readonly anchor: DOMRect | null;
}

/** “the spokesperson” is somebody else in every article: only capitalised words are proposed and remembered as names. */
function isName(text: string): boolean {
  return /^\p{Lu}/u.test(text);
}

/** The name a new cast entry would get: the name inside the source or mention, without its title. */
function proposeName(reading: Reading | null, annotation: Annotation): string {
  const role = annotation.layer === 'quotation' ? 'source' : 'span';
  const segment = annotation.segments.find((each) => each.role === role);
  if (!segment || !reading) return '';
  if (annotation.layer !== 'quotation') return segment.exact;
  const name = nameAt(
    reading.text,
    codePoints(Math.max(segment.start, segment.end - 1)),
    reading.language,
    reading.map,
  );
  const hasName = name && name.start >= segment.start && name.end <= segment.end;
  const text = hasName
    ? reading.text.slice(reading.map.toUtf16(name.start), reading.map.toUtf16(name.end))
    : '';
  return /^\p{Lu}/u.test(text) ? text : segment.exact.replace(/^(the|a|an)\s+/iu, '');
}

function CastPicker({ annotation, close, anchor }: PickerProps) {
  const { actions } = useAnnotate();
  const entities = useSession((state) => state.entities);
  const annotations = useSession((state) => state.article?.annotations);
  const labels = useSession(
    (state) => state.project?.codebook.layers.find(({ id }) => id === 'mention')?.labels,
  );
  const isSpeaker = annotation.layer === 'quotation';
  const proposed = useMemo(
    () => proposeName(actions.getReading(), annotation),
    [actions, annotation],
  );
  // A name that the cast does not have is proposed for it; for anything else the nearest ones come first.
  const [query, setQuery] = useState(() =>
    isName(proposed) && !findByName(entities.values(), proposed) ? proposed : '',
  );
  const ranked = useMemo(
    () =>
      rankCandidates(
        {
          entities: entities.values(),
          annotations: annotations?.values() ?? [],
          place: extentOf(annotation).start,
          preferredTypes: isSpeaker
            ? ['person', 'organisation', 'group']
            : [annotation.label ?? ''],
        },
        query,
        limit,
      ),
    [entities, annotations, annotation, isSpeaker, query],
  );
  const choices = ranked.map(({ entity, hint }): PickOption => {
    const label = labels?.find(({ id }) => id === entity.type);
    const kind = label?.name ?? entity.type;
    return {
      id: entity.id,
      label: entity.name,
      detail: hint ? `${kind} · ${hint}` : kind,
      start: <OptionMark colour={label?.colour ?? 'other'} icon="●" />,
    };
  });
  const linked = isSpeaker ? annotation.speakerId : annotation.entityId;
  if (linked !== null && query === '') {
    choices.push({ id: unlink, label: 'No link', start: <OptionMark colour="muted" icon="∅" /> });
  }
  const name = (query.trim() || proposed).trim();
  const isKnown = ranked.some(({ entity }) => foldName(entity.name) === foldName(name));
  const type = isSpeaker ? guessEntityType(name) : (annotation.label ?? guessEntityType(name));
  const typeName = labels?.find(({ id }) => id === type)?.name ?? type;
  return (
    <ChoicePicker
      title={isSpeaker ? 'Speaker' : 'Cast entry'}
      options={choices}
      query={query}
      onQuery={setQuery}
      anchor={anchor}
      onCancel={close}
      onChoose={(id) => {
        actions.linkEntity(annotation.id, id === unlink ? null : id);
        close();
      }}
      create={
        name === '' || isKnown
          ? null
          : {
              label: `Add “${name}” (${typeName.toLowerCase()})`,
              run: () => {
                actions.createAndLink(
                  annotation.id,
                  name,
                  type,
                  isName(proposed) ? proposed : null,
                );
                close();
              },
            }
      }
    />
  );
}

const unlink = '-unlink';

function ClaimPicker({ annotation, close, anchor }: PickerProps) {
  const { actions } = useAnnotate();
  const [query, setQuery] = useState('');
  const claims = useSession((state) => state.claims);
  const folded = foldName(query);
  const choices = [...claims.values()]
    .filter(({ claim }) => foldName(claim.statement).includes(folded))
    .slice(0, limit)
    .map(({ claim, status, occurrences }): PickOption => ({
      id: claim.id,
      label: claim.statement,
      detail: `${occurrences.length}×`,
      start: <OptionMark colour="claim-line" icon={statusIcon(status)} />,
    }));
  const link = (claimId: Id) => {
    actions.update({ id: annotation.id, claimId });
    close();
  };
  return (
    <ChoicePicker
      title="Which claim is this?"
      options={choices}
      query={query}
      onQuery={setQuery}
      anchor={anchor}
      onCancel={close}
      onChoose={link}
      create={null}
    />
  );
}

function StatusPicker({ annotation, close, anchor }: PickerProps) {
  const { actions } = useAnnotate();
  const [query, setQuery] = useState('');
  const statuses = useSession((state) => state.project?.codebook.claimStatuses) ?? [];
  const current = useSession((state) => state.claims.get(annotation.claimId ?? '')?.status);
  const choices = statuses
    .filter(({ name }) => foldName(name).includes(foldName(query)))
    .map((label): PickOption => ({
      id: label.id,
      label: label.name,
      start: <OptionMark colour={label.colour} icon={statusIcon(label.id)} />,
    }));
  return (
    <ChoicePicker
      title="Status of the claim"
      current={current}
      options={choices}
      query={query}
      onQuery={setQuery}
      anchor={anchor}
      onCancel={close}
      onChoose={(status) => {
        if (annotation.claimId !== null) actions.setClaimStatus(annotation.claimId, status);
        close();
      }}
      create={null}
    />
  );
}
