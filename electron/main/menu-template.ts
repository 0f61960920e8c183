import type { MenuItemConstructorOptions } from 'electron';
import type { MenuEntry, MenuGroup } from '../../shared/contract/shell.ts';

/** What a menu does when an entry is chosen. */
export interface MenuActions {
  /** An entry of the window's own. */
  readonly run: (id: string) => void;
}

type Items = MenuItemConstructorOptions[];

const separator: MenuItemConstructorOptions = { type: 'separator' };
/** Done by the system in any text field; the window's registry does not have them. */
const editRoles: Items = [
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'pasteAndMatchStyle' },
  { role: 'selectAll' },
];
/**
 * Entries that are the system's own as well: macOS adds its entry for the full screen where no item has the role. Zooming is the
 * window's own command: it is remembered, and its usual keys are the text size.
 */
const rolesById: Readonly<Record<string, MenuItemConstructorOptions['role']>> = {
  'view.fullScreen': 'togglefullscreen',
};

/**
 * The application menu of a window, built from the groups that the window gave. Without groups, as before the page has
 * loaded, only what the system itself does.
 */
export function buildMenu(
  groups: readonly MenuGroup[],
  platform: NodeJS.Platform,
  actions: MenuActions,
): Items {
  const isMac = platform === 'darwin';
  const given = groups.length > 0 ? groups : defaultGroups;
  const menus = given.map((group) => ({
    label: group.label,
    submenu: withRoles(group, platform, actions),
  }));
  if (!isMac) return menus;
  const help = menus.findIndex(({ label }) => label === 'Help');
  return [
    { role: 'appMenu' },
    ...menus.toSpliced(help < 0 ? menus.length : help, 0, { label: 'Window', submenu: macWindow }),
  ];
}

const macWindow: Items = [{ role: 'minimize' }, { role: 'zoom' }, separator, { role: 'front' }];

const defaultGroups: readonly MenuGroup[] = ['File', 'Edit'].map((label) => ({
  label,
  sections: [],
}));

function withRoles(group: MenuGroup, platform: NodeJS.Platform, actions: MenuActions): Items {
  const sections: Items[] = group.sections
    .filter((section) => section.length > 0)
    .map((section) => section.map((entry) => toItem(entry, actions)));
  if (group.label === 'Edit') sections.push(editRoles);
  if (group.label === 'File') sections.push(fileRoles(platform));
  return sections.flatMap((section, index) => (index === 0 ? section : [separator, ...section]));
}

function fileRoles(platform: NodeJS.Platform): Items {
  // macOS has Quit in the application's own menu.
  return platform === 'darwin' ? [{ role: 'close' }] : [{ role: 'close' }, { role: 'quit' }];
}

function toItem(entry: MenuEntry, { run }: MenuActions): MenuItemConstructorOptions {
  const role = rolesById[entry.id];
  return {
    id: entry.id,
    label: entry.label,
    enabled: entry.enabled,
    ...(role && { role }),
    // Shown only: the window's dispatcher acts on the key, where it knows what has the focus.
    ...(entry.accelerator && { accelerator: entry.accelerator, registerAccelerator: false }),
    ...(entry.checked !== null && { type: 'checkbox' as const, checked: entry.checked }),
    click: () => run(entry.id),
  };
}
