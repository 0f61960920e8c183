import { createElement } from 'react';
import type { ShellState } from '../../shared/contract/shell.ts';
import type { UiCommand } from '../commands/registry.ts';
import type { SessionState } from '../state/session-state.ts';
import { focusNamed, moveToPane } from '../ui/panes.ts';
import { showCheatSheet, showPalette, showSettings } from './lazy-dialogs.tsx';
import { openProject } from './open-project.ts';
import { AboutDialog } from './AboutDialog.tsx';
import type { Frame, ViewName, Workspace } from './workspace.ts';

const always = () => null;
const textSizes = { min: 12, max: 32, initial: 18 };

function setTextSize(frame: Frame, size: number): Promise<void> {
  const next = Math.min(textSizes.max, Math.max(textSizes.min, size));
  frame.announce(`Text size ${next} px`);
  return frame.settings.update({ textSize: next });
}

/** Change the size of the whole window by a tenth, or back to 100 %. */
function setZoom(frame: Frame, change: 'in' | 'out' | 'reset'): Promise<void> {
  const now = Math.round(frame.settings.get().zoom * 10);
  const wanted = change === 'reset' ? 10 : now + (change === 'in' ? 1 : -1);
  const zoom = Math.min(20, Math.max(8, wanted)) / 10;
  frame.announce(`Zoom ${Math.round(zoom * 100)} %`);
  return frame.settings.update({ zoom });
}

/** Commands of every window, with or without a project. */
export function buildFrameCommands(frame: Frame): UiCommand[] {
  const { shell } = frame.clients;
  const command = (
    sketch: Pick<UiCommand, 'id' | 'label' | 'menu' | 'section' | 'keys' | 'run'> &
      Partial<UiCommand>,
  ): UiCommand => ({ context: 'global', blocked: always, ...sketch });
  const textSize = () => frame.settings.get().textSize;
  const isTheme = (theme: ShellState['settings']['theme']) => () =>
    frame.settings.get().theme === theme;
  return [
    command({ id: 'project.new', label: 'New project…', menu: 'File', section: 0, keys: ['Mod+N'], run: () => openProject(frame, () => shell.call('project.create', {})) }),
    command({ id: 'project.open', label: 'Open project…', menu: 'File', section: 0, keys: ['Mod+O'], run: () => openProject(frame, () => shell.call('project.open', {})) }),
    command({ id: 'project.sample', label: 'Open the sample project', menu: 'File', section: 0, keys: [], run: () => openProject(frame, () => shell.call('project.openSample', {})) }),
    command({ id: 'app.settings', label: 'Settings…', menu: 'File', section: 8, keys: ['Mod+,'], run: () => showSettings(frame) }),
    command({ id: 'app.palette', label: 'Command palette…', menu: 'View', section: 0, keys: ['Mod+K', 'Mod+Shift+P'], run: () => showPalette(frame) }),
    command({ id: 'view.themeSystem', label: 'Theme of the system', menu: 'View', section: 5, keys: [], checked: isTheme('system'), run: () => frame.settings.update({ theme: 'system' }) }),
    command({ id: 'view.themeLight', label: 'Light theme', menu: 'View', section: 5, keys: [], checked: isTheme('light'), run: () => frame.settings.update({ theme: 'light' }) }),
    command({ id: 'view.themeDark', label: 'Dark theme', menu: 'View', section: 5, keys: [], checked: isTheme('dark'), run: () => frame.settings.update({ theme: 'dark' }) }),
    command({ id: 'view.larger', label: 'Larger text', menu: 'View', section: 6, keys: ['Mod+=', 'Mod++'], repeats: true, run: () => setTextSize(frame, textSize() + 1) }),
    command({ id: 'view.smaller', label: 'Smaller text', menu: 'View', section: 6, keys: ['Mod+-'], repeats: true, run: () => setTextSize(frame, textSize() - 1) }),
    command({ id: 'view.normalSize', label: 'Normal text size', menu: 'View', section: 6, keys: ['Mod+0'], run: () => setTextSize(frame, textSizes.initial) }),
    command({ id: 'view.zoomIn', label: 'Zoom in', menu: 'View', section: 7, keys: [], run: () => setZoom(frame, 'in') }),
    command({ id: 'view.zoomOut', label: 'Zoom out', menu: 'View', section: 7, keys: [], run: () => setZoom(frame, 'out') }),
    command({ id: 'view.zoomReset', label: 'Actual size', menu: 'View', section: 7, keys: [], run: () => setZoom(frame, 'reset') }),
    command({ id: 'view.fullScreen', label: 'Full screen', menu: 'View', section: 8, keys: ['F11'], platformKeys: { darwin: ['Ctrl+Cmd+F'] }, run: async () => void (await shell.call('window.toggleFullScreen', {})) }),
    command({ id: 'view.nextPane', label: 'Next pane', menu: 'Go', section: 5, keys: ['F6'], run: () => moveToPane(1) }),
    command({ id: 'view.previousPane', label: 'Previous pane', menu: 'Go', section: 5, keys: ['Shift+F6'], run: () => moveToPane(-1) }),
    command({ id: 'help.keys', label: 'Keyboard shortcuts', menu: 'Help', section: 0, keys: ['Mod+/', '?'], platformKeys: { win32: ['Mod+/', '?', 'F1'], linux: ['Mod+/', '?', 'F1', 'Mod+?'] }, run: () => showCheatSheet(frame) }),
    command({ id: 'help.about', label: 'About Quotemark', menu: 'Help', section: 1, keys: [], run: async () => void (await frame.dialogs.open((close) => createElement(AboutDialog, { state: frame.shell.getState(), onClose: () => close() }))) }),
  ]; // prettier-ignore
}

