import { useState } from 'react';
import type { Entity } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { formatCount } from '../../../ui/format.ts';
import { TagsField } from '../../../ui/TagsField.tsx';
import { TextArea, TextField } from '../../../ui/TextField.tsx';
import { useAnnotate } from '../annotate-context.ts';
import styles from './Inspector.module.css';

/** How often somebody of the cast is mentioned and speaks in the open article: `3 mentions, 1 quotation here`. */
function useUse(entity: Entity): string {
  const annotations = useSession((state) => state.article?.annotations);
  const marks = [...(annotations?.values() ?? [])].filter(({ state }) => state !== 'rejected');
  const mentions = marks.filter(({ entityId }) => entityId === entity.id).length;
  const quotations = marks.filter(({ speakerId }) => speakerId === entity.id).length;
  const said = quotations > 0 ? `, ${formatCount(quotations, 'quotation')}` : '';
  return `${formatCount(mentions, 'mention')}${said} here`;
}

/** The cast entry behind a link: its use, and its names and note to edit once opened. */
export function EntryFields({ entity }: { readonly entity: Entity }) {
  const [isOpen, setIsOpen] = useState(false);
  const use = useUse(entity);
  return (
    <>
      <p className={styles.hint}>
        {use}
        {entity.aliases.length > 0 && (
          <>
            {' · also '}
            <bdi>{entity.aliases.join(', ')}</bdi>
          </>
        )}
      </p>
      <button
        type="button"
        className={styles.disclosure}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        Edit cast entry
      </button>
      {isOpen && <EntryForm entity={entity} />}
    </>
  );
}

function EntryForm({ entity }: { readonly entity: Entity }) {
  const { actions } = useAnnotate();
  const { session } = useWorkspace();
  const [name, setName] = useState<string | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const update = (fields: { name?: string; note?: string; aliases?: string[] }) =>
    actions.send(session.run('entity.update', { id: entity.id, ...fields }));
  return (
    <div className={styles.form} role="group" aria-label={`Cast entry ${entity.name}`}>
      <TextField
        label="Name"
        value={name ?? entity.name}
        onChange={setName}
        onBlur={() => {
          const text = name?.trim();
          setName(null);
          if (text && text !== entity.name) update({ name: text });
        }}
      />
      <TagsField
        label="Other names"
        placeholder="Add a name"
        noun="name"
        tags={entity.aliases}
        onChange={(aliases) => update({ aliases: [...aliases] })}
      />
      <TextArea
        label="Note on the entry"
        rows={2}
        value={note ?? entity.note}
        onChange={setNote}
        onBlur={() => {
          setNote(null);
          if (note !== null && note !== entity.note) update({ note });
        }}
      />
    </div>
  );
}
