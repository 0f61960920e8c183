import { useEffect, useRef, useState } from 'react';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { TextArea } from '../../../ui/TextField.tsx';
import { useAnnotate } from '../annotate-context.ts';
import styles from './Dock.module.css';

/** How long a half-typed note may stay unstored. */
const draftMs = 1000;

/**
 * The note of the article. What is typed is stored a second after the last key, and at once on leaving the field, the article
 * or the window. Mount one for each article.
 */
export function Memo() {
  const { actions, reader, late } = useAnnotate();
  const { session } = useWorkspace();
  const article = useSession((state) => state.article?.article);
  const isReadOnly = useSession((state) => state.readOnly !== null);
  const [draft, setDraft] = useState<string | null>(null);
  const [id] = useState(article?.id ?? '');
  const waiting = useRef<{ note: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  const flush = useRef(() => {
    if (!waiting.current) return;
    const { note, timer } = waiting.current;
    clearTimeout(timer);
    waiting.current = null;
    // Until it is stored the draft stays; later the stored note shows, also when a step back changes it.
    const settle = () => {
      late.flush();
      setDraft((current) => (current === note ? null : current));
    };
    actions.send(session.run('article.update', { id, note }).then(settle));
  });
  useEffect(() => {
    const store = flush.current;
    window.addEventListener('beforeunload', store);
    window.addEventListener('blur', store);
    return () => {
      window.removeEventListener('beforeunload', store);
      window.removeEventListener('blur', store);
      store();
    };
  }, []);
  return (
    <div className={styles.memo}>
      <TextArea
        label="Note on the article"
        rows={4}
        value={draft ?? article?.note ?? ''}
        isDisabled={isReadOnly}
        onChange={(note) => {
          setDraft(note);
          if (waiting.current) clearTimeout(waiting.current.timer);
          waiting.current = { note, timer: setTimeout(() => flush.current(), draftMs) };
        }}
        onBlur={() => flush.current()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          reader()?.focus();
        }}
      />
    </div>
  );
}
