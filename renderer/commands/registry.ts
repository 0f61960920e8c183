/** Where a command's keys act. `reader`, `list` and `picker` win over `global` while one of them has the focus. */
export type KeyContext = 'global' | 'reader' | 'list' | 'picker' | 'edit';

/** Menus of the application, in their order. */
export const menuGroups = ['File', 'Edit', 'Article', 'Annotate', 'Go', 'View', 'Help'] as const;
export type MenuGroupName = (typeof menuGroups)[number];

/**
 * One thing the person can do. Feeds the menu, the palette, tooltips, the cheat sheet and the key dispatcher; nothing else
 * listens to keys.
 */
export interface UiCommand {
  /** Stable, `annotate.quotation`. */
  readonly id: string;
  /** Imperative, as in a menu: `Mark quotation`. */
  readonly label: string;
  readonly menu: MenuGroupName;
  /** Section of the menu; entries of one section stand together. */
  readonly section: number;
  readonly context: KeyContext;
  /**
   * Default chords, the first one is shown: `Mod+K`, `Shift+J`, `Q`, `?`, `Enter`, `F6`. `Mod` is Cmd on macOS, Ctrl elsewhere.
   * Letters and punctuation match by the produced character, digits by the physical key.
   */
  readonly keys: readonly string[];
  /** Keys that differ on one platform; they replace `keys` there. */
  readonly platformKeys?: Readonly<
    Partial<Record<'darwin' | 'win32' | 'linux', readonly string[]>>
  >;
  /** Id of the command that it stands for in another context: keys bound to that one are its own too. */
  readonly follows?: string;
  /** True when holding the key repeats the command: movement and span keys only. */
  readonly repeats?: boolean;
  /** Not listed in palette and menu (arrow-like movement within a list). */
  readonly keyOnly?: boolean;
  /** One of a row of like commands whose first stands for all of them in the list of keys. */
  readonly unlisted?: boolean;
  /** null when it can run now, else why not, for a person: `Select a mark first`. */
  readonly blocked: () => string | null;
  /** Whether a toggle is on; leave out for ordinary commands. */
  readonly checked?: () => boolean;
  readonly run: () => void | Promise<void>;
}
