import type { ArticleStatus } from '../../../shared/records/records.ts';
import { focusNamed } from '../../ui/panes.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { UiCommand } from '../../commands/registry.ts';
import { articleStatusLooks } from '../../ui/article-status.ts';
import { formatCount } from '../../ui/format.ts';

/** What the commands of the library act on; asked when a command runs. */
export interface LibraryTarget {
  readonly selectedIds: () => readonly string[];
  readonly currentId: () => string | null;
  readonly isTrash: () => boolean;
}

/** Name of the filter field and of the grid for commands that focus them. */
export const focusNames = { filter: 'library-filter', grid: 'library-grid' } as const;

/** Commands on the selected articles. */
export function buildLibraryCommands(workspace: Workspace, target: LibraryTarget): UiCommand[] {
  const { session } = workspace;
  const writable = () =>
    session.store.getState().readOnly === null ? null : 'The project is open for reading only';
  const needsSelection = () =>
    target.selectedIds().length === 0 ? 'Select an article first' : null;
  const inLibrary = () =>
    target.isTrash() ? 'Restore the article first' : (writable() ?? needsSelection());
  const base = { menu: 'Article', context: 'list' } as const;

  const setStatus = async (status: ArticleStatus, label: string) => {
    const ids = target.selectedIds();
    await session.run('article.setStatus', { ids: [...ids], status });
    workspace.announce(`${formatCount(ids.length, 'article')}: ${label}`);
  };
  const trash = async () => {
    const ids = target.selectedIds();
    await session.run('article.trash', { ids: [...ids] });
    workspace.offerUndo(`${formatCount(ids.length, 'article')} moved to trash`);
  };
  const restore = async () => {
    const ids = target.selectedIds();
    await session.run('article.restore', { ids: [...ids] });
    workspace.toast({ message: `${formatCount(ids.length, 'article')} restored` });
  };

  return [
    {
      ...base,
      id: 'library.open',
      label: 'Open in Annotate',
      section: 0,
      keys: ['Enter'],
      blocked: () => (target.isTrash() ? 'Restore the article first' : needsSelection()),
      run: async () => {
        const id = target.currentId();
        if (id !== null) await workspace.openArticle(id);
      },
    },
    ...articleStatusLooks.map(({ id, label }, index): UiCommand => ({
      ...base,
      id: `library.status.${id}`,
      label: `Status: ${label}`,
      section: 1,
      keys: [`${index + 1}`],
      blocked: inLibrary,
      run: () => setStatus(id, label),
    })),
    {
      ...base,
      id: 'library.trash',
      label: 'Move to trash',
      section: 2,
      keys: ['Delete'],
      platformKeys: { darwin: ['Backspace', 'Delete'] },
      blocked: inLibrary,
      run: trash,
    },
    {
      ...base,
      id: 'library.restore',
      label: 'Restore from trash',
      section: 2,
      keys: [],
      blocked: () => (target.isTrash() ? (writable() ?? needsSelection()) : 'Open the trash first'),
      run: restore,
    },
    {
      id: 'library.filter',
      label: 'Filter articles',
      menu: 'Go',
      section: 1,
      context: 'global',
      keys: ['/'],
      blocked: () => null,
      run: () => focusNamed(focusNames.filter),
    },
  ];
}
