import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Annotation } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import styles from './Inspector.module.css';

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Who did what to a mark, and when; read when it is opened. */
export function HistoryOf({ annotation }: { readonly annotation: Annotation }) {
  const [isOpen, setIsOpen] = useState(false);
  const { session } = useWorkspace();
  const stepCount = useSession((state) => state.stepCount);
  const { data } = useQuery({
    queryKey: ['history', annotation.id, stepCount],
    enabled: isOpen,
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
      {isOpen && (
        <ol className={styles.history}>
          {data?.map((entry) => (
            <li key={entry.stepId} data-undone={entry.undone || undefined}>
              <span>{entry.label}</span>
              <span className={styles.hint}>
                <bdi>{entry.annotator}</bdi> · {when.format(new Date(entry.at))}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
