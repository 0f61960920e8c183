import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { cx } from '../ui/cx.ts';
import { Icon } from '../ui/Icon.tsx';
import { IconAlert, IconCheck, IconClock, IconLock } from '../ui/icons.ts';
import type { Workspace } from './workspace.ts';
import styles from './app.module.css';

function SavedState({ workspace }: { readonly workspace: Workspace }) {
  const pending = useStore(workspace.session.store, (state) => state.pending > 0);
  const readOnly = useStore(workspace.session.store, (state) => state.readOnly);
  const [engine, setEngine] = useState<string>('ready');
  useEffect(
    () => workspace.clients.shell.on('engine', ({ state }) => setEngine(state)),
    [workspace],
  );
  const [icon, text] =
    engine === 'starting'
      ? [IconClock, 'Reopening the project…']
      : engine === 'stopped'
        ? [IconAlert, 'Not saved: the project is not open']
        : readOnly !== null
          ? [IconLock, 'Read-only']
          : pending
            ? [IconClock, 'Saving…']
            : [IconCheck, 'All changes saved'];
  return (
    <span className={styles.statusItem} data-saved={pending ? 'saving' : 'saved'}>
      <Icon of={icon} size={14} />
      {text}
    </span>
  );
}

/** A step that takes long: how far it is, and how to have none of it. */
function WorkState({ workspace }: { readonly workspace: Workspace }) {
  const work = useStore(workspace.session.store, (state) => state.work);
  if (!work) return null;
  const { label, done, total } = work.progress;
  const cancel = () => {
    work.cancel();
    workspace.announce('Cancelled');
  };
  return (
    <span className={styles.statusItem}>
      {label}
      <progress aria-label={label} {...(total !== null && { value: done, max: total })} />
      <button type="button" className={styles.statusButton} onClick={cancel}>
        Cancel
      </button>
    </span>
  );
}

/** Foot of the window: state of the keyboard, what was said last, whether everything is saved. */
export function StatusBar({ workspace }: { readonly workspace: Workspace }) {
  const mode = useStore(workspace.mode);
  const said = useStore(workspace.announced);
  const hint = useStore(workspace.hint);
  const annotator = useStore(workspace.session.store, (state) => state.project?.annotator.name);
  const { commands } = workspace;
  const keys = commands.keysOf('help.keys').includes('?') && workspace.settings.get().singleKeys;
  return (
    <footer className={styles.status} aria-label="Status">
      {mode && <span className={styles.mode}>{mode}</span>}
      {said !== '' || mode === '' ? (
        <span className={cx(styles.said, styles.news)} aria-hidden>
          {said}
        </span>
      ) : (
        <span className={styles.said}>{hint}</span>
      )}
      {annotator && <span className={styles.statusItem}>{annotator}</span>}
      <WorkState workspace={workspace} />
      <SavedState workspace={workspace} />
      <button
        type="button"
        className={styles.statusButton}
        onClick={() => commands.run('help.keys')}
      >
        {keys ? '?' : commands.keyOf('help.keys')} keys
      </button>
    </footer>
  );
}
