import { z } from 'zod';
import type { Failure } from '../util/result.ts';
import { channel } from './channel.ts';
import { settingsPatch, type Settings } from './settings.ts';

/** A project in the list of recent ones. The window names it by `key`; the main process keeps the path. */
export interface RecentProject {
  readonly key: string;
  readonly name: string;
  /** Folder for display. */
  readonly folder: string;
  readonly openedAt: string;
  readonly sizeBytes: number | null;
  readonly missing: boolean;
}

/** What the window needs to know of the application around it. */
export interface ShellState {
  readonly version: string;
  readonly platform: 'darwin' | 'win32' | 'linux';
  readonly versions: Readonly<Record<string, string>>;
  readonly recent: readonly RecentProject[];
  /** The project of this window; null on the welcome screen. */
  readonly project: { readonly key: string; readonly name: string } | null;
  readonly settings: Settings;
  /**
   * Something that happened before or between, to be said calmly; null as a rule. It stays until the window shows another
   * project: whoever announces it does so when it changes.
   */
  readonly notice: string | null;
  /** Why a file that the desktop handed over could not be opened; null as a rule. It stays as long as a notice. */
  readonly openFailure: Failure | null;
}

/** A file that the person chose or dropped. */
export interface Grant {
  readonly grant: string;
  readonly name: string;
}

/** An entry of the application menu, built from the command registry by the window. */
export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  /** Electron accelerator for display; the window's dispatcher acts on the key. */
  readonly accelerator: string | null;
  readonly enabled: boolean;
  readonly checked: boolean | null;
}

export interface MenuGroup {
  readonly label: string;
  /** Entries in sections, drawn with a separator between. */
  readonly sections: readonly (readonly MenuEntry[])[];
}

const none = z.object({});
const readOnly = z.boolean().default(false);
const menuEntry = z.object({
  id: z.string().max(100),
  label: z.string().max(200),
  accelerator: z.string().max(100).nullable(),
  enabled: z.boolean(),
  checked: z.boolean().nullable(),
});

/** Every call from a window to the main process. */
export const shellContract = {
  'shell.state': channel<ShellState>()(none),
  /** Ask for a place, make a project there and open it. false when the person cancelled. */
  'project.create': channel<boolean>()(z.object({ name: z.string().max(200).optional() })),
  /** Ask for a file and open it. */
  'project.open': channel<boolean>()(none),
  'project.openRecent': channel<boolean>()(z.object({ key: z.string(), readOnly })),
  /**
   * Open a file by its grant: one that was dropped, or one that could not be opened. A failure of opening a project carries
   * `grant` and `name` in its detail, so that the window can try again `readOnly` when it is `locked`.
   */
  'project.openDropped': channel<boolean>()(z.object({ grant: z.string(), readOnly })),
  /** Make a project of the sample articles in a folder of the person's choice, or in the application's own, and open it. */
  'project.openSample': channel<boolean>()(none),
  'project.close': channel<null>()(none),
  'recent.remove': channel<null>()(z.object({ key: z.string() })),
  /** Ask where a missing project is now, and open it there. false when the person cancelled. */
  'recent.locate': channel<boolean>()(z.object({ key: z.string() })),
  /** Change what is given; `places` by project key. */
  'settings.update': channel<Settings>()(settingsPatch),
  /** Ask for article files or a folder of them. Empty when cancelled. */
  'files.pick': channel<readonly Grant[]>()(z.object({ folder: z.boolean().default(false) })),
  /** Ask where to write. null when cancelled. `folder` targets are created. */
  'files.pickTarget': channel<Grant | null>()(
    z.object({
      title: z.string().max(200),
      name: z.string().max(200),
      kind: z.enum(['file', 'folder', 'project']),
    }),
  ),
  'files.show': channel<null>()(z.object({ grant: z.string() })),
  /** Write a small text to a target that was picked. */
  'files.writeText': channel<null>()(
    z.object({ target: z.string(), text: z.string().max(5_000_000) }),
  ),
  /** Print the window's page with the system's dialog; resolves when that is closed, also by cancelling. */
  'page.print': channel<null>()(none),
  /** Write the window's page, as it would be printed, to a target that was picked. */
  'page.savePdf': channel<null>()(z.object({ target: z.string() })),
  'window.toggleFullScreen': channel<null>()(none),
  'menu.set': channel<null>()(
    z.object({
      groups: z
        .array(
          z.object({
            label: z.string().max(100),
            sections: z.array(z.array(menuEntry).max(60)).max(20),
          }),
        )
        .max(20),
    }),
  ),
  'clipboard.write': channel<null>()(z.object({ text: z.string().max(50_000_000) })),
  /** Restart an engine that could not be brought back by itself. */
  'engine.restart': channel<null>()(none),
} as const;

export type ShellContract = typeof shellContract;

/** What the main process tells a window without being asked. */
export interface ShellEvents {
  readonly state: ShellState;
  /** A menu entry was chosen. */
  readonly menu: { readonly id: string };
  /** The engine of this window: a new port follows `ready`. */
  readonly engine: {
    readonly state: 'starting' | 'ready' | 'stopped';
    readonly message: string | null;
  };
  /** Files were opened with the application or dropped on its icon. */
  readonly files: { readonly grants: readonly Grant[] };
}
