import { useState } from 'react';
import { useStore } from 'zustand';
import { findLayer } from '../../../shared/codebook/codebook.ts';
import type { Id } from '../../../shared/records/records.ts';
import type { Workspace } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatCount } from '../../ui/format.ts';
import { rankByWords } from '../../ui/rank.ts';
import { Select } from '../../ui/Select.tsx';
import styles from './search.module.css';
import type { HitWork } from './work.tsx';

/** What the dialog asks for. */
export interface HitDialogProps {
  readonly workspace: Workspace;
  /** Ticked hits. */
  readonly count: number;
  readonly start: { readonly kind: 'mark' | 'change'; readonly layer: string };
  readonly onClose: (work?: HitWork) => void;
}

/** A choice that leaves a field of the marks as it is. */
const asItIs = '=';
/** A choice of no label or link. */
const none = '-';
const maxRows = 50;

/** How ticked hits are to be marked, or what of their marks is to be changed. */
export function HitDialog({ workspace, count, start, onClose }: HitDialogProps) {
  const isMark = start.kind === 'mark';
  const first = isMark ? none : asItIs;
  const [layer, setLayer] = useState(start.layer);
  const [label, setLabel] = useState<string>(first);
  const [link, setLink] = useState<string>(first);
  const [skipMarked, setSkipMarked] = useState(true);
  const { project, entities } = useStore(workspace.session.store);
  const codebook = project?.codebook;
  const labels = (codebook && findLayer(codebook, layer)?.labels) ?? [];
  const hasLink = layer === 'quotation' || layer === 'mention' || (isMark && layer === 'claim');
  const kept = isMark ? [] : [{ id: asItIs, label: 'Leave as it is' }];
  const confirm = () => onClose(buildWork({ isMark, layer, label, link, skipMarked }));
  const chooseLink = (id: Id) => {
    setLink(id);
    // A mention is of the kind that its cast entry is, unless the person says otherwise.
    const type = entities.get(id)?.type;
    if (type !== undefined && labels.some((each) => each.id === type)) setLabel(type);
  };
  const verb = isMark ? 'Mark' : 'Change marks of';
  return (
    <Dialog
      title={isMark ? 'Mark ticked hits' : 'Change marks of ticked hits'}
      width={520}
      onClose={() => onClose()}
      footer={
        <>
          <Button onPress={() => onClose()}>Cancel</Button>
          <Button
            tone="primary"
            autoFocus
            isDisabled={!isMark && label === asItIs && link === asItIs}
            onPress={confirm}
          >
            {`${verb} ${formatCount(count, 'hit')}`}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Select
          label="Layer"
          value={layer}
          options={(codebook?.layers ?? []).map(({ id, name }) => ({ id, label: name }))}
          onChange={(next) => {
            setLayer(next);
            setLabel(first);
            setLink(first);
          }}
        />
        {labels.length > 0 && (
          <Select
            label="Label"
            value={label}
            options={[
              ...kept,
              { id: none, label: 'No label' },
              ...labels.map(({ id, name }) => ({ id, label: name })),
            ]}
            onChange={setLabel}
          />
        )}
        {hasLink && (
          <LinkField
            workspace={workspace}
            layer={layer}
            isMark={isMark}
            value={link}
            onChange={chooseLink}
          />
        )}
        {isMark && (
          <Checkbox isSelected={skipMarked} onChange={setSkipMarked}>
            Skip what is marked already
          </Checkbox>
        )}
        <p className={styles.hint}>
          {isMark
            ? 'The words of each ticked hit are marked. One undo takes all of it back.'
            : 'Only hits that are marks of this layer are changed. One undo takes all of it back.'}
        </p>
      </div>
    </Dialog>
  );
}

interface Choice {
  readonly isMark: boolean;
  readonly layer: string;
  readonly label: string;
  readonly link: Id;
  readonly skipMarked: boolean;
}

function buildWork({ isMark, layer, label, link, skipMarked }: Choice): HitWork {
  const labelId = label === none ? null : label;
  const linkId = link === none ? null : link;
  if (isMark) {
    const links = {
      entityId: layer === 'mention' ? linkId : null,
      speakerId: layer === 'quotation' ? linkId : null,
      claimId: layer === 'claim' ? linkId : null,
    };
    return { kind: 'mark', layer, label: labelId, ...links, skipMarked };
  }
  const patch = {
    ...(label !== asItIs && { label: labelId }),
    ...(link !== asItIs && layer === 'mention' && { entityId: linkId }),
    ...(link !== asItIs && layer === 'quotation' && { speakerId: linkId }),
  };
  return { kind: 'change', layer, patch };
}

const linkLabels: Readonly<Record<string, string>> = {
  quotation: 'Speaker',
  mention: 'Cast entry',
  claim: 'Claim',
};

function LinkField(props: {
  readonly workspace: Workspace;
  readonly layer: string;
  readonly isMark: boolean;
  readonly value: string;
  readonly onChange: (id: string) => void;
}) {
  const { workspace, layer, isMark, value, onChange } = props;
  const { entities, claims } = useStore(workspace.session.store);
  const named =
    layer === 'claim'
      ? [...claims.values()].map(({ claim }) => ({ id: claim.id, label: claim.statement }))
      : [...entities.values()]
          .filter(({ mergedInto }) => mergedInto === null)
          .map(({ id, name }) => ({ id, label: name }));
  const fixed = [
    ...(isMark ? [] : [{ id: asItIs, label: 'Leave as it is' }]),
    { id: none, label: 'Not linked' },
  ];
  const chosen = [...fixed, ...named].find(({ id }) => id === value);
  return (
    <ComboBox
      label={linkLabels[layer] ?? 'Link'}
      value={chosen?.label ?? null}
      onChoose={onChange}
      groups={(query) => [
        { id: 'fixed', label: '', options: query === '' ? fixed : [] },
        {
          id: 'named',
          label: '',
          options: rankByWords(named, query, ({ label }) => label).slice(0, maxRows),
        },
      ]}
    />
  );
}
