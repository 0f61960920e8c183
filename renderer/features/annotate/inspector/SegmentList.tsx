import type { Annotation, SegmentRole } from '../../../../shared/records/records.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { IconClose } from '../../../ui/icons.ts';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import styles from './Inspector.module.css';

interface SegmentListProps {
  readonly annotation: Annotation;
  readonly role: SegmentRole;
  readonly name: string;
  /** What to do when there is none: `Select the verb and press V`. */
  readonly empty: string;
  /** Take the text selected in the reader. */
  readonly onAdd: (() => void) | null;
}

/** The words of one role of a mark, each removable, with a way to add the selected text. */
export function SegmentList({ annotation, role, name, empty, onAdd }: SegmentListProps) {
  const { actions, reader } = useAnnotate();
  const hasSpan = useAnnotateState((state) => state.span !== null);
  const segments = annotation.segments.filter((segment) => segment.role === role);
  return (
    <section className={styles.field} aria-label={name}>
      <header className={styles.fieldHead}>
        <span className={styles.label}>{name}</span>
        {onAdd && hasSpan && (
          <button type="button" className={styles.add} onClick={onAdd}>
            + selected text
          </button>
        )}
      </header>
      {segments.length === 0 && <p className={styles.hint}>{empty}</p>}
      {segments.map((segment) => (
        <div key={`${segment.start}-${segment.end}`} className={styles.segment}>
          <button
            type="button"
            className={styles.exact}
            dir="auto"
            title={`${segment.start}–${segment.end}`}
            onClick={() => {
              reader()?.reveal(segment);
              reader()?.flash(segment);
            }}
          >
            {segment.exact}
          </button>
          {(role !== 'content' && role !== 'span') || segments.length > 1 ? (
            <IconButton
              icon={IconClose}
              size="small"
              label={`Remove from ${name.toLowerCase()}`}
              onPress={() => actions.removeSegment(annotation, segment)}
            />
          ) : null}
        </div>
      ))}
    </section>
  );
}
