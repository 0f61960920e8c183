import type { ClaimView } from '../../../../shared/contract/views.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { formatChord } from '../../../commands/chord.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextArea, TextField } from '../../../ui/TextField.tsx';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { withDraft, type StatusDraft } from '../annotate-store.ts';
import { takeFormKeys } from './form-keys.ts';
import styles from './Inspector.module.css';
import { statusIcon } from '../marks/mark-views.ts';

/** Status of a claim: chosen at once, or recorded with a reason and a date. */
export function StatusForm({ view }: { readonly view: ClaimView }) {
  const { actions, store, reader } = useAnnotate();
  const { session, commands } = useWorkspace();
  const statuses = useSession((state) => state.project?.codebook.claimStatuses) ?? [];
  const claimId = view.claim.id;
  const draft = useAnnotateState((state) => state.statusDrafts.get(claimId)) ?? null;
  const setDraft = (next: StatusDraft | null) =>
    store.setState(({ statusDrafts }) => ({
      statusDrafts: withDraft(statusDrafts, claimId, next),
    }));
  const record = () => {
    if (!draft) return;
    actions.send(
      session.run('claim.setStatus', {
        claimId,
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
        <form
          className={styles.form}
          aria-label="New status"
          data-keeps-enter
          onSubmit={(event) => {
            event.preventDefault();
            record();
          }}
          onKeyDown={(event) =>
            takeFormKeys(event, { send: record, leave: () => reader()?.focus() })
          }
        >
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
            <Button
              size="small"
              tone="primary"
              type="submit"
              shortcut={formatChord('Mod+Enter', commands.platform)}
            >
              Record status
            </Button>
            <Button size="small" onPress={() => setDraft(null)}>
              Cancel
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
