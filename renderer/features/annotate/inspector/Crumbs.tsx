import type { Id } from '../../../../shared/records/records.ts';
import { useSession } from '../../../app/workspace.ts';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import styles from './Inspector.module.css';

const kinds: Readonly<Record<string, string>> = { mention: 'entity' };
const maxWords = 24;

/** Breadcrumb of the marks at the caret, smallest first: `1/3 entity Ana Ruiz`. Nothing when there is only one. */
export function Crumbs() {
  const { reader, actions, store } = useAnnotate();
  const selectedId = useAnnotateState((state) => state.selectedId);
  const caret = useAnnotateState((state) => state.caret);
  const annotations = useSession((state) => state.article?.annotations);
  const stack = reader()?.marksAt(caret) ?? [];
  if (stack.length < 2 || !stack.includes(selectedId ?? '')) return null;
  const choose = (id: Id) => {
    actions.select(id);
    // The stack is that of this place, not of the mark's beginning.
    reader()?.setSelection({ start: caret, end: caret });
    store.setState({ caret, selectedId: id });
  };
  return (
    <nav className={styles.stack} aria-label="Overlapping marks">
      {stack.map((id, index) => {
        const annotation = annotations?.get(id);
        if (!annotation) return null;
        const [first] = annotation.segments;
        const words = [...(first?.exact ?? '')];
        return (
          <button
            key={id}
            type="button"
            className={styles.crumb}
            aria-current={id === selectedId || undefined}
            onClick={() => choose(id)}
          >
            {index + 1}/{stack.length} {kinds[annotation.layer] ?? annotation.layer}{' '}
            <bdi>
              {words.slice(0, maxWords).join('')}
              {words.length > maxWords && '…'}
            </bdi>
          </button>
        );
      })}
    </nav>
  );
}
