import { useState } from 'react';
import type { ClaimView } from '../../../../shared/contract/views.ts';
import type { Annotation } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextArea } from '../../../ui/TextField.tsx';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { CardHead } from './CardHead.tsx';
import { EvidenceForm } from './EvidenceForm.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import styles from './Inspector.module.css';
import { LinkedMarks } from './LinkedMarks.tsx';
import { Occurrences } from './Occurrences.tsx';
import { SegmentList } from './SegmentList.tsx';
import { StatusForm } from './StatusForm.tsx';
import { StatusHistory } from './StatusHistory.tsx';

/** A claim where it occurs: statement, claimant, type, status with reason, evidence and history. */
export function ClaimCard({ annotation }: { readonly annotation: Annotation }) {
  const view = useSession((state) =>
    annotation.claimId === null ? null : (state.claims.get(annotation.claimId) ?? null),
  );
  const { store } = useAnnotate();
  const { commands } = useWorkspace();
  return (
    <section aria-label="Claim">
      <CardHead annotation={annotation} name="Claim" />
      <SegmentList annotation={annotation} role="span" name="Text" empty="" onAdd={null} />
      {view && <ClaimBody view={view} key={view.claim.id} />}
      <div className={styles.field}>
        <Button
          size="small"
          shortcut={commands.keyOf('annotate.sameClaim')}
          onPress={() => store.setState({ picker: { kind: 'claim', annotationId: annotation.id } })}
        >
          {view ? 'This is another claim…' : 'Choose the claim…'}
        </Button>
      </div>
      {view && <Occurrences view={view} here={annotation.id} />}
      <LinkedMarks annotation={annotation} layer="quotation" name="Quotation with it" />
    </section>
  );
}

function ClaimBody({ view }: { readonly view: ClaimView }) {
  const { actions, store } = useAnnotate();
  const { session, commands } = useWorkspace();
  const { claim } = view;
  const [statement, setStatement] = useState<string | null>(null);
  const claimTypes = useSession((state) => state.project?.codebook.claimTypes) ?? [];
  const entities = useSession((state) => state.entities);
  const isAdding = useAnnotateState(
    ({ evidenceFor, evidenceDrafts }) => evidenceFor === claim.id || evidenceDrafts.has(claim.id),
  );
  const people = [...entities.values()]
    .filter(({ mergedInto }) => mergedInto === null)
    .sort((left, right) => left.name.localeCompare(right.name));
  return (
    <>
      <TextArea
        label="Statement"
        rows={2}
        value={statement ?? claim.statement}
        onChange={setStatement}
        onBlur={() => {
          const text = statement?.trim();
          setStatement(null);
          if (text && text !== claim.statement) {
            actions.send(session.run('claim.update', { id: claim.id, statement: text }));
          }
        }}
      />
      <div className={styles.pair}>
        <Select
          label="Claimed by"
          value={claim.claimantId ?? nobody}
          options={[
            { id: nobody, label: 'Not known' },
            ...people.map(({ id, name }) => ({ id, label: name })),
          ]}
          onChange={(id) =>
            actions.send(
              session.run('claim.update', { id: claim.id, claimantId: id === nobody ? null : id }),
            )
          }
        />
        <Select
          label="Type"
          value={claim.type}
          placeholder="Not set"
          options={claimTypes.map(({ id, name }) => ({ id, label: name }))}
          onChange={(type) => actions.send(session.run('claim.update', { id: claim.id, type }))}
        />
      </div>
      <StatusForm view={view} />
      {view.warning && (
        <p className={styles.warning} role="status">
          {view.warning}
        </p>
      )}
      <EvidenceList view={view} />
      {isAdding ? (
        <EvidenceForm claimId={claim.id} />
      ) : (
        <Button
          size="small"
          shortcut={commands.keyOf('annotate.evidence')}
          onPress={() => store.setState({ evidenceFor: claim.id })}
        >
          Add evidence
        </Button>
      )}
      <StatusHistory view={view} />
    </>
  );
}

const nobody = '-nobody';
