import { useId } from 'react';
import type { Annotation, Id } from '../../../../shared/records/records.ts';
import { useAnnotate } from '../annotate-context.ts';
import { extentOf, toMarkView } from '../marks/mark-views.ts';
import styles from './Inspector.module.css';
import { useMarkContext } from './use-mark-context.ts';

const nobody: ReadonlyMap<Id, string> = new Map();

/** One mark as one line of the inspector: what it is, its words. The focus lights it up in the text; pressed, it is selected. */
export function MarkLine({ annotation }: { readonly annotation: Annotation }) {
  const { actions, reader } = useAnnotate();
  const context = useMarkContext();
  const labelId = useId();
  if (!context) return null;
  const view = toMarkView({ ...context, colourBy: 'type', speakers: nobody }, annotation);
  const words =
    annotation.segments.find(({ role }) => role === 'content' || role === 'span')?.exact ?? '';
  const light = () => reader()?.flash(extentOf(annotation));
  return (
    <li>
      <button
        type="button"
        className={styles.line}
        aria-labelledby={labelId}
        onFocus={light}
        onPointerEnter={light}
        onClick={() => {
          actions.select(annotation.id, { reveal: true });
          reader()?.focus();
        }}
      >
        <span
          aria-hidden="true"
          className={styles.dot}
          style={{
            background: `var(--${view.colour === 'quote' ? 'quote-line' : view.colour === 'claim' ? 'claim-line' : view.colour})`,
          }}
        />
        <span id={labelId} className={styles.lineText}>
          <bdi className={styles.lineWords}>{words}</bdi>
          <bdi className={styles.hint}>{view.description}</bdi>
        </span>
      </button>
    </li>
  );
}
