import { useState } from 'react';
import type { ClaimView } from '../../../../shared/contract/views.ts';
import type { Annotation } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { Button } from '../../../ui/Button.tsx';
import { formatNewsMoment } from '../../../ui/format.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextArea } from '../../../ui/TextField.tsx';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { EvidenceForm } from './EvidenceForm.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import styles from './Inspector.module.css';
import { statusIcon } from '../marks/mark-views.ts';
import { SegmentList } from './SegmentList.tsx';
import { StatusForm } from './StatusForm.tsx';

/** A claim where it occurs: statement, claimant, type, status with reason, evidence and history. */
export function ClaimCard({ annotation }: { readonly annotation: Annotation }) {
  const view = useSession((state) =>
    annotation.claimId === null ? null : (state.claims.get(annotation.claimId) ?? null),
  );
  const { store } = useAnnotate();
  return (
    <section aria-label="Claim">
      <h2 className={styles.kind} data-layer="claim">
        Claim
      </h2>
      <SegmentList annotation={annotation} role="span" name="Text" empty="" onAdd={null} />
      {view && <ClaimBody view={view} key={view.claim.id} />}
      <div className={styles.field}>
        <Button
          size="small"
          onPress={() => store.setState({ picker: { kind: 'claim', annotationId: annotation.id } })}
        >
          {view ? 'This is another claim…' : 'Choose the claim…'}
        </Button>
        {view && view.occurrences.length > 1 && (
          <p className={styles.hint}>
            Occurs {view.occurrences.length} times in{' '}
            {new Set(view.occurrences.map(({ articleId }) => articleId)).size} articles.
          </p>
        )}
      </div>
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
  const isAdding = useAnnotateState((state) => state.evidenceFor === claim.id);
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

function StatusHistory({ view }: { readonly view: ClaimView }) {
  const annotators = useSession((state) => state.project?.annotators) ?? [];
  const statuses = useSession((state) => state.project?.codebook.claimStatuses) ?? [];
  if (view.events.length === 0) return null;
  return (
    <section className={styles.field} aria-label="Status history">
      <span className={styles.label}>Status history</span>
      <ol className={styles.history}>
        {[...view.events].reverse().map((event) => (
          <li key={event.id}>
            <span>
              {statusIcon(event.status)}{' '}
              {statuses.find(({ id }) => id === event.status)?.name ?? event.status}
              {event.reason && <bdi>: {event.reason}</bdi>}
            </span>
            <span className={styles.hint}>
              as of {formatNewsMoment(event.asOf)} ·{' '}
              <bdi>{annotators.find(({ id }) => id === event.annotatorId)?.name ?? 'somebody'}</bdi>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
