import { Button } from '../../../ui/Button.tsx';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { nameOfArmed } from './armed-labels.ts';
import styles from './ArmedBanner.module.css';

/** Above the text while a label is armed: what selecting does now, and the way out. */
export function ArmedBanner() {
  const { commands } = useWorkspace();
  const { reader } = useAnnotate();
  const armed = useAnnotateState((state) => state.armed);
  const codebook = useSession((state) => state.project?.codebook);
  if (!armed) return null;
  return (
    <div className={styles.banner} role="region" aria-label="Armed label">
      <span className={styles.text}>
        Marking: <strong>{nameOfArmed(codebook, armed)}</strong>
        <span className={styles.how}>
          {' '}
          — select text by mouse, or by keys and <kbd>Enter</kbd>, to mark it
        </span>
      </span>
      <Button size="small" onPress={() => commands.run('annotate.arm')}>
        Other label…
      </Button>
      <Button
        size="small"
        shortcut="Esc"
        onPress={() => {
          commands.run('annotate.disarm');
          reader()?.focus();
        }}
      >
        End
      </Button>
    </div>
  );
}
