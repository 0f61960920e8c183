import { useEffect, useRef, useState } from 'react';
import {
  evidenceKinds,
  evidenceStances,
  type EvidenceKind,
  type EvidenceStance,
  type Id,
} from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextArea, TextField } from '../../../ui/TextField.tsx';
import { useAnnotate } from '../annotate-context.ts';
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
  const { session } = useWorkspace();
  const [draft, setDraft] = useState(() => {
    const { span } = store.getState();
    const reading = actions.getReading();
    const article = actions.getArticle()?.article;
    const isPassage = span !== null && reading !== null;
    return {
      kind: (isPassage ? 'passage' : 'document') as EvidenceKind,
      ref: isPassage ? (article?.id ?? '') : '',
      excerpt: isPassage ? exactOf(reading, span) : '',
      stance: 'supports' as EvidenceStance,
      originGroup: isPassage ? (article?.publisher ?? '') : '',
      official: false,
      published: isPassage ? (article?.published ?? '') : '',
    };
  });
  const articleId = useSession((state) => state.article?.article.id);
  const articleTitle = useSession((state) => state.article?.article.title);
  const form = useRef<HTMLFormElement>(null);
  // Opened by a key, it may lie below what the inspector shows.
  useEffect(() => {
    // Newer engines answer with a promise, which is no clean-up.
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const close = () => {
    store.setState({ evidenceFor: null });
    reader()?.focus();
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
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      {draft.kind === 'passage' && draft.ref === articleId ? (
        <p className={styles.hint}>
          A passage of <bdi>{articleTitle}</bdi>
        </p>
      ) : (
        <TextField
          label="What it is"
          placeholder="Title, address or name"
          autoFocus
          value={draft.ref}
          onChange={(ref) => setDraft({ ...draft, ref })}
        />
      )}
      <div className={styles.pair}>
        <Select
          label="Kind"
          value={draft.kind}
          options={evidenceKinds.map((id) => ({ id, label: kindNames[id] }))}
          onChange={(kind) =>
            // Words that name a document are no reference to a passage, nor the other way round.
            setDraft({ ...draft, kind, ref: draft.ref === articleId ? '' : draft.ref })
          }
        />
        <Select
          label="Stance"
          value={draft.stance}
          options={evidenceStances.map((id) => ({ id, label: stanceNames[id] }))}
          onChange={(stance) => setDraft({ ...draft, stance })}
        />
      </div>
      <TextArea
        label="Excerpt"
        rows={2}
        value={draft.excerpt}
        onChange={(excerpt) => setDraft({ ...draft, excerpt })}
      />
      <div className={styles.pair}>
        <TextField
          label="Origin"
          placeholder="One wire story, one origin"
          value={draft.originGroup}
          onChange={(originGroup) => setDraft({ ...draft, originGroup })}
        />
        <TextField
          label="Published"
          placeholder="2026-11-03"
          value={draft.published}
          onChange={(published) => setDraft({ ...draft, published })}
        />
      </div>
      <Checkbox
        isSelected={draft.official}
        onChange={(official) => setDraft({ ...draft, official })}
      >
        Official or primary
      </Checkbox>
      <div className={styles.buttons}>
        <Button size="small" tone="primary" type="submit">
          Save evidence
        </Button>
        <Button size="small" onPress={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
