import { useEffect, useRef, useState } from 'react';
import {
  evidenceKinds,
  evidenceStances,
  type EvidenceKind,
  type EvidenceStance,
  type Id,
} from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { formatChord } from '../../../commands/chord.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextArea, TextField } from '../../../ui/TextField.tsx';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { withDraft, type EvidenceDraft } from '../annotate-store.ts';
import { takeFormKeys } from './form-keys.ts';
import styles from './Inspector.module.css';
import { exactOf } from '../marks/reading.ts';

/** Kinds of evidence for display. */
export const kindNames: Readonly<Record<EvidenceKind, string>> = {
  passage: 'Passage of this project',
  document: 'Document',
  url: 'Address',
  dataset: 'Dataset',
  interview: 'Interview',
  media: 'Picture, sound, film',
  other: 'Other',
};

/** What evidence says of a claim, for display. */
export const stanceNames: Readonly<Record<EvidenceStance, string>> = {
  supports: 'Supports the claim',
  refutes: 'Refutes the claim',
  mixed: 'Mixed',
  context: 'Context only',
};

/** Record what a claim's status rests on. Text selected in the reader becomes the excerpt. */
export function EvidenceForm({ claimId }: { readonly claimId: Id }) {
  const { actions, store, reader } = useAnnotate();
  const { session, commands } = useWorkspace();
  const [initial] = useState((): EvidenceDraft => {
    const { span } = store.getState();
    const reading = actions.getReading();
    const article = actions.getArticle()?.article;
    const isPassage = span !== null && reading !== null;
    return {
      kind: isPassage ? 'passage' : 'document',
      ref: isPassage ? (article?.id ?? '') : '',
      excerpt: isPassage ? exactOf(reading, span) : '',
      stance: 'supports',
      originGroup: isPassage ? (article?.publisher ?? '') : '',
      official: false,
      published: isPassage ? (article?.published ?? '') : '',
    };
  });
  const articleId = useSession((state) => state.article?.article.id);
  const articleTitle = useSession((state) => state.article?.article.title);
  const begun = useAnnotateState((state) => state.evidenceDrafts.get(claimId));
  const draft = begun ?? initial;
  const keep = (next: EvidenceDraft | null) =>
    store.setState(({ evidenceDrafts }) => ({
      evidenceDrafts: withDraft(evidenceDrafts, claimId, next),
    }));
  const form = useRef<HTMLFormElement>(null);
  const isAsked = useAnnotateState((state) => state.evidenceFor === claimId);
  useEffect(() => {
    if (!isAsked) return;
    // Opened by a key, it may lie below what the inspector shows. Newer engines answer with a promise, which is no clean-up.
    form.current?.scrollIntoView({ block: 'nearest' });
    form.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [isAsked]);
  /** What is typed stays for later. */
  const leave = () => {
    store.setState({ evidenceFor: null });
    reader()?.focus();
  };
  const close = () => {
    keep(null);
    leave();
  };
  const save = () => {
    actions.send(
      session.run('evidence.create', {
        ...draft,
        claimId,
        published: draft.published === '' ? null : draft.published,
      }),
    );
    close();
  };
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label="New evidence"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      data-keeps-enter
      onKeyDown={(event) => takeFormKeys(event, { send: save, leave })}
    >
      {draft.kind === 'passage' && draft.ref === articleId ? (
        <p className={styles.hint}>
          A passage of <bdi>{articleTitle}</bdi>
        </p>
      ) : (
        <TextField
          label="What it is"
          placeholder="Title, address or name"
          value={draft.ref}
          onChange={(ref) => keep({ ...draft, ref })}
        />
      )}
      <div className={styles.pair}>
        <Select
          label="Kind"
          value={draft.kind}
          options={evidenceKinds.map((id) => ({ id, label: kindNames[id] }))}
          onChange={(kind) =>
            // Words that name a document are no reference to a passage, nor the other way round.
            keep({ ...draft, kind, ref: draft.ref === articleId ? '' : draft.ref })
          }
        />
        <Select
          label="Stance"
          value={draft.stance}
          options={evidenceStances.map((id) => ({ id, label: stanceNames[id] }))}
          onChange={(stance) => keep({ ...draft, stance })}
        />
      </div>
      <TextArea
        label="Excerpt"
        rows={2}
        value={draft.excerpt}
        onChange={(excerpt) => keep({ ...draft, excerpt })}
      />
      <div className={styles.pair}>
        <TextField
          label="Origin"
          placeholder="One wire story, one origin"
          value={draft.originGroup}
          onChange={(originGroup) => keep({ ...draft, originGroup })}
        />
        <TextField
          label="Published"
          placeholder="2026-11-03"
          value={draft.published}
          onChange={(published) => keep({ ...draft, published })}
        />
      </div>
      <Checkbox isSelected={draft.official} onChange={(official) => keep({ ...draft, official })}>
        Official or primary
      </Checkbox>
      <div className={styles.buttons}>
        <Button
          size="small"
          tone="primary"
          type="submit"
          shortcut={formatChord('Mod+Enter', commands.platform)}
        >
          Save evidence
        </Button>
        <Button size="small" onPress={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
