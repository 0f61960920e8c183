import type { UiCommand } from '../commands/registry.ts';
import { showCompose, showExport, showImport } from './lazy-dialogs.tsx';
import type { Workspace } from './workspace.ts';

/** Bringing articles in and data out: possible from every view of a project. */
export function buildArticleCommands(workspace: Workspace): UiCommand[] {
  const { session } = workspace;
  const writable = () =>
    session.store.getState().readOnly === null ? null : 'The project is open for reading only';
  return [
    {
      id: 'article.import',
      label: 'Add articles…',
      menu: 'File',
      section: 2,
      context: 'global',
      keys: ['Mod+Shift+A'],
      blocked: writable,
      run: () => showImport(workspace, { kind: 'pick', folder: false }),
    },
    {
      id: 'article.importFolder',
      label: 'Add a folder…',
      menu: 'File',
      section: 2,
      context: 'global',
      keys: [],
      blocked: writable,
      run: () => showImport(workspace, { kind: 'pick', folder: true }),
    },
    {
      id: 'article.compose',
      label: 'New article…',
      menu: 'File',
      section: 2,
      context: 'global',
      keys: ['Mod+Shift+N'],
      blocked: writable,
      run: () => showCompose(workspace),
    },
    {
      id: 'project.export',
      label: 'Export…',
      menu: 'File',
      section: 3,
      context: 'global',
      keys: ['Mod+Shift+X'],
      blocked: () => null,
      run: () => showExport(workspace),
    },
  ];
}
