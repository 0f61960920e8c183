import type { CSSProperties } from 'react';
import type { Annotation } from '../../../../shared/records/records.ts';
import { formatCount } from '../../../ui/format.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { IconNote } from '../../../ui/icons.ts';
import { useAnnotate } from '../annotate-context.ts';
import { extentOf } from '../marks/mark-views.ts';
import { useComments } from './CommentThread.tsx';
import styles from './Inspector.module.css';

interface CardHeadProps {
  readonly annotation: Annotation;
  readonly name: string;
  /** Token of the colour of its line in the text; that of its layer when absent. */
  readonly colour?: string | null;
}

/** Name of a card. Pressed, it leads to the mark in the text; Esc there leads back to it. */
export function CardHead({ annotation, name, colour = null }: CardHeadProps) {
  const { reader, store } = useAnnotate();
  const comments = useComments(annotation.id).length;
  return (
    <h2
      className={styles.kind}
      data-layer={annotation.layer}
      style={colour === null ? undefined : ({ '--kind': `var(--${colour})` } as CSSProperties)}
    >
      <button
        type="button"
        className={styles.head}
        data-card-head
        title="Go to it in the text"
        onFocus={() => reader()?.flash(extentOf(annotation))}
        onClick={() => {
          store.setState({ cameFromCard: annotation.id });
          reader()?.reveal(extentOf(annotation));
          reader()?.focus();
        }}
      >
        {name}
      </button>
      {comments > 0 && (
        <span className={styles.count} title={formatCount(comments, 'comment')}>
          <Icon of={IconNote} size={14} /> {comments}
          <span className={styles.hidden}> {comments === 1 ? 'comment' : 'comments'}</span>
        </span>
      )}
    </h2>
  );
}
