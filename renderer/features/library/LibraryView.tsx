import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import { useSession, type Workspace } from '../../app/workspace.ts';
import { useArticleFacets, useArticleWindow, type ArticleWindow } from '../../state/queries.ts';
import { ContextMenu } from '../../ui/ContextMenu.tsx';
import { Grid } from '../../ui/Grid.tsx';
import { focusNamed } from '../../ui/panes.ts';
import { Splitter } from '../../ui/Splitter.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { ArticlePreview } from './ArticlePreview.tsx';
import { fitColumns, listColumns } from './columns.tsx';
import { EmptyLibrary, NothingFound } from './EmptyLibrary.tsx';
import { FacetPanel } from './FacetPanel.tsx';
import { buildLibraryCommands, focusNames, type LibraryTarget } from './library-commands.ts';
import { useLibraryState, type LibraryState } from './library-state.ts';
import { LibraryFoot } from './LibraryFoot.tsx';
import { LibraryToolbar } from './LibraryToolbar.tsx';
import { menuSections } from './menu-sections.ts';
import { SaveFilterDialog } from './SavedFilters.tsx';
import styles from './library.module.css';
import { useReturn, useSelection, type Selection } from './use-selection.ts';

/** Give the commands what they act on, and the window what is selected and listed. */
function useCommands(workspace: Workspace, state: LibraryState, selection: Selection) {
  const [hasColumnsOpen] = useState(() => createStore<boolean>(() => false));
  // Commands are registered once and look here when they run.
  const latest = useRef({ state, selection });
  useEffect(() => {
    latest.current = { state, selection };
  });
  useEffect(() => {
    const showPane = (pane: 'hasFacets' | 'hasPreview', id: string) => {
      const element = document.getElementById(id);
      const hadFocus = element?.contains(document.activeElement) ?? false;
      latest.current.state.keep({ [pane]: !latest.current.state[pane] });
      // The focus must not vanish with a pane.
      if (hadFocus) focusNamed(focusNames.grid);
    };
    const target: LibraryTarget = {
      selectedIds: () => latest.current.selection.listIds(),
      currentId: () => latest.current.selection.currentId,
      isTrash: () => latest.current.state.trashed,
      clearSelection: () => latest.current.selection.clear(),
      isFiltered: () => latest.current.state.isFiltered,
      clearFilters: () => latest.current.state.clearFilters(),
      hasFacets: () => latest.current.state.hasFacets,
      toggleFacets: () => showPane('hasFacets', 'library-facets'),
      hasPreview: () => latest.current.state.hasPreview,
      togglePreview: () => showPane('hasPreview', 'library-preview'),
      chooseColumns: () => hasColumnsOpen.setState(true, true),
      saveFilter: () =>
        workspace.dialogs.open<undefined>((close) => (
          <SaveFilterDialog
            workspace={workspace}
            filter={latest.current.state.filter}
            onClose={() => close()}
          />
        )),
    };
    workspace.selection.setState({ listIds: target.selectedIds }, true);
    const unregister = workspace.commands.register(buildLibraryCommands(workspace, target));
    return () => {
      unregister();
      workspace.selection.setState({ listIds: () => [] }, true);
    };
  }, [workspace, hasColumnsOpen]);
  useEffect(() => {
    if (!state.trashed) workspace.workList.setState(state.order, true);
  }, [workspace, state.order, state.trashed]);
  useEffect(() => {
    workspace.mode.setState('', true);
  }, [workspace]);
  return hasColumnsOpen;
}

/** Other articles are listed now: what was selected among those of before is forgotten. */
function useFreshStart({ engineFilter }: LibraryState, { clear, setCurrent }: Selection): void {
  const [seen, setSeen] = useState(engineFilter);
  if (seen === engineFilter) return;
  setSeen(engineFilter);
  clear();
  setCurrent(0);
}

