import type { Annotation } from '../../../../shared/records/records.ts';
import { useWorkspace } from '../../../app/workspace.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { TextArea } from '../../../ui/TextField.tsx';
import { useAnnotate } from '../annotate-context.ts';
import { useDraft } from '../use-draft.ts';
import styles from './Inspector.module.css';

/** Note and doubt flag of a mark. Mount one for each mark. */
export function NoteField({ annotation }: { readonly annotation: Annotation }) {
  const { actions, reader } = useAnnotate();
  const { session } = useWorkspace();
  const { id } = annotation;
  const draft = useDraft(annotation.note, (note) => session.run('annotation.update', { id, note }));
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
          {...draft}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            reader()?.focus();
          }}
        />
      </div>
    </section>
  );
}
