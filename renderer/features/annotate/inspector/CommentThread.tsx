import { useMemo, useState } from 'react';
import type { Annotation, Comment, Id } from '../../../../shared/records/records.ts';
import { useSession } from '../../../app/workspace.ts';
import { formatAgo, formatMoment } from '../../../ui/format.ts';
import { useAnnotate } from '../annotate-context.ts';
import { CommentForm } from './CommentForm.tsx';
import styles from './Inspector.module.css';

/** Comments on a mark, oldest first. */
export function useComments(annotationId: Id): readonly Comment[] {
  const comments = useSession((state) => state.article?.comments);
  return useMemo(
    () =>
      [...(comments?.values() ?? [])]
        .filter(({ targetId }) => targetId === annotationId)
        .sort((left, right) => left.createdAt.localeCompare(right.createdAt)),
    [comments, annotationId],
  );
}

/** Threads on a mark: said, answered, edited, settled, deleted. */
export function CommentThread({ annotation }: { readonly annotation: Annotation }) {
  const { actions } = useAnnotate();
  const isReadOnly = useSession((state) => state.readOnly !== null);
  const comments = useComments(annotation.id);
  const ids = new Set(comments.map(({ id }) => id));
  // An answer whose comment was deleted stands for itself.
  const heads = comments.filter(({ parentId }) => parentId === null || !ids.has(parentId));
  if (isReadOnly && comments.length === 0) return null;
  return (
    <section className={styles.field} aria-label="Comments" id="annotation-comments">
      <span className={styles.label}>Comments</span>
      {heads.map((head) => (
        <Thread
          key={head.id}
          head={head}
          answers={comments.filter(({ parentId }) => parentId === head.id)}
        />
      ))}
      {!isReadOnly && (
        <CommentForm
          draftKey={`on ${annotation.id}`}
          label="Add a comment"
          submit="Comment"
          onSubmit={(body) => actions.addComment(annotation.id, body)}
        />
      )}
    </section>
  );
}

function Thread(props: { readonly head: Comment; readonly answers: readonly Comment[] }) {
  const { head, answers } = props;
  const { actions } = useAnnotate();
  const isReadOnly = useSession((state) => state.readOnly !== null);
  const [isOpen, setIsOpen] = useState(false);
  const [isAnswering, setIsAnswering] = useState(false);
  if (head.resolved && !isOpen) {
    return (
      <button
        type="button"
        className={styles.disclosure}
        aria-expanded={false}
        onClick={() => setIsOpen(true)}
      >
        Settled: <bdi className={styles.settled}>{head.body}</bdi>
      </button>
    );
  }
  return (
    <div className={styles.thread} role="group" aria-label="Thread">
      <Said comment={head} />
      {answers.map((answer) => (
        <Said key={answer.id} comment={answer} isAnswer />
      ))}
      {!isReadOnly && (
        <div className={styles.buttons}>
          <button type="button" className={styles.add} onClick={() => setIsAnswering(true)}>
            Answer
          </button>
          <button
            type="button"
            className={styles.add}
            onClick={() => actions.resolveComment(head.id, !head.resolved)}
          >
            {head.resolved ? 'Open again' : 'Settle'}
          </button>
        </div>
      )}
      {isAnswering && (
        <CommentForm
          draftKey={`answer ${head.id}`}
          label="Your answer"
          submit="Answer"
          isOpen
          onCancel={() => setIsAnswering(false)}
          onSubmit={(body) => {
            actions.addComment(head.targetId, body, head.id);
            setIsAnswering(false);
          }}
        />
      )}
    </div>
  );
}

function Said(props: { readonly comment: Comment; readonly isAnswer?: boolean }) {
  const { comment, isAnswer } = props;
  const { actions } = useAnnotate();
  const annotators = useSession((state) => state.project?.annotators) ?? [];
  const isReadOnly = useSession((state) => state.readOnly !== null);
  const [isEditing, setIsEditing] = useState(false);
  const author = annotators.find(({ id }) => id === comment.annotatorId)?.name ?? 'somebody';
  if (isEditing) {
    return (
      <CommentForm
        draftKey={`edit ${comment.id}`}
        label="Edit comment"
        submit="Save"
        initial={comment.body}
        isOpen
        onCancel={() => setIsEditing(false)}
        onSubmit={(body) => {
          if (body !== comment.body) actions.editComment(comment.id, body);
          setIsEditing(false);
        }}
      />
    );
  }
  return (
    <article className={styles.said} data-answer={isAnswer || undefined}>
      <header className={styles.saidHead}>
        <span className={styles.hint}>
          <bdi>{author}</bdi> ·{' '}
          <time dateTime={comment.createdAt} title={formatMoment(comment.createdAt)}>
            {formatAgo(comment.createdAt)}
          </time>
          {comment.updatedAt > comment.createdAt && ' · edited'}
        </span>
        {!isReadOnly && (
          <span className={styles.buttons}>
            <button type="button" className={styles.add} onClick={() => setIsEditing(true)}>
              Edit
            </button>
            <button
              type="button"
              className={styles.add}
              onClick={() => actions.deleteComment(comment.id)}
            >
              Delete
            </button>
          </span>
        )}
      </header>
      <p className={styles.body} dir="auto">
        {comment.body}
      </p>
    </article>
  );
}