/** The articles of the project. */
export function LibraryView({ workspace }: { readonly workspace: Workspace }) {
  const queryClient = useQueryClient();
  const state = useLibraryState(workspace);
  const articles = useArticleWindow(workspace.clients.engine, queryClient, state.order);
  const selection = useSelection(articles, state.order, workspace);
  useFreshStart(state, selection);
  const hasColumnsOpen = useCommands(workspace, state, selection);
  const isReadOnly = useSession(({ readOnly }) => readOnly !== null);
  const [follow, width] = useWidth();
  const { list, error } = articles;
  useEffect(() => {
    if (error) workspace.fail(error, 'Listing the articles');
  }, [error, workspace]);
  const isPlaced = useReturn(workspace, state.order, selection.comeBack);

  const isEmpty = list !== null && list.total === 0;
  const isNew = isEmpty && !state.isFiltered && !state.trashed && list.trashed === 0;
  if (isNew) return <EmptyLibrary workspace={workspace} isReadOnly={isReadOnly} />;
  return (
    <div className={styles.library}>
      {state.hasFacets && !state.trashed && <Facets workspace={workspace} state={state} />}
      <div ref={follow} className={styles.work} data-pane="list">
        <LibraryToolbar
          workspace={workspace}
          state={state}
          list={list}
          isReadOnly={isReadOnly}
          hasColumnsOpen={hasColumnsOpen}
        />
        {isEmpty ? (
          <NothingFound state={state} byStatus={list.byStatus} />
        ) : (
          <Articles
            workspace={workspace}
            state={state}
            articles={articles}
            selection={selection}
            width={width}
            takesFocus={isPlaced}
          />
        )}
        <LibraryFoot
          workspace={workspace}
          list={list}
          selected={selection.selected.size}
          isTrash={state.trashed}
        />
      </div>
      {state.hasPreview && (
        <>
          <Splitter
            label="Preview"
            controls="library-preview"
            side="end"
            size={state.previewSize}
            min={260}
            max={560}
            initial={state.sizes.previewSize}
            onResize={(previewSize) => state.keep({ previewSize })}
          />
          <ArticlePreview
            workspace={workspace}
            id={selection.currentId}
            size={state.previewSize}
            isTrash={state.trashed}
          />
        </>
      )}
    </div>
  );
}

interface PartProps {
  readonly workspace: Workspace;
  readonly state: LibraryState;
}

function Facets({ workspace, state }: PartProps) {
  const { facets, error } = useArticleFacets(workspace.clients.engine, state.engineFilter);
  useEffect(() => {
    if (error) workspace.fail(error, 'Counting the articles');
  }, [workspace, error]);
  return (
    <>
      <FacetPanel state={state} facets={facets} />
      <Splitter
        label="Filters"
        controls="library-facets"
        side="start"
        size={state.facetSize}
        min={160}
        max={400}
        initial={state.sizes.facetSize}
        onResize={(facetSize) => state.keep({ facetSize })}
      />
    </>
  );
}

interface ArticlesProps extends PartProps {
  readonly articles: ArticleWindow;
  readonly selection: Selection;
  /** Of the list, in px; null before it is known. */
  readonly width: number | null;
  readonly takesFocus: boolean;
}

function Articles(props: ArticlesProps) {
  const { workspace, state, articles, selection, width, takesFocus } = props;
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);
  const { widths } = state;
  const sort = state.gridSort?.column ?? null;
  const stepCount = useSession((session) => session.stepCount);
  const list = useMemo(
    () => `${stepCount} ${JSON.stringify(state.order)}`,
    [stepCount, state.order],
  );
  const shown = fitColumns(state.columns, { width, widths, sort });
  return (
    <>
      <Grid
        label={state.trashed ? 'Trash' : 'Articles'}
        name={focusNames.grid}
        takesFocus={takesFocus}
        columns={listColumns(shown)}
        widths={widths}
        onResize={(column, width) => {
          const { [column]: _, ...others } = widths;
          state.keep({ widths: width === null ? others : { ...others, [column]: width } });
        }}
        count={articles.list?.total ?? 0}
        rowAt={articles.rowAt}
        list={list}
        idOf={(row) => row.id}
        selected={selection.selected}
        onSelect={selection.change}
        current={selection.current}
        onCurrentChange={selection.moveTo}
        onOpen={() => workspace.commands.run('library.open')}
        onMenu={setMenuAt}
        sort={state.gridSort}
        onSort={state.setSort}
        onVisible={articles.show}
        letterKeys={workspace.settings.get().singleKeys}
      />
      <ContextMenu
        label="Article"
        at={menuAt}
        onClose={() => setMenuAt(null)}
        sections={menuSections(workspace, state.trashed)}
      />
    </>
  );
}
