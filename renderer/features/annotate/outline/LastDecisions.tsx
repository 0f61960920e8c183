import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { IconChevronDown, IconChevronRight } from '../../../ui/icons.ts';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { buildRestore, findNext, foldDecisions, type DecisionRow } from '../decisions.ts';
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

/**
 * The last decisions on the article, newest first, those that say the same in one row. A row opens its mark again, the next one with
 * each press; a deleted mark comes back.
 */
export function LastDecisions({ isOpen, onToggle }: LastDecisionsProps) {
  const { decisions } = useAnnotate();
  const list = useStore(decisions.store);
  const rows = useMemo(() => foldDecisions(list), [list]);
  if (rows.length === 0) return null;
  return (
    <section className={styles.last} aria-label="Last decisions">
      <button type="button" className={styles.disclosure} aria-expanded={isOpen} onClick={onToggle}>
        <Icon of={isOpen ? IconChevronDown : IconChevronRight} size={14} />
        Last decisions
      </button>
      {isOpen && (
        <ol className={styles.decisions}>
          {rows.map((row) => (
            // The oldest stays where others join it: the focus stays with the row.
            <Row key={row.decisions.at(-1)?.annotation.id} row={row} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Row({ row }: { readonly row: DecisionRow }) {
  const { actions } = useAnnotate();
  const { session } = useWorkspace();
  const selectedId = useAnnotateState((state) => state.selectedId);
  const isReadOnly = useSession((state) => state.readOnly !== null);
  const { kind, decisions } = row;
  const layer = layerNames[row.layer] ?? row.layer;
  const isDeleted = kind === 'deleted';
  const count = decisions.length;
  const times = count > 1 ? `, ${count.toLocaleString()} times` : '';
  const isSelected = decisions.some(({ annotation }) => annotation.id === selectedId);
  const reopen = () => {
    const decision = findNext(row, selectedId);
    if (!decision) return;
    const { id } = decision.annotation;
    const select = () => actions.select(id, { reveal: true });
    if (!isDeleted) return select();
    actions.send(session.run('annotation.restore', buildRestore(decision)).then(select));
  };
  return (
    <li>
      <button
        type="button"
        className={styles.decision}
        aria-current={isSelected || undefined}
        disabled={isDeleted && isReadOnly}
        title={isDeleted ? 'Restore' : `${row.words}${times}`}
        onClick={reopen}
      >
        <span className="visually-hidden">{`${isDeleted ? 'Restore deleted' : words[kind]} ${layer}: ${row.words}${times}`}</span>
        <span aria-hidden className={styles.verb}>
          {words[kind]}
        </span>
        <bdi aria-hidden className={styles.words}>
          {row.words}
        </bdi>
        {count > 1 && (
          <span aria-hidden className={styles.times}>
            ×{count.toLocaleString()}
          </span>
        )}
        {isDeleted && (
          <span aria-hidden className={styles.restore}>
            Restore
          </span>
        )}
      </button>
    </li>
  );
}
