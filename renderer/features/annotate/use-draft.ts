import { useEffect, useRef, useState } from 'react';
import { useWorkspace } from '../../app/workspace.ts';
import { useAnnotate } from './annotate-context.ts';

/** How long a half-typed text may stay unstored. */
const draftMs = 1000;

/**
 * A text that is stored a second after the last key, and at once on leaving the field, its owner or the window, and before undo.
 * Mount one for each owner: `save` is the one of the first drawing.
 *
 * @param stored As the project has it.
 */
export function useDraft(stored: string, save: (text: string) => Promise<unknown>) {
  const workspace = useWorkspace();
  const { late } = useAnnotate();
  const { session } = workspace;
  const [draft, setDraft] = useState<string | null>(null);
  const waiting = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  const flush = useRef(() => {
    if (!waiting.current) return;
    const { text, timer } = waiting.current;
    clearTimeout(timer);
    waiting.current = null;
    // Until it is stored the draft stays; later the stored text shows, also when a step back changes it.
    const settle = () => {
      late.flush();
      setDraft((current) => (current === text ? null : current));
    };
    save(text).then(settle, (error: unknown) => workspace.fail(error));
  });
  useEffect(() => {
    const store = flush.current;
    window.addEventListener('beforeunload', store);
    window.addEventListener('blur', store);
    const stop = session.beforeHistory(store);
    return () => {
      window.removeEventListener('beforeunload', store);
      window.removeEventListener('blur', store);
      stop();
      store();
    };
  }, [session]);
  return {
    value: draft ?? stored,
    onChange(text: string) {
      setDraft(text);
      if (waiting.current) clearTimeout(waiting.current.timer);
      waiting.current = { text, timer: setTimeout(() => flush.current(), draftMs) };
    },
    onBlur: () => flush.current(),
  };
}
