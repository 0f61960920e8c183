import { BrowserWindow, Menu, app, ipcMain, nativeTheme, session } from 'electron';
import type { WebFrameMain } from 'electron';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AppWindow } from './app-window.ts';
import { createApplication, type Application } from './application.ts';
import { windowPlacesSchema } from './bounds.ts';
import { runCliCommand } from './cli-hook.ts';
import { createGrants } from './grants.ts';
import { openJsonFile } from './json-file.ts';
import { findCliArguments, listFiles, listOwnArguments } from './open-files.ts';
import { isPageAddress } from './page-files.ts';
import { createProjects } from './projects.ts';
import { registerScheme, servePage } from './protocol.ts';
import { openRecentProjects } from './recent.ts';
import { hardenCommandLine, hardenContents, hardenSession } from './security.ts';
import { openSettings } from './settings.ts';

const devServer = (!app.isPackaged && process.env.QUOTEMARK_DEV_SERVER) || null;
/** A bare Electron that was told to run us has our folder among its arguments. */
const appPath = process.defaultApp ? app.getAppPath() : null;

const log = (message: string, error?: unknown) =>
  console.error(`quotemark: ${message}`, ...(error === undefined ? [] : [error]));

/** Files that macOS hands over before the application is ready. */
const early: string[] = [];
let application: Application | null = null;

function openFiles(files: readonly string[]): void {
  if (application) application.openFiles(files);
  else early.push(...files);
}

function filesOf(argv: readonly string[], workingFolder: string): string[] {
  return listFiles(listOwnArguments(argv, appPath), workingFolder, existsSync);
}

/** Put the application together. */
function buildApplication(): Application {
  const data = app.getPath('userData');
  const settings = openSettings(path.join(data, 'settings.json'), {
    userName: os.userInfo().username,
    newId: randomUUID,
    log,
  });
  nativeTheme.themeSource = settings.get().theme;
  const grants = createGrants(randomUUID);
  const recent = openRecentProjects(path.join(data, 'recent.json'), {
    newId: randomUUID,
    now: () => new Date(),
    log,
  });
  return createApplication({
    settings,
    grants,
    recent,
    projects: createProjects({ settings, recent, grants, log }),
    places: openJsonFile(path.join(data, 'windows.json'), windowPlacesSchema, {}, log),
    log,
  });
}

/** The window of a message from a page; null when it is not from the main frame of one of our pages. */
function senderOf(event: {
  readonly senderFrame: WebFrameMain | null;
  readonly sender: Electron.WebContents;
}): AppWindow | null {
  const { sender, senderFrame } = event;
  if (!senderFrame || sender.isDestroyed() || senderFrame !== sender.mainFrame) return null;
  return isPageAddress(senderFrame.url) ? (application?.findWindow(sender.id) ?? null) : null;
}

/** The two messages of the preload script; everything else goes over ports. */
function listenToPages(): void {
  ipcMain.on('ready', (event) => senderOf(event)?.connect());
  ipcMain.handle('grant-files', (event, files: unknown) => {
    const window = senderOf(event);
    if (!window || !Array.isArray(files)) throw new Error('refused');
    return files
      .filter((file) => typeof file === 'string' && path.isAbsolute(file))
      .map((file: string) => application?.parts.grants.add(window.id, file, 'read'));
  });
}

function start(): void {
  Menu.setApplicationMenu(null);
  hardenSession(session.defaultSession, devServer);
  servePage(path.join(import.meta.dirname, '../renderer'), devServer);
  application = buildApplication();
  listenToPages();
  application.openFiles([...early, ...filesOf(process.argv, process.cwd())]);
}

function quitWhenSettled(): void {
  let isSettled = false;
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (isSettled || !application) return;
    // The project files are still being closed.
    event.preventDefault();
    void application.settled().finally(() => {
      isSettled = true;
      // Not within this event: Electron would take itself to be quitting already and do nothing.
      setImmediate(() => app.quit());
    });
  });
}

function run(): void {
  hardenCommandLine(devServer);
  registerScheme();
  // The identity under which Windows groups our windows; the installer gives it to the shortcut.
  app.setAppUserModelId('org.quotemark.Quotemark');
  app.on('session-created', (created) => hardenSession(created, devServer));
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
  app.on('second-instance', (_event, argv, folder) => openFiles(filesOf(argv, folder)));
  app.on('open-file', (event, file) => {
    event.preventDefault();
    openFiles([file]);
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openFiles([]);
  });
  quitWhenSettled();
  // Not a top-level await: Electron holds back `ready` until this module has run to its end.
  void app.whenReady().then(start);
}

// A shipped application uses its own addon, whatever the environment says. Engines inherit this environment.
if (app.isPackaged) delete process.env.QUOTEMARK_NATIVE_ADDON;
const command = app.isPackaged ? findCliArguments(listOwnArguments(process.argv, appPath)) : null;
// Electron waits for this module before it looks for a display: a command needs none.
if (command) app.exit(await runCliCommand(command));
else if (app.requestSingleInstanceLock()) run();
else app.quit();
