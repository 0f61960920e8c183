import { BrowserWindow, app } from 'electron';
import { Refusal } from '../../shared/util/result.ts';
import type { ShellState } from '../../shared/contract/shell.ts';
import { createAppWindow, type AppWindow } from './app-window.ts';
import type { WindowPlace } from './bounds.ts';
import type { EngineOptions } from './engine-messages.ts';
import type { Grants } from './grants.ts';
import type { JsonFile } from './json-file.ts';
import { sortFiles } from './open-files.ts';
import { canonicalPath, withGrant, type Projects } from './projects.ts';
import type { RecentProjects } from './recent.ts';
import type { SettingsStore } from './settings.ts';
import { createShellHandlers } from './shell.ts';
import { createBrowserWindow, focusWindow, placeOf } from './windows.ts';

/** Where windows were, by project key. */
export type WindowPlaces = JsonFile<Readonly<Record<string, WindowPlace>>>;

/** What the application is made of. */
export interface ApplicationParts {
  readonly settings: SettingsStore;
  readonly recent: RecentProjects;
  readonly grants: Grants;
  readonly projects: Projects;
  readonly places: WindowPlaces;
  readonly log: (message: string, error?: unknown) => void;
}

/** The windows of this application and the projects in them. */
export interface Application {
  readonly parts: ApplicationParts;
  /** Open a project: in `from` when that shows the welcome screen, else in a window of its own. @throws Refusal */
  readonly openProject: (
    from: AppWindow | null,
    file: string,
    mode: EngineOptions['mode'],
    name?: string,
  ) => Promise<void>;
  /** Back to the welcome screen, the project file closed. */
  readonly closeProject: (window: AppWindow) => Promise<void>;
  /** Files from outside: projects are opened, articles go to the project in front. Nothing: a window if there is none. */
  readonly openFiles: (files: readonly string[]) => void;
  readonly findWindow: (contentsId: number) => AppWindow | null;
  readonly stateOf: (window: AppWindow) => Promise<ShellState>;
  /** Tell every window of what has changed around it. */
  readonly broadcastState: () => void;
  /** Wait until every project file is closed and every setting stored. */
  readonly settled: () => Promise<void>;
}

const WELCOME = 'welcome';
/** A project that takes longer shows its welcome screen meanwhile. */
const OPENING_MS = 10_000;

/** The application, without a window yet. */
export function createApplication(parts: ApplicationParts): Application {
  const windows = new Map<number, AppWindow>();
  const opening = new Map<string, Promise<void>>();
  /** Windows of the welcome screen that a project is on its way into. */
  const filling = new Set<AppWindow>();
  const { settings, recent, grants, projects, places, log } = parts;
  let startNotice = settings.notice;

  const all = () => [...windows.values()];
  const front = () => {
    const focused = BrowserWindow.getFocusedWindow();
    return all().find(({ browser }) => browser === focused) ?? all().at(-1) ?? null;
  };

  const stateOf = async (window: AppWindow): Promise<ShellState> => {
    const project = window.project();
    const { platform } = process;
    return {
      version: app.getVersion(),
      platform: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
      versions: versions(),
      recent: await recent.list(),
      project: project && { key: project.key, name: project.name },
      settings: settings.get(),
      notice: window.notice(),
      openFailure: window.openFailure(),
    };
  };
  const sendState = async (window: AppWindow) => {
    if (window.isConnected()) window.emit('state', await stateOf(window));
  };
  const broadcastState = () => {
    for (const window of windows.values()) {
      void sendState(window).catch((error: unknown) => log('could not send the state', error));
    }
  };

  const remember = (window: AppWindow) => {
    const key = window.project()?.key ?? WELCOME;
    places.set({ ...places.get(), [key]: placeOf(window.browser) });
  };

  const addWindow = (key: string = WELCOME): AppWindow => {
    const taken = all().map((other) => placeOf(other.browser));
    const place = places.get()[key] ?? places.get()[WELCOME] ?? null;
    const browser = createBrowserWindow(place, taken, settings.get().zoom);
    const window = createAppWindow(browser, {
      handlers: (own) => createShellHandlers(application, own),
      onChange: broadcastState,
      log,
    });
    windows.set(window.id, window);
    if (startNotice) window.setNotice(startNotice);
    startNotice = null;
    browser.on('close', () => remember(window));
    browser.once('closed', () => {
      windows.delete(window.id);
      grants.drop(window.id);
      const project = window.project();
      if (project) void projects.close(project);
    });
    return window;
  };

  const open = async (
    from: AppWindow | null,
    file: string,
    mode: EngineOptions['mode'],
    name?: string,
  ): Promise<void> => {
    const isWelcome = from !== null && !from.project() && !filling.has(from);
    const window = isWelcome ? from : addWindow(recent.keyOf(file) ?? WELCOME);
    const work = projects.open(window, file, mode, name);
    window.setOpening(within(work, OPENING_MS));
    filling.add(window);
    try {
      const project = await work;
      // The window may have been closed while its project was being opened.
      if (window.browser.isDestroyed()) return await projects.close(project);
      window.setProject({ ...project, key: recent.add(file, project.name) });
      app.addRecentDocument(file);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { grant, name: fileName } = grants.add((from ?? window).id, file, 'read');
      if (from && !isWelcome) window.browser.destroy();
      throw withGrant(error.failure, grant, fileName);
    } finally {
      filling.delete(window);
    }
  };

  const openProject: Application['openProject'] = async (from, given, mode, name) => {
    const file = await canonicalPath(given);
    const shown = all().find((window) => window.project()?.path === file);
    if (shown) return focusWindow(shown.browser);
    const work = opening.get(file) ?? open(from, file, mode, name);
    opening.set(file, work);
    return work.finally(() => opening.delete(file));
  };

  const openFromOutside = async (file: string) => {
    const idle = all().find((window) => !window.project());
    const from = idle ?? addWindow();
    try {
      const work = openProject(from, file, 'open');
      from.setOpening(within(work, OPENING_MS));
      await work;
    } catch (error) {
      if (error instanceof Refusal) from.setOpenFailure(error.failure);
      else {
        log('could not open a file from outside', error);
        from.setNotice(`“${file}” could not be opened.`);
      }
      broadcastState();
    }
  };

  const application: Application = {
    parts,
    openProject,
    async closeProject(window) {
      const project = window.project();
      if (!project) return;
      remember(window);
      window.setProject(null);
      await projects.close(project);
    },
    openFiles(files) {
      const { projects: projectFiles, articles } = sortFiles(files);
      for (const file of projectFiles) void openFromOutside(file);
      if (articles.length > 0) {
        const window =
          all().find((one) => one === front() && one.project()) ??
          all().find((one) => one.project()) ??
          front() ??
          addWindow();
        window.giveFiles(articles.map((file) => grants.add(window.id, file, 'read')));
        focusWindow(window.browser);
      } else if (projectFiles.length === 0) {
        const window = front();
        if (window) focusWindow(window.browser);
        else addWindow();
      }
    },
    findWindow: (contentsId) => windows.get(contentsId) ?? null,
    stateOf,
    broadcastState,
    async settled() {
      await projects.settled();
      await Promise.all([settings.flush(), recent.flush(), places.flush()]);
    },
  };
  return application;
}

function versions(): Record<string, string> {
  const { electron, chrome, node, v8 } = process.versions;
  return { Electron: electron, Chromium: chrome, Node: node, V8: v8 };
}

/** The outcome of work, or nothing when it takes longer. */
function within(work: Promise<unknown>, limitMs: number): Promise<unknown> {
  return Promise.race([work, new Promise((done) => setTimeout(done, limitMs).unref())]);
}
