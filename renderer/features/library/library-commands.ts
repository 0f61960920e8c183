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
  readonly clearSelection: () => void;
  readonly isFiltered: () => boolean;
  readonly clearFilters: () => void;
  readonly hasFacets: () => boolean;
  readonly toggleFacets: () => void;
  readonly hasPreview: () => boolean;
  readonly togglePreview: () => void;
  readonly chooseColumns: () => void;
  /** Show the saved filters with the present one to be named. */
  readonly saveFilter: () => Promise<unknown>;
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
  const view = { menu: 'View', section: 2, context: 'global', blocked: () => null } as const;

  const setStatus = async (status: ArticleStatus, label: string) => {
    const ids = target.selectedIds();
    await session.run('article.setStatus', { ids: [...ids], status });
    const message = `${formatCount(ids.length, 'article')}: ${label}`;
    // Many at once are easily a mistake; a single one shows what became of it.
    if (ids.length > 1) workspace.offerUndo(message);
    else workspace.announce(message);
  };
  const trash = async () => {
    const ids = target.selectedIds();
    await session.run('article.trash', { ids: [...ids] });
    target.clearSelection();
    workspace.offerUndo(`${formatCount(ids.length, 'article')} moved to trash`);
  };
  const restore = async () => {
    const ids = target.selectedIds();
    await session.run('article.restore', { ids: [...ids] });
    target.clearSelection();
    workspace.offerUndo(`${formatCount(ids.length, 'article')} restored`);
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
      ...view,
      id: 'library.facets',
      label: 'Filters',
      keys: ['Mod+Shift+L'],
      checked: target.hasFacets,
      run: target.toggleFacets,
    },
    {
      ...view,
      id: 'library.preview',
      label: 'Preview',
      keys: ['Mod+Shift+I'],
      checked: target.hasPreview,
      run: target.togglePreview,
    },
    { ...view, id: 'library.columns', label: 'Columns…', keys: [], run: target.chooseColumns },
    {
      ...view,
      id: 'library.saveFilter',
      label: 'Saved filters…',
      keys: [],
      blocked: writable,
      run: async () => void (await target.saveFilter()),
    },
    {
      ...view,
      id: 'library.clearFilters',
      label: 'Clear filters',
      keys: [],
      blocked: () => (target.isFiltered() ? null : 'Nothing is filtered'),
      run: target.clearFilters,
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
