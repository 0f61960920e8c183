import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HistoryEntry } from '../../../../shared/contract/views.ts';
import type { Annotation } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { formatAgo, formatMoment } from '../../../ui/format.ts';
import { useAnnotate } from '../annotate-context.ts';
import { compareMarks, type FieldChange } from './describe-mark.ts';
import styles from './Inspector.module.css';
import { useMarkContext } from './use-mark-context.ts';

/** The mark before and after a step of its history; null where it was not there. */
function statesOf(entry: HistoryEntry): {
  readonly before: Annotation | null;
  readonly after: Annotation | null;
} {
  const own = entry.changes.flatMap((change) => (change.type === 'annotation' ? [change] : []));
  return { before: own[0]?.before ?? null, after: own.at(-1)?.after ?? null };
}

/** Who did what to a mark, and when, with a way back to each state; read when it is opened. */
export function HistoryOf({ annotation }: { readonly annotation: Annotation }) {
  const [isOpen, setIsOpen] = useState(false);
  const { session } = useWorkspace();
  const stepCount = useSession((state) => state.stepCount);
  const { data } = useQuery({
    queryKey: ['history', annotation.id, stepCount],
    enabled: isOpen,
    // The list stays while the next one is read.
    placeholderData: (previous: readonly HistoryEntry[] | undefined) => previous,
    queryFn: () =>
      session.clients.engine.call('history.list', {
        record: { type: 'annotation', id: annotation.id },
        limit: 50,
      }),
  });
  return (
    <section className={styles.field} aria-label="History">
      <button
        type="button"
        className={styles.disclosure}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        History
      </button>
      {isOpen && data && (
        <ol className={styles.history}>
          {data.map((entry, index) => (
            <Entry key={entry.stepId} entry={entry} isLatest={index === 0} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Entry(props: { readonly entry: HistoryEntry; readonly isLatest: boolean }) {
  const { entry, isLatest } = props;
  const { actions } = useAnnotate();
  const isReadOnly = useSession((state) => state.readOnly !== null);
  const context = useMarkContext();
  const { before, after } = statesOf(entry);
  const changes = context && before && after ? compareMarks(context, before, after) : [];
  return (
    <li data-undone={entry.undone || undefined}>
      <span className={styles.step}>{entry.label}</span>
      {changes.map((change) => (
        <Changed key={change.field} {...change} />
      ))}
      <span className={styles.hint}>
        <bdi>{entry.annotator}</bdi> ·{' '}
        <time dateTime={entry.at} title={formatMoment(entry.at)}>
          {formatAgo(entry.at)}
        </time>
      </span>
      {after && !isLatest && !isReadOnly && (
        <button
          type="button"
          className={styles.add}
          aria-label={`Go back to this: ${entry.label}, ${formatAgo(entry.at)}`}
          onClick={() => actions.goBackTo(after)}
        >
          Go back to this
        </button>
      )}
    </li>
  );
}

function Changed({ field, from, to }: FieldChange) {
  return (
    <span className={styles.change}>
      {field}: <bdi className={styles.was}>{from || 'not set'}</bdi> → <bdi>{to || 'not set'}</bdi>
    </span>
  );
}
