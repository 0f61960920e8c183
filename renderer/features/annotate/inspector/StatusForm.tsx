import { useState } from 'react';
import type { ClaimView } from '../../../../shared/contract/views.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextArea, TextField } from '../../../ui/TextField.tsx';
import { useAnnotate } from '../annotate-context.ts';
import styles from './Inspector.module.css';
import { statusIcon } from '../marks/mark-views.ts';

/** Status of a claim: chosen at once, or recorded with a reason and a date. */
export function StatusForm({ view }: { readonly view: ClaimView }) {
  const { actions } = useAnnotate();
  const { session } = useWorkspace();
  const statuses = useSession((state) => state.project?.codebook.claimStatuses) ?? [];
  const [draft, setDraft] = useState<{ status: string; reason: string; asOf: string } | null>(null);
  const record = () => {
    if (!draft) return;
    actions.send(
      session.run('claim.setStatus', {
        claimId: view.claim.id,
        status: draft.status,
        reason: draft.reason,
        ...(draft.asOf !== '' && { asOf: draft.asOf }),
        evidenceIds: view.evidence.map(({ id }) => id),
      }),
    );
    setDraft(null);
  };
  return (
    <section aria-label="Status">
      <Select
        label="Status"
        value={draft?.status ?? view.status}
        options={statuses.map(({ id, name, key, colour }) => ({
          id,
          label: name,
          ...(key !== null && { shortcut: key }),
          start: (
            <span
              aria-hidden="true"
              className={styles.statusIcon}
              style={{ color: `var(--${colour})` }}
            >
              {statusIcon(id)}
            </span>
          ),
        }))}
        onChange={(status) => setDraft({ status, reason: '', asOf: '' })}
      />
      {draft && (
        <div className={styles.form}>
          <TextArea
            label="Reason"
            rows={2}
            autoFocus
            value={draft.reason}
            onChange={(reason) => setDraft({ ...draft, reason })}
          />
          <TextField
            label="As of"
            placeholder="Today, or 2026-11-03"
            value={draft.asOf}
            onChange={(asOf) => setDraft({ ...draft, asOf })}
          />
          <div className={styles.buttons}>
            <Button size="small" tone="primary" onPress={record}>
              Record status
            </Button>
            <Button size="small" onPress={() => setDraft(null)}>
              Cancel
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}
