import { useRef, useState } from 'react';
import type { Annotation } from '../../../../shared/records/records.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { TextArea } from '../../../ui/TextField.tsx';
import { useAnnotate } from '../annotate-context.ts';
import styles from './Inspector.module.css';

/** How long a half-typed note may stay unstored. */
const draftMs = 1000;

/** Note and doubt flag of a mark. What is typed is stored a second after the last key, and at once on leaving. */
export function NoteField({ annotation }: { readonly annotation: Annotation }) {
  const { actions, reader } = useAnnotate();
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const store = (note: string) => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    if (note !== annotation.note) actions.update({ id: annotation.id, note });
  };
  return (
    <section className={styles.field} aria-label="Note and doubt">
      <Checkbox
        isSelected={annotation.doubt}
        onChange={(doubt) => actions.update({ id: annotation.id, doubt })}
      >
        Doubtful
      </Checkbox>
      <div id="annotation-note">
        <TextArea
          label="Note"
          rows={2}
          value={draft ?? annotation.note}
          onChange={(note) => {
            setDraft(note);
            if (timer.current !== null) clearTimeout(timer.current);
            timer.current = setTimeout(() => store(note), draftMs);
          }}
          onBlur={() => {
            if (draft !== null) store(draft);
            setDraft(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            reader()?.focus();
          }}
        />
      </div>
    </section>
  );
}
