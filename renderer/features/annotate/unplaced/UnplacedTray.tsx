import { useMemo } from 'react';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { Button } from '../../../ui/Button.tsx';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { createUnplacedActions } from './unplaced-actions.ts';
import styles from './UnplacedTray.module.css';

const layerNames: Readonly<Record<string, string>> = {
  quotation: 'Quotation',
  mention: 'Entity',
  claim: 'Claim',
};

/** Marks that lost their words when the text was corrected, with ways to place them again; nothing when there are none. */
export function UnplacedTray() {
  const tools = useAnnotate();
  const workspace = useWorkspace();
  const unplaced = useSession((state) => state.article?.unplaced);
  const isReadOnly = useSession((state) => state.readOnly !== null);
  const hasSpan = useAnnotateState((state) => state.span !== null);
  const unplacedActions = useMemo(
    () => createUnplacedActions(tools, workspace),
    [tools, workspace],
  );
  if (!unplaced || unplaced.size === 0) return null;
  return (
    <details className={styles.tray} open data-part="unplaced">
      <summary className={styles.head}>Unplaced marks: {unplaced.size}</summary>
      <ul className={styles.list} aria-label="Unplaced marks">
        {[...unplaced.values()].map((annotation) => (
          <li key={annotation.id} className={styles.item}>
            <span className={styles.kind}>{layerNames[annotation.layer] ?? annotation.layer}</span>
            <bdi className={styles.words}>
              {annotation.segments
                .filter(({ role }) => role === 'content' || role === 'span')
                .map(({ exact }) => exact)
                .join(' … ')}
            </bdi>
            {!isReadOnly && (
              <div className={styles.buttons}>
                <Button
                  size="small"
                  isDisabled={!hasSpan}
                  onPress={() => unplacedActions.placeOnSelection(annotation)}
                >
                  Place on selection
                </Button>
                <Button size="small" onPress={() => unplacedActions.findAgain(annotation)}>
                  Find again
                </Button>
                <Button size="small" onPress={() => unplacedActions.remove(annotation)}>
                  Delete
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
