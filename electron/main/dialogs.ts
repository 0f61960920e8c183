import { app, dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import path from 'node:path';
import { importExtensions } from '../../shared/formats/articles/import-formats.ts';
import { projectExtension, safeName } from './open-files.ts';

const projectFilter = { name: 'Quotemark project', extensions: [projectExtension.slice(1)] };
const articleFilter = {
  name: 'Articles (text, web pages, office documents, tables, feeds, …)',
  extensions: [...importExtensions],
};

/** Ask for an existing project file. null when cancelled. */
export async function askForProject(window: BrowserWindow, title: string): Promise<string | null> {
  const [file] = await ask(window, { title, properties: ['openFile'], filters: [projectFilter] });
  return file ?? null;
}

/** Ask for article files, or for one folder of them. Empty when cancelled. */
export function askForArticles(
  window: BrowserWindow,
  what: 'files' | 'folder',
): Promise<readonly string[]> {
  if (what === 'folder') {
    return ask(window, { title: 'Add a folder of articles', properties: ['openDirectory'] });
  }
  return ask(window, {
    title: 'Add articles',
    properties: ['openFile', 'multiSelections'],
    filters: [articleFilter, { name: 'All files', extensions: ['*'] }],
  });
}

/** What a file to be written is. */
export type TargetKind = 'file' | 'folder' | 'project';

/** Ask where to write. null when cancelled. A folder is named like a file; whoever writes it makes it. */
export async function askForTarget(
  window: BrowserWindow,
  title: string,
  name: string,
  kind: TargetKind,
): Promise<string | null> {
  const extension = kind === 'file' ? path.extname(name).slice(1) : '';
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    defaultPath: path.join(app.getPath('documents'), safeName(name)),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
    ...(kind === 'project' && { filters: [projectFilter] }),
    ...(extension && { filters: [{ name: extension.toUpperCase(), extensions: [extension] }] }),
  });
  if (canceled || !filePath) return null;
  // The dialogs of some desktops do not add the extension of the filter.
  const wanted = kind === 'project' ? projectExtension : extension && `.${extension}`;
  return wanted && path.extname(filePath).toLowerCase() !== wanted.toLowerCase()
    ? filePath + wanted
    : filePath;
}

async function ask(window: BrowserWindow, options: OpenDialogOptions): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
  return canceled ? [] : filePaths;
}
