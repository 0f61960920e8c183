import { isPaneShown, type PaneName } from '../panes.ts';
import type { AnnotateParts, Makers } from './make.ts';

/** Panes around the text: there or not. */
export function buildPaneCommands(parts: AnnotateParts, { command }: Makers) {
  const pane = (name: PaneName, label: string, key: string) =>
    command({
      id: `view.pane.${name}`,
      label,
      menu: 'View',
      section: 2,
      context: 'global',
      keys: [key],
      checked: () => isPaneShown(parts.panes.store.getState(), name),
      run: () => {
        const element = document.getElementById(name);
        const hadFocus = element?.contains(document.activeElement) ?? false;
        parts.reader()?.notePlace();
        parts.panes.toggle(name);
        // The focus must not vanish with a pane.
        if (hadFocus) parts.reader()?.focus();
      },
    });
  return [
    pane('outline', 'Outline', 'Mod+Shift+L'),
    pane('inspector', 'Inspector', 'Mod+Shift+I'),
    pane('dock', 'Dock with cast, claims and memo', 'Mod+Shift+D'),
  ];
}
