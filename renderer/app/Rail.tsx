import { useStore } from 'zustand';
import { Button as RacButton } from 'react-aria-components/Button';
import { IconButton } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Icon } from '../ui/Icon.tsx';
import {
  IconAnnotate,
  IconCommand,
  IconKeyboard,
  IconLibrary,
  IconSearch,
  IconSettings,
} from '../ui/icons.ts';
import { Tooltip } from '../ui/Tooltip.tsx';
import type { ViewName, Workspace } from './workspace.ts';
import styles from './app.module.css';

const views = [
  { id: 'library', label: 'Library', icon: IconLibrary, command: 'go.library' },
  { id: 'annotate', label: 'Annotate', icon: IconAnnotate, command: 'go.annotate' },
  { id: 'search', label: 'Search', icon: IconSearch, command: 'go.search' },
] as const satisfies readonly { id: ViewName; label: string; icon: unknown; command: string }[];

const tools = [
  { label: 'Command palette', icon: IconCommand, command: 'app.palette' },
  { label: 'Keyboard shortcuts', icon: IconKeyboard, command: 'help.keys' },
  { label: 'Settings', icon: IconSettings, command: 'app.settings' },
] as const;

/** The views of the project at the start edge of the window, tools at its foot. */
export function Rail({ workspace }: { readonly workspace: Workspace }) {
  const shown = useStore(workspace.view);
  const { commands } = workspace;
  return (
    <nav className={styles.rail} aria-label="Views" data-pane="rail">
      {views.map(({ id, label, icon, command }) => (
        <Tooltip key={id} label={label} shortcut={commands.keyOf(command)} placement="right">
          <RacButton
            aria-label={label}
            {...(shown === id && { 'aria-current': 'page' as const })}
            className={cx(styles.railButton, shown === id && styles.railShown)}
            onPress={() => workspace.go(id)}
          >
            <Icon of={icon} size={20} />
          </RacButton>
        </Tooltip>
      ))}
      <div className={styles.railGap} />
      {tools.map(({ label, icon, command }) => (
        <IconButton
          key={command}
          icon={icon}
          label={label}
          shortcut={commands.keyOf(command)}
          placement="right"
          onPress={() => commands.run(command)}
        />
      ))}
    </nav>
  );
}
