import { useMemo } from 'react';
import type { Annotation, Segment } from '../../../../shared/records/records.ts';
import { useSession } from '../../../app/workspace.ts';
import { inTextOrder } from '../marks/mark-order.ts';
import styles from './Inspector.module.css';
import { MarkLine } from './MarkLine.tsx';

interface LinkedMarksProps {
  readonly annotation: Annotation;
  /** Layer of the marks to list. */
  readonly layer: string;
  readonly name: string;
}

function ownSegments({ segments }: Annotation): readonly Segment[] {
  return segments.filter(({ role }) => role === 'content' || role === 'span');
}

/** Marks of another layer over the same words: claims in a quotation, the quotation that makes a claim. Nothing without any. */
export function LinkedMarks({ annotation, layer, name }: LinkedMarksProps) {
  const annotations = useSession((state) => state.article?.annotations);
  const linked = useMemo(() => {
    const own = ownSegments(annotation);
    return inTextOrder(annotations ?? new Map()).filter(
      (other) =>
        other.layer === layer &&
        other.state !== 'rejected' &&
        ownSegments(other).some(({ start, end }) =>
          own.some((segment) => segment.start < end && segment.end > start),
        ),
    );
  }, [annotations, annotation, layer]);
  if (linked.length === 0) return null;
  return (
    <section className={styles.field} aria-label={name}>
      <span className={styles.label}>{name}</span>
      <ul className={styles.lines}>
        {linked.map((each) => (
          <MarkLine key={each.id} annotation={each} />
        ))}
      </ul>
    </section>
  );
}
