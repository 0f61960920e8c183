import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useSession, type Workspace } from '../../app/workspace.ts';
import { findArticlePlace } from '../../state/article-place.ts';
import { useArticleWindow, type ArticleFilter, type ArticleWindow } from '../../state/queries.ts';
import { ContextMenu } from '../../ui/ContextMenu.tsx';
import { formatCount } from '../../ui/format.ts';
import { Grid, type GridSelectionChange } from '../../ui/Grid.tsx';
import { Splitter } from '../../ui/Splitter.tsx';
import { ArticlePreview } from './ArticlePreview.tsx';
import { libraryColumns } from './columns.tsx';
import { EmptyLibrary, NothingFound } from './EmptyLibrary.tsx';
import { buildLibraryCommands, focusNames } from './library-commands.ts';
import { useLibraryState } from './library-state.ts';
import { LibraryToolbar } from './LibraryToolbar.tsx';
import { menuSections } from './menu-sections.ts';
import styles from './library.module.css';

/** Selected ids and the row of the keyboard, with the changes that a grid reports. */
function useSelection(articles: ArticleWindow, workspace: Workspace) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState(0);
  const total = articles.list?.total ?? 0;
  const at = Math.min(current, Math.max(0, total - 1));
  const currentId = articles.rowAt(at)?.id ?? null;
  const change = (what: GridSelectionChange) => {
    if (what.kind === 'none') setSelected(new Set());
    else if (what.kind === 'only' || what.kind === 'toggle') {
      const id = articles.rowAt(what.index)?.id;
      if (id === undefined) setSelected(new Set());
      else if (what.kind === 'only') setSelected(new Set([id]));
      else {
        setSelected((before) => {
          const next = new Set(before);
          if (!next.delete(id)) next.add(id);
          return next;
        });
      }
    } else {
      const [from, to] =
        what.kind === 'range'
          ? [Math.min(what.from, what.to), Math.max(what.from, what.to)]
          : [0, total - 1];
      articles
        .idsOf(from, to)
        .then((ids) => setSelected(new Set(ids)))
        .catch((error: unknown) => workspace.fail(error));
    }
  };
  // A row that the keyboard is on counts as selected when nothing else is.
  const ids = selected.size > 0 ? [...selected] : currentId === null ? [] : [currentId];
  return {
    selected,
    change,
    current: at,
    setCurrent,
    currentId,
    ids,
    clear: () => setSelected(new Set()),
  };
}

/**
 * Go back to the article that one comes from.
 *
 * @returns Whether the keyboard is where it belongs; false while the article is being looked for.
 */
function useReturn(
  workspace: Workspace,
  filter: ArticleFilter,
  { setCurrent }: ReturnType<typeof useSelection>,
): boolean {
  const [cameFrom] = useState(() => workspace.session.store.getState().article?.article.id ?? null);
  const [isPlaced, setIsPlaced] = useState(cameFrom === null);
  const latest = useRef({ filter, setCurrent });
  useEffect(() => {
    latest.current = { filter, setCurrent };
  });
  useEffect(() => {
    if (cameFrom === null) return;
    const find = async () => {
      const { engine } = workspace.clients;
      const place = await findArticlePlace(engine, latest.current.filter, cameFrom);
      if (place) latest.current.setCurrent(place.index);
      setIsPlaced(true);
    };
    find().catch((error: unknown) => workspace.fail(error, 'Listing the articles'));
  }, [workspace, cameFrom]);
  return isPlaced;
}

/** The articles of the project. */
export function LibraryView({ workspace }: { readonly workspace: Workspace }) {
  const queryClient = useQueryClient();
  const state = useLibraryState(workspace);
  const articles = useArticleWindow(workspace.clients.engine, queryClient, state.filter);
  const selection = useSelection(articles, workspace);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);
  const isReadOnly = useSession(({ readOnly }) => readOnly !== null);
  const { list } = articles;

  // Commands are registered once and look here when they run.
  const latest = useRef({
    ids: selection.ids,
    currentId: selection.currentId,
    trashed: state.trashed,
  });
  useEffect(() => {
    if (!state.trashed) workspace.workList.setState(state.filter, true);
  }, [workspace, state.filter, state.trashed]);
  useEffect(() => {
    latest.current = {
      ids: selection.ids,
      currentId: selection.currentId,
      trashed: state.trashed,
    };
  });
  useEffect(() => {
    const commands = buildLibraryCommands(workspace, {
      selectedIds: () => latest.current.ids,
      currentId: () => latest.current.currentId,
      isTrash: () => latest.current.trashed,
    });
    return workspace.commands.register(commands);
  }, [workspace]);
  useEffect(() => {
    workspace.mode.setState('', true);
  }, [workspace]);
  useEffect(() => {
    if (articles.error) workspace.fail(articles.error, 'Listing the articles');
  }, [articles.error, workspace]);

  const isPlaced = useReturn(workspace, state.filter, selection);

  const isFiltered = state.query !== '' || state.statuses.length > 0;
  const isEmpty = list !== null && list.total === 0;
  const isNew = isEmpty && !isFiltered && !state.trashed && list.trashed === 0;
  if (isNew) return <EmptyLibrary workspace={workspace} isReadOnly={isReadOnly} />;
  return (
    <div className={styles.library}>
      <div className={styles.work} data-pane="list">
        <LibraryToolbar
          workspace={workspace}
          state={state}
          list={list}
          isReadOnly={isReadOnly}
          onChange={() => {
            selection.clear();
            selection.setCurrent(0);
          }}
        />
        {isEmpty ? (
          <NothingFound state={state} byStatus={list.byStatus} />
        ) : (
          <Grid
            label={state.trashed ? 'Trash' : 'Articles'}
            name={focusNames.grid}
            takesFocus={isPlaced}
            columns={libraryColumns}
            count={list?.total ?? 0}
            rowAt={articles.rowAt}
            idOf={(row) => row.id}
            selected={selection.selected}
            onSelect={selection.change}
            current={selection.current}
            onCurrentChange={selection.setCurrent}
            onOpen={() => workspace.commands.run('library.open')}
            onMenu={setMenuAt}
            sort={state.sort}
            onSort={state.setSort}
            onVisible={articles.show}
            letterKeys={workspace.settings.get().singleKeys}
          />
        )}
        <div className={styles.foot}>
          <span>{list && formatCount(list.total, 'article')}</span>
          {selection.selected.size > 1 && (
            <span>{selection.selected.size.toLocaleString()} selected</span>
          )}
        </div>
      </div>
      <Splitter
        label="Preview"
        controls="library-preview"
        side="end"
        size={state.previewSize}
        min={260}
        max={560}
        initial={340}
        onResize={state.setPreviewSize}
      />
      <ArticlePreview
        workspace={workspace}
        id={selection.currentId}
        size={state.previewSize}
        isTrash={state.trashed}
      />
      <ContextMenu
        label="Article"
        at={menuAt}
        onClose={() => setMenuAt(null)}
        sections={menuSections(workspace, state.trashed)}
      />
    </div>
  );
}
