import type { Id } from '../../shared/records/records.ts';
import type { UiCommand } from '../commands/registry.ts';
import { showAssign, showCompose, showExport, showImport, showTags } from './lazy-dialogs.tsx';
import type { Workspace } from './workspace.ts';

/** Bringing articles in and data out: possible from every view of a project. */
export function buildArticleCommands(workspace: Workspace): UiCommand[] {
  const { session } = workspace;
  const writable = () =>
    session.store.getState().readOnly === null ? null : 'The project is open for reading only';
  const listIds = (): readonly Id[] => {
    if (workspace.view.getState() === 'library') return workspace.selection.getState().listIds();
    const open = session.store.getState().article;
    return open && workspace.view.getState() === 'annotate' ? [open.article.id] : [];
  };
  const needsArticle = () => (listIds().length > 0 ? null : 'Select an article first');
  const needsWriting = () => writable() ?? needsArticle();
  const chosen = { menu: 'Article', section: 3, blocked: needsWriting } as const;
  const tags = {
    ...chosen,
    label: 'Tags…',
    keys: ['T'],
    run: () => showTags(workspace, listIds()),
  };
  return [
    { ...tags, id: 'article.tags', context: 'list' },
    // The same key in the text: a command has one place where its keys act.
    { ...tags, id: 'article.tagsOfOpen', context: 'reader', keyOnly: true },
    {
      ...chosen,
      id: 'article.assign',
      label: 'Assign…',
      context: 'global',
      keys: [],
      run: () => showAssign(workspace, listIds()),
    },
    {
      ...chosen,
      id: 'article.exportSelected',
      label: 'Export selected articles…',
      context: 'global',
      keys: [],
      blocked: needsArticle,
      run: () => showExport(workspace, listIds()),
    },
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
