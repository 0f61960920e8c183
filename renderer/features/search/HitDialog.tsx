import { useState } from 'react';
import { useStore } from 'zustand';
import { findLayer, type Label } from '../../../shared/codebook/codebook.ts';
import type { MarksAtHits } from '../../../shared/search/hit.ts';
import type { Workspace } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatCount } from '../../ui/format.ts';
import { Select } from '../../ui/Select.tsx';
import {
  asItIs,
  buildWork,
  changesSomething,
  none,
  startChoices,
  useMarksAtHits,
  type HitChoice,
  type HitChoices,
  type HitWork,
} from './hit-choices.ts';
import { hasLinks, LinkField } from './LinkField.tsx';
import styles from './search.module.css';

/** What the dialog asks for. */
export interface HitDialogProps {
  readonly workspace: Workspace;
  readonly chosen: HitChoice;
  /** Hits that are chosen. */
  readonly count: number;
  /** The hits are ticked; else it is the one that the keyboard is on. */
  readonly isTicked: boolean;
  readonly start: { readonly kind: HitWork['kind']; readonly layer: string };
  readonly onClose: (work?: HitWork) => void;
}

const titles: Readonly<Record<HitWork['kind'], string>> = {
  mark: 'Mark',
  change: 'Change marks of',
  delete: 'Delete marks of',
};

/** The layer that is meant: the one asked for where it has marks, else the one with the most of them. */
function findMeant(marks: readonly MarksAtHits[], wanted: string): string {
  if (marks.some(({ layer }) => layer === wanted)) return wanted;
  return marks.toSorted((left, right) => right.marks - left.marks)[0]?.layer ?? wanted;
}

/** How ticked hits are to be marked, or which marks at them are to be changed or deleted; counted before anything is done. */
export function HitDialog({ workspace, chosen, count, isTicked, start, onClose }: HitDialogProps) {
  const { kind } = start;
  const [picked, setPicked] = useState<string | null>(null);
  // By layer: what was chosen for one is there again when the person comes back to it.
  const [choicesOf, setChoicesOf] = useState<Readonly<Record<string, HitChoices>>>({});
  const marks = useMarksAtHits(workspace, chosen);
  const codebook = useStore(workspace.session.store, ({ project }) => project?.codebook);
  const layer = picked ?? (kind === 'mark' ? start.layer : findMeant(marks ?? [], start.layer));
  const choices = choicesOf[layer] ?? startChoices(kind);
  const here = marks?.find((each) => each.layer === layer);
  const marked = here?.marks ?? 0;
  const change = (patch: Partial<HitChoices>) =>
    setChoicesOf((all) => ({ ...all, [layer]: { ...choices, ...patch } }));
  const isCounted = marks !== null;
  const touched = kind === 'mark' ? count - (choices.skipMarked ? (here?.hits ?? 0) : 0) : marked;
  const verb = { mark: 'Mark', change: 'Change', delete: 'Delete' }[kind];
  const what = kind === 'mark' ? formatCount(touched, 'hit') : formatCount(touched, 'mark');
  const layerLabel = ({ id, name }: { readonly id: string; readonly name: string }) => {
    const marksOfIt = marks?.find((each) => each.layer === id)?.marks ?? 0;
    return kind === 'mark' || !isCounted ? name : `${name} · ${formatCount(marksOfIt, 'mark')}`;
  };
  return (
    <Dialog
      title={`${titles[kind]} ${isTicked ? 'ticked hits' : 'this hit'}`}
      width={520}
      onClose={() => onClose()}
      footer={
        <>
          <Button onPress={() => onClose()}>Cancel</Button>
          <Button
            tone={kind === 'delete' ? 'danger' : 'primary'}
            autoFocus
            isDisabled={kind === 'change' && !changesSomething(choices)}
            onPress={() => onClose(buildWork(kind, layer, choices))}
          >
            {kind === 'mark' || isCounted ? `${verb} ${what}` : `${verb} marks`}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Select
          label="Layer"
          value={layer}
          options={(codebook?.layers ?? []).map((each) => ({
            id: each.id,
            label: layerLabel(each),
          }))}
          onChange={setPicked}
        />
        {kind !== 'delete' && (
          <MarkFields
            workspace={workspace}
            layer={layer}
            labels={(codebook && findLayer(codebook, layer)?.labels) ?? []}
            isMark={kind === 'mark'}
            suggested={here?.suggested ?? 0}
            choices={choices}
            onChange={change}
          />
        )}
        <p className={styles.hint} role="status">
          {isCounted ? describe(kind, count, here) : 'Counting the marks…'}
        </p>
      </div>
    </Dialog>
  );
}

/** What is there to work on, in a sentence. */
function describe(kind: HitWork['kind'], count: number, here: MarksAtHits | undefined): string {
  const undo = 'One undo takes all of it back.';
  if (kind === 'mark') {
    const already = here ? ` ${formatCount(here.hits, 'hit')} of ${count} marked already.` : '';
    return `The words of each hit are marked.${already} ${undo}`;
  }
  if (!here) return 'No such hit is, or lies in, a mark of this layer.';
  const suggested =
    here.suggested > 0 ? `, ${formatCount(here.suggested, 'suggestion')} among them` : '';
  const where = `${formatCount(here.hits, 'hit')} of ${count}`;
  return `${formatCount(here.marks, 'mark')} at ${where}${suggested}. ${undo}`;
}

/** The fields that marks get. */
function MarkFields(props: {
  readonly workspace: Workspace;
  readonly layer: string;
  readonly labels: readonly Label[];
  readonly isMark: boolean;
  /** Suggestions among the marks. */
  readonly suggested: number;
  readonly choices: HitChoices;
  readonly onChange: (patch: Partial<HitChoices>) => void;
}) {
  const { layer, labels, isMark, choices, onChange } = props;
  const kept = { id: asItIs, label: 'Leave as it is' } as const;
  return (
    <>
      {labels.length > 0 && (
        <Select
          label="Label"
          value={choices.label}
          options={[
            ...(isMark ? [] : [kept]),
            { id: none, label: 'No label' },
            ...labels.map(({ id, name }) => ({ id, label: name })),
          ]}
          onChange={(label) => onChange({ label })}
        />
      )}
      {hasLinks(layer) && <LinkField {...props} />}
      {!isMark && (
        <Select
          label="Doubt"
          value={choices.doubt}
          options={[kept, { id: 'yes', label: 'In doubt' }, { id: 'no', label: 'Not in doubt' }]}
          onChange={(doubt) => onChange({ doubt })}
        />
      )}
      {props.suggested > 0 && !isMark && (
        <Select
          label="Suggestions among them"
          value={choices.suggestions}
          options={[kept, { id: 'accepted', label: 'Accept' }, { id: 'rejected', label: 'Reject' }]}
          onChange={(suggestions) => onChange({ suggestions })}
        />
      )}
      {isMark && (
        <Checkbox
          isSelected={choices.skipMarked}
          onChange={(skipMarked) => onChange({ skipMarked })}
        >
          Skip what is marked already
        </Checkbox>
      )}
    </>
  );
}
