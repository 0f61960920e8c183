import { MessageChannelMain, type BrowserWindow } from 'electron';
import { servePort, type PortServer } from '../handlers/serve-port.ts';
import type { Handlers } from '../../shared/contract/channel.ts';
import {
  shellContract,
  type Grant,
  type MenuGroup,
  type ShellContract,
  type ShellEvents,
} from '../../shared/contract/shell.ts';
import type { Failure } from '../../shared/util/result.ts';
import type { OpenedProject } from './projects.ts';
import { createRestartLimit } from './restarts.ts';
import { nameWindow, showMenu } from './windows.ts';

/** A window of the application and what belongs to it. */
export interface AppWindow {
  /** Owner of the window's grants. */
  readonly id: number;
  readonly browser: BrowserWindow;
  /** null: the welcome screen. */
  readonly project: () => (OpenedProject & { readonly key: string }) | null;
  /** Show another project, or the welcome screen. */
  readonly setProject: (project: (OpenedProject & { readonly key: string }) | null) => void;
  /** A project is on its way into this window; the page waits for it before it asks what to show. */
  readonly setOpening: (opening: Promise<unknown>) => void;
  readonly opening: () => Promise<unknown>;
  /** True while the page listens. */
  readonly isConnected: () => boolean;
  readonly emit: PortServer<ShellEvents>['emit'];
  /** Files for the page; kept until it listens. */
  readonly giveFiles: (grants: readonly Grant[]) => void;
  /** Say something calmly: it stays in the state until the window shows another project. */
  readonly setNotice: (notice: string) => void;
  readonly notice: () => string | null;
  /** Why a file from outside could not be opened, for the welcome screen. */
  readonly setOpenFailure: (failure: Failure) => void;
  readonly openFailure: () => Failure | null;
  readonly setMenu: (groups: readonly MenuGroup[]) => void;
  readonly showMenu: () => void;
  /** The page has loaded and wants its ports. */
  readonly connect: () => void;
  readonly onEngineState: (event: ShellEvents['engine']) => void;
  readonly onProjectName: (name: string) => void;
}

/** What a window needs of the application. */
export interface AppWindowOptions {
  readonly handlers: (window: AppWindow) => Handlers<ShellContract>;
  /** The name or the project of the window has changed. */
  readonly onChange: (window: AppWindow) => void;
  readonly log: (message: string, error?: unknown) => void;
}

const reloadedNotice =
  'This window stopped and was loaded again. Everything that was saved is there.';

/** Wrap a window that has just been made. */
export function createAppWindow(browser: BrowserWindow, options: AppWindowOptions): AppWindow {
  const contents = browser.webContents;
  const reloads = createRestartLimit(1, 60_000, () => performance.now());
  let project: (OpenedProject & { readonly key: string }) | null = null;
  let opening: Promise<unknown> = Promise.resolve();
  let shell: PortServer<ShellEvents> | null = null;
  let notice: string | null = null;
  let openFailure: Failure | null = null;
  let waitingFiles: readonly Grant[] = [];
  let menu: readonly MenuGroup[] = [];

  const sendEnginePort = () => {
    // A port comes with `ready` when the engine is being started again.
    if (!project?.engine.isUp() || !shell || contents.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    project.engine.connect(port1);
    contents.postMessage('port', 'engine', [port2]);
  };
  const name = () => nameWindow(browser, project?.name ?? null, project?.path ?? null);

  const self: AppWindow = {
    id: contents.id,
    browser,
    project: () => project,
    setProject(next) {
      project = next;
      notice = null;
      openFailure = null;
      name();
      sendEnginePort();
      if (next) self.emit('engine', { state: 'ready', message: null });
      options.onChange(self);
    },
    setOpening(next) {
      opening = next.catch(() => undefined);
    },
    opening: () => opening,
    isConnected: () => shell?.isOpen() ?? false,
    emit: (event, value) => shell?.emit(event, value),
    giveFiles(grants) {
      if (shell) shell.emit('files', { grants });
      else waitingFiles = [...waitingFiles, ...grants];
    },
    setNotice(text) {
      notice = text;
    },
    notice: () => notice,
    setOpenFailure(failure) {
      openFailure = failure;
    },
    openFailure: () => openFailure,
    setMenu(groups) {
      menu = groups;
      self.showMenu();
    },
    showMenu: () => showMenu(browser, menu, (id) => self.emit('menu', { id })),
    connect() {
      // One before it answers what it was asked, and ends with its page.
      const { port1, port2 } = new MessageChannelMain();
      shell = servePort<ShellContract, ShellEvents>(port1, options.handlers(self), shellContract, {
        log: options.log,
      });
      contents.postMessage('port', 'shell', [port2]);
      sendEnginePort();
      if (waitingFiles.length > 0) shell.emit('files', { grants: waitingFiles });
      waitingFiles = [];
    },
    onEngineState(event) {
      if (event.state === 'ready') sendEnginePort();
      self.emit('engine', event);
    },
    onProjectName(next) {
      if (!project) return;
      project = { ...project, name: next };
      name();
      options.onChange(self);
    },
  };

  self.showMenu();
  browser.on('focus', self.showMenu);
  contents.on('render-process-gone', (_event, { reason }) => {
    options.log(`a page stopped: ${reason}`);
    shell?.close();
    shell = null;
    if (browser.isDestroyed() || reason === 'clean-exit') return;
    if (!reloads.allow()) return browser.destroy();
    notice = reloadedNotice;
    contents.reload();
  });
  return self;
}
