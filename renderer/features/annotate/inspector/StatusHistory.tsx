import type { ClaimView } from '../../../../shared/contract/views.ts';
import { useSession } from '../../../app/workspace.ts';
import { formatMoment, formatNewsMoment } from '../../../ui/format.ts';
import { statusIcon } from '../marks/mark-views.ts';
import styles from './Inspector.module.css';

/** Every status that a claim was given, the last one first; nothing before the first one. */
export function StatusHistory({ view }: { readonly view: ClaimView }) {
  const annotators = useSession((state) => state.project?.annotators) ?? [];
  const statuses = useSession((state) => state.project?.codebook.claimStatuses) ?? [];
  if (view.events.length === 0) return null;
  return (
    <section className={styles.field} aria-label="Status history">
      <span className={styles.label}>Status history</span>
      <ol className={styles.history}>
        {[...view.events].reverse().map((event) => (
          <li key={event.id}>
            <span>
              {statusIcon(event.status)}{' '}
              {statuses.find(({ id }) => id === event.status)?.name ?? event.status}
              {event.reason && <bdi>: {event.reason}</bdi>}
            </span>
            <span className={styles.hint} title={`Recorded ${formatMoment(event.recordedAt)}`}>
              as of {formatNewsMoment(event.asOf)} ·{' '}
              <bdi>{annotators.find(({ id }) => id === event.annotatorId)?.name ?? 'somebody'}</bdi>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
