import { findLabel } from '../../../../shared/codebook/codebook.ts';
import type { Annotation, Entity } from '../../../../shared/records/records.ts';
import { useSession } from '../../../app/workspace.ts';
import { useAnnotate } from '../annotate-context.ts';
import styles from './Inspector.module.css';

interface TypeMismatchProps {
  readonly annotation: Annotation;
  readonly entity: Entity;
}

/** Offers to give a cast entry the type of its mention; nothing when they agree. The mark is right either way. */
export function TypeMismatch({ annotation, entity }: TypeMismatchProps) {
  const { actions } = useAnnotate();
  const codebook = useSession((state) => state.project?.codebook);
  const { label } = annotation;
  if (!codebook || label === null || label === entity.type) return null;
  const nameOf = (type: string) =>
    (findLabel(codebook, 'mention', type)?.name ?? type).toLowerCase();
  return (
    <div className={styles.mismatch} role="group" aria-label="Type of the cast entry">
      <span>
        In the cast <bdi>{entity.name}</bdi> is: {nameOf(entity.type)}.
      </span>
      <button
        type="button"
        className={styles.add}
        onClick={() => actions.retypeEntity(entity, label)}
      >
        Change the cast entry to {nameOf(label)} too
      </button>
    </div>
  );
}
