import { BrowserWindow, app, clipboard, nativeTheme, shell } from 'electron';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Handlers } from '../../shared/contract/channel.ts';
import type { ShellContract } from '../../shared/contract/shell.ts';
import { Refusal } from '../../shared/util/result.ts';
import { writeFileAtomically } from '../files/atomic.ts';
import type { AppWindow } from './app-window.ts';
import type { Application } from './application.ts';
import { askForArticles, askForProject, askForTarget } from './dialogs.ts';
import { projectExtension } from './open-files.ts';
import { printPage, savePagePdf } from './printing.ts';
import { chooseSamplePlace } from './sample-place.ts';

/** Answers to what one window asks of the main process. */
export function createShellHandlers(
  application: Application,
  window: AppWindow,
): Handlers<ShellContract> {
  const { browser } = window;
  const { settings, recent, grants } = application.parts;
  const open = async (...args: Parameters<Application['openProject']>) => {
    await application.openProject(...args);
    return true;
  };

  return {
    async 'shell.state'() {
      await window.opening();
      return application.stateOf(window);
    },

    async 'project.create'({ name = 'New project' }) {
      const file = await askForTarget(browser, 'New project', name, 'project');
      if (!file) return false;
      if (existsSync(file)) {
        throw new Refusal(
          'refused',
          `“${path.basename(file)}” exists already. Choose another name for the new project, or open the existing one.`,
        );
      }
      return open(window, file, 'create', path.basename(file, projectExtension));
    },
    async 'project.open'() {
      const file = await askForProject(browser, 'Open project');
      return file ? open(window, file, 'open') : false;
    },
    async 'project.openRecent'({ key, readOnly }) {
      const file = recent.findPath(key);
      if (!file) throw new Refusal('not_found', 'This project is no longer in the list.');
      return open(window, file, readOnly ? 'readOnly' : 'open');
    },
    'project.openDropped': ({ grant, readOnly }) =>
      open(window, grants.resolve(window.id, grant), readOnly ? 'readOnly' : 'open'),
    async 'project.openSample'() {
      const file = await chooseSamplePlace(app.getPath('documents'), app.getPath('userData'));
      return open(window, file, 'sample', path.basename(file, projectExtension));
    },
    async 'project.close'() {
      await application.closeProject(window);
      return null;
    },

    'recent.remove'({ key }) {
      recent.remove(key);
      application.broadcastState();
      return null;
    },
    async 'recent.locate'({ key }) {
      const file = await askForProject(browser, 'Locate project');
      if (!file) return false;
      recent.relocate(key, file);
      return open(window, file, 'open');
    },

    'settings.update'(patch) {
      const updated = settings.update(patch);
      nativeTheme.themeSource = updated.theme;
      if (patch.zoom !== undefined) {
        for (const each of BrowserWindow.getAllWindows()) {
          each.webContents.setZoomFactor(updated.zoom);
        }
      }
      // Places are written as the person works; no other window shows them.
      if (Object.keys(patch).some((name) => name !== 'places')) application.broadcastState();
      return updated;
    },

    async 'files.pick'({ folder }) {
      const files = await askForArticles(browser, folder ? 'folder' : 'files');
      return files.map((file) => grants.add(window.id, file, 'read'));
    },
    async 'files.pickTarget'({ title, name, kind }) {
      const file = await askForTarget(browser, title, name, kind);
      return file ? grants.add(window.id, file, 'write') : null;
    },
    'files.show'({ grant }) {
      shell.showItemInFolder(grants.resolve(window.id, grant));
      return null;
    },
    async 'files.writeText'({ target, text }) {
      await writeFileAtomically(grants.resolve(window.id, target, 'write'), (sink) =>
        sink.append(text),
      );
      return null;
    },
    async 'page.print'() {
      await printPage(browser);
      return null;
    },
    async 'page.savePdf'({ target }) {
      await savePagePdf(browser, grants.resolve(window.id, target, 'write'));
      return null;
    },
    'window.toggleFullScreen'() {
      browser.setFullScreen(!browser.isFullScreen());
      return null;
    },

    'menu.set'({ groups }) {
      window.setMenu(groups);
      return null;
    },
    async 'clipboard.write'({ text }) {
      await clipboard.writeText(text);
      return null;
    },
    'engine.restart'() {
      window.project()?.engine.restart();
      return null;
    },
  };
}
