import { useStore } from 'zustand';
import { openProject } from '../../app/open-project.ts';
import { useFrame } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { IconFolder, IconPlus, IconSample } from '../../ui/icons.ts';
import { OpenFailure } from './OpenFailure.tsx';
import { RecentList } from './RecentList.tsx';
import styles from './welcome.module.css';

/** The window without a project: make one, open one, try the sample. */
export function Welcome() {
  const frame = useFrame();
  const { commands } = frame;
  const notice = useStore(frame.shell, (state) => state.notice);
  const recent = useStore(frame.shell, (state) => state.recent);
  const failure = useStore(frame.openFailure);
  const { shell } = frame.clients;
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <header className={styles.head}>
          <Mark />
          <div>
            <h1 className={styles.name}>Quotemark</h1>
            <p className={styles.claim}>Who said what, about whom, and does it hold.</p>
          </div>
        </header>
        {notice && (
          <p className={styles.notice} role="note">
            {notice}
          </p>
        )}
        {failure && <OpenFailure failure={failure} />}
        <div className={styles.actions} data-pane="actions">
          <Button
            size="large"
            tone="primary"
            icon={IconPlus}
            autoFocus
            shortcut={commands.keyOf('project.new')}
            onPress={() => commands.run('project.new')}
          >
            New project…
          </Button>
          <Button
            size="large"
            icon={IconFolder}
            shortcut={commands.keyOf('project.open')}
            onPress={() => commands.run('project.open')}
          >
            Open…
          </Button>
          <Button size="large" icon={IconSample} onPress={() => commands.run('project.sample')}>
            Try the sample project
          </Button>
        </div>
        <RecentList
          recent={recent}
          onOpen={(key) => void openProject(frame, () => shell.call('project.openRecent', { key }))}
          onLocate={(key) => void openProject(frame, () => shell.call('recent.locate', { key }))}
          onRemove={(key) =>
            void shell.call('recent.remove', { key }).catch((error: unknown) => frame.fail(error))
          }
        />
        <p className={styles.drop}>Drop a project file or articles anywhere in this window.</p>
      </div>
    </main>
  );
}

function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 48 48" aria-hidden>
      <rect className={styles.markFill} x="2" y="10" width="44" height="28" rx="3" />
      <path className={styles.markEdge} d="M3.5 10v28M44.5 10v28" />
      <path
        className={styles.markQuote}
        d="M15 29c-2.500-1-4-3.300-4-6.200 0-4 2.400-6.800 6-7.800v2.600c-1.900.7-3 2-3.200 3.600h3.700v5.300h-4zM28 29c-2.500-1-4-3.300-4-6.200 0-4 2.400-6.800 6-7.800v2.600c-1.900.7-3 2-3.200 3.600h3.700v5.300h-4z"
        transform="translate(3 2)"
      />
      <path className={styles.markEntity} d="M12 41.500h24" />
    </svg>
  );
}
