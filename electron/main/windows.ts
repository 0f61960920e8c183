import { BrowserWindow, Menu, dialog, nativeTheme, screen } from 'electron';
import path from 'node:path';
import type { MenuGroup } from '../../shared/contract/shell.ts';
import { besides, fitBounds, smallest, type WindowPlace } from './bounds.ts';
import { buildMenu } from './menu-template.ts';
import { pageOrigin } from './page-files.ts';

/** Colour of the page, shown until it has painted. The `page` token of the style sheet. */
function pageColour(): string {
  return nativeTheme.shouldUseDarkColors ? '#1B1C1F' : '#FCFBF9';
}

/**
 * Make a window that shows the page. It appears when the page has painted.
 *
 * @param place Where it was before; null when that is not known.
 * @param taken Where other windows are: it is not put exactly on one of them.
 * @param zoom Size of the page from the start, 1 is 100 %.
 */
export function createBrowserWindow(
  place: WindowPlace | null,
  taken: readonly WindowPlace[],
  zoom: number,
): BrowserWindow {
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(
    (display) => display.workArea,
  );
  const window = new BrowserWindow({
    ...besides(fitBounds(place, areas), taken),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    backgroundColor: pageColour(),
    title: 'Quotemark',
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      zoomFactor: zoom,
    },
  });
  if (place?.isMaximized) window.maximize();
  const onTheme = () => window.setBackgroundColor(pageColour());
  nativeTheme.on('updated', onTheme);
  window.once('closed', () => nativeTheme.off('updated', onTheme));
  window.once('ready-to-show', () => window.show());
  // The title is the project's name, not the page's.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.webContents.on('will-prevent-unload', (event) => {
    if (mayLeave(window)) event.preventDefault();
  });
  void window.loadURL(`${pageOrigin}/`);
  return window;
}

/** Where a window is now, to be remembered. */
export function placeOf(window: BrowserWindow): WindowPlace {
  return { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
}

/** Bring a window to the front. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Give a window the name of what it shows; `file` is the icon in the title bar on macOS. */
export function nameWindow(window: BrowserWindow, name: string | null, file: string | null): void {
  window.setTitle(name ?? 'Quotemark');
  window.setRepresentedFilename(file ?? '');
}

/** Show the menu of a window. macOS has one for the application: that of the window in front. */
export function showMenu(
  window: BrowserWindow,
  groups: readonly MenuGroup[],
  run: (id: string) => void,
): void {
  const menu = Menu.buildFromTemplate(buildMenu(groups, process.platform, { run }));
  if (process.platform !== 'darwin') window.setMenu(menu);
  else if (window.isFocused()) Menu.setApplicationMenu(menu);
}

/** Ask whether to leave a page that says it holds something unsaved. */
function mayLeave(window: BrowserWindow): boolean {
  const choice = dialog.showMessageBoxSync(window, {
    type: 'warning',
    message: 'This window holds text that is not saved yet.',
    detail: 'Go back to save it, or close the window without it.',
    buttons: ['Go back', 'Close without saving'],
    defaultId: 0,
    cancelId: 0,
  });
  return choice === 1;
}
