import { useState } from 'react';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { TextArea } from '../../../ui/TextField.tsx';
import { useAnnotate } from '../annotate-context.ts';
import { useDraft } from '../use-draft.ts';
import styles from './Dock.module.css';

/** The note of the article. Mount one for each article. */
export function Memo() {
  const { reader } = useAnnotate();
  const { session } = useWorkspace();
  const article = useSession((state) => state.article?.article);
  const isReadOnly = useSession((state) => state.readOnly !== null);
  const [id] = useState(article?.id ?? '');
  const draft = useDraft(article?.note ?? '', (note) =>
    session.run('article.update', { id, note }),
  );
  return (
    <div className={styles.memo}>
      <TextArea
        label="Note on the article"
        rows={4}
        isDisabled={isReadOnly}
        {...draft}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          reader()?.focus();
        }}
      />
    </div>
  );
}
