import { useStore } from 'zustand';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { IconChevronDown, IconChevronRight } from '../../../ui/icons.ts';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { buildRestore, type Decision } from '../decisions.ts';
import { ownText } from './outline-rows.ts';
import styles from './Outline.module.css';

const words = {
  made: 'Made',
  changed: 'Changed',
  accepted: 'Accepted',
  rejected: 'Rejected',
  deleted: 'Deleted',
} as const;

const layerNames: Readonly<Record<string, string>> = { mention: 'entity' };

interface LastDecisionsProps {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** The last ten decisions on the article, newest first. One opens its mark again; a deleted mark comes back. */
export function LastDecisions({ isOpen, onToggle }: LastDecisionsProps) {
  const { decisions, actions } = useAnnotate();
  const { session } = useWorkspace();
  const list = useStore(decisions.store);
  const selectedId = useAnnotateState((state) => state.selectedId);
  const isReadOnly = useSession((state) => state.readOnly !== null);
  const reopen = (decision: Decision) => {
    const { id } = decision.annotation;
    const select = () => actions.select(id, { reveal: true });
    if (decision.kind !== 'deleted') return select();
    actions.send(session.run('annotation.restore', buildRestore(decision)).then(select));
  };
  if (list.length === 0) return null;
  return (
    <section className={styles.last} aria-label="Last decisions">
      <button type="button" className={styles.disclosure} aria-expanded={isOpen} onClick={onToggle}>
        <Icon of={isOpen ? IconChevronDown : IconChevronRight} size={14} />
        Last decisions
      </button>
      {isOpen && (
        <ol className={styles.decisions}>
          {list.map((decision) => {
            const { kind, annotation } = decision;
            const layer = layerNames[annotation.layer] ?? annotation.layer;
            const isDeleted = kind === 'deleted';
            return (
              <li key={annotation.id}>
                <button
                  type="button"
                  className={styles.decision}
                  aria-current={annotation.id === selectedId || undefined}
                  disabled={isDeleted && isReadOnly}
                  title={isDeleted ? 'Restore' : ownText(annotation)}
                  onClick={() => reopen(decision)}
                >
                  <span className="visually-hidden">{`${isDeleted ? 'Restore deleted' : words[kind]} ${layer}: ${ownText(annotation)}`}</span>
                  <span aria-hidden className={styles.verb}>
                    {words[kind]}
                  </span>
                  <bdi aria-hidden className={styles.words}>
                    {ownText(annotation)}
                  </bdi>
                  {isDeleted && (
                    <span aria-hidden className={styles.restore}>
                      Restore
                    </span>
                  )}
                </button>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