/** A command that is still on its way can be undone too: the engine takes both in turn. */
function canUndo({ history, pending }: SessionState): boolean {
  return history.undo !== null || pending > 0;
}

/** Show a view with the focus in its main pane: the articles, the text. */
function goTo(workspace: Workspace, view: ViewName): void {
  if (workspace.view.getState() === view) {
    focusNamed(mainPanes[view]);
    return;
  }
  // A view that comes takes the focus when nothing has it.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  workspace.go(view);
}

const mainPanes: Readonly<Record<ViewName, string>> = {
  library: 'library-grid',
  annotate: 'reader',
  search: 'search-query',
};

/** Commands of a window with an open project, whatever view it shows. */
export function buildProjectCommands(workspace: Workspace): UiCommand[] {
  const { session } = workspace;
  const { shell, engine } = workspace.clients;
  const state = () => session.store.getState();
  const writable = () =>
    state().readOnly === null ? null : 'The project is open for reading only';
  const command = (
    sketch: Pick<UiCommand, 'id' | 'label' | 'menu' | 'section' | 'keys' | 'run'> &
      Partial<UiCommand>,
  ): UiCommand => ({ context: 'global', blocked: always, ...sketch });
  const saveCopy = async () => {
    const name = `${state().project?.project.name ?? 'Project'} copy.quotemark`;
    const target = await shell.call('files.pickTarget', {
      title: 'Save a copy',
      name,
      kind: 'project',
    });
    if (!target) return;
    await engine.call('project.saveCopy', { target: target.grant });
    workspace.toast({
      message: `Saved a copy as ${target.name}.`,
      action: {
        label: 'Show in folder',
        run: () => void shell.call('files.show', { grant: target.grant }),
      },
    });
  };
  return [
    command({ id: 'project.checkpoint', label: 'Save', menu: 'File', section: 1, keys: ['Mod+S'], run: () => workspace.announce(state().pending === 0 ? 'All changes are saved as you make them' : 'Saving…') }),
    command({ id: 'project.saveCopy', label: 'Save a copy…', menu: 'File', section: 1, keys: ['Mod+Shift+S'], run: saveCopy }),
    command({ id: 'project.close', label: 'Close project', menu: 'File', section: 9, keys: ['Mod+W'], run: async () => void (await shell.call('project.close', {})) }),
    command({ id: 'edit.undo', label: 'Undo', menu: 'Edit', section: 0, keys: ['Mod+Z'], blocked: () => writable() ?? (canUndo(state()) ? null : 'Nothing to undo'), run: () => workspace.undo() }),
    command({ id: 'edit.redo', label: 'Redo', menu: 'Edit', section: 0, keys: ['Mod+Shift+Z'], platformKeys: { win32: ['Mod+Shift+Z', 'Ctrl+Y'], linux: ['Mod+Shift+Z', 'Ctrl+Y'] }, blocked: () => writable() ?? (state().history.redo === null ? 'Nothing to redo' : null), run: () => workspace.redo() }),
    command({ id: 'go.back', label: 'Back', menu: 'Go', section: 4, keys: ['Alt+ArrowLeft'], platformKeys: { darwin: ['Cmd+['] }, blocked: () => (workspace.trail.has(-1) ? null : 'There is nothing to go back to'), run: () => workspace.travel(-1) }),
    command({ id: 'go.forward', label: 'Forward', menu: 'Go', section: 4, keys: ['Alt+ArrowRight'], platformKeys: { darwin: ['Cmd+]'] }, blocked: () => (workspace.trail.has(1) ? null : 'There is nothing to go forward to'), run: () => workspace.travel(1) }),
    command({ id: 'go.article', label: 'Go to article…', menu: 'Go', section: 1, keys: ['Mod+Shift+O'], run: () => showPalette(workspace, '/') }),
    command({ id: 'go.library', label: 'Library', menu: 'Go', section: 0, keys: ['Mod+1'], run: () => goTo(workspace, 'library') }),
    command({ id: 'go.annotate', label: 'Annotate', menu: 'Go', section: 0, keys: ['Mod+2'], run: () => goTo(workspace, 'annotate') }),
    command({ id: 'go.search', label: 'Search all articles', menu: 'Go', section: 0, keys: ['Mod+Shift+F', 'Mod+3'], run: () => goTo(workspace, 'search') }),
  ]; // prettier-ignore
}
