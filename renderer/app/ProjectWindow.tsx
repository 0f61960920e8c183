import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { LibraryView } from '../features/library/LibraryView.tsx';
import { declareSearchCommands } from '../features/search/search-commands.ts';
// Not fetched when asked for: what is typed right after its key belongs to its query.
import { SearchView } from '../features/search/SearchView.tsx';
import { createSession } from '../state/session.ts';
import { createWorkspace } from './create-workspace.ts';
import { DropArea } from './DropArea.tsx';
import { buildProjectCommands } from './global-commands.tsx';
import { buildArticleCommands } from './article-commands.ts';
import { showImport } from './lazy-dialogs.tsx';
import { buildTextCommands } from './text-commands.ts';
import { takePendingFiles } from './pending-files.ts';
import { Rail } from './Rail.tsx';
import { StatusBar } from './StatusBar.tsx';
import {
  failureOf,
  WorkspaceContext,
  type Frame,
  type ViewName,
  type Workspace,
} from './workspace.ts';
import styles from './app.module.css';

const AnnotateView = lazy(async () => ({
  default: (await import('../features/annotate/AnnotateView.tsx')).AnnotateView,
}));

const viewNames: Readonly<Record<ViewName, string>> = {
  library: 'Library',
  annotate: 'Annotate',
  search: 'Search',
};

/** Make the workspace of a project for as long as the component lives. */
function useOwnedWorkspace(frame: Frame, projectKey: string): Workspace | null {
  useEffect(() => {
    const onError = (error: unknown) => {
      // After an engine that died everything is loaded anew.
      if (failureOf(error)?.code !== 'engine_stopped') frame.fail(error);
    };
    const made = createWorkspace(frame, createSession(frame.clients, onError), projectKey);
    frame.opened.setState(made, true);
    return () => {
      frame.opened.setState(null, true);
      made.dispose();
    };
  }, [frame, projectKey]);
  return useStore(frame.opened);
}

/** The window of an open project: rail, view, status bar. */
export function ProjectWindow(props: { readonly frame: Frame; readonly projectKey: string }) {
  const workspace = useOwnedWorkspace(props.frame, props.projectKey);
  if (!workspace) return null;
  return (
    <WorkspaceContext value={workspace}>
      <Loaded workspace={workspace} />
    </WorkspaceContext>
  );
}

function Loaded({ workspace }: { readonly workspace: Workspace }) {
  useProject(workspace);
  const project = useStore(workspace.session.store, (state) => state.project);
  const readOnly = useStore(workspace.session.store, (state) => state.readOnly);
  const view = useStore(workspace.view);
  return (
    <DropArea frame={workspace} workspace={workspace}>
      <div className={styles.window}>
        <Rail workspace={workspace} />
        <div className={styles.main}>
          {readOnly !== null && (
            <div className={styles.banner} role="note">
              <strong>Read-only.</strong> {readOnly}
            </div>
          )}
          <main className={styles.view} aria-label={viewNames[view]}>
            {project && (
              <Suspense fallback={null}>
                {view === 'library' && <LibraryView workspace={workspace} />}
                {view === 'annotate' && <AnnotateView workspace={workspace} />}
                {view === 'search' && <SearchView workspace={workspace} />}
              </Suspense>
            )}
          </main>
        </div>
        <StatusBar workspace={workspace} />
      </div>
    </DropArea>
  );
}

/** Open the article that was open, here or before the project was closed. One that is gone leads to the library. */
async function reopenArticle(workspace: Workspace): Promise<void> {
  const { session, places, view } = workspace;
  const open = session.store.getState().article?.article.id ?? places.get('articleId');
  if (typeof open !== 'string' || view.getState() !== 'annotate') return;
  try {
    await session.openArticle(open);
  } catch (error) {
    if (failureOf(error)?.code !== 'not_found') throw error;
    workspace.go('library');
  }
}

/** Load the project, keep lists fresh, register the commands, take in files that were waiting. */
function useProject(workspace: Workspace): void {
  const queryClient = useQueryClient();
  const { session, commands, clients } = workspace;
  useEffect(
    () =>
      commands.register([
        ...buildProjectCommands(workspace),
        ...buildArticleCommands(workspace),
        ...buildTextCommands(workspace),
      ]),
    [commands, workspace],
  );
  useEffect(() => {
    // Keys of a view can be looked up and changed before it was shown for the first time.
    void import('../features/annotate/controller.ts').then(({ createAnnotateController }) =>
      commands.declare(createAnnotateController(workspace).commands),
    );
    commands.declare(declareSearchCommands(workspace));
  }, [commands, workspace]);
  useEffect(() => {
    const load = async () => {
      queryClient.clear();
      try {
        await session.load();
        await reopenArticle(workspace);
      } catch (error) {
        workspace.fail(error, 'Loading the project');
      }
    };
    void load().then(() => {
      const { project } = session.store.getState();
      for (const notice of project?.notices ?? []) workspace.toast({ message: notice });
      const grants = takePendingFiles();
      if (grants.length > 0) void showImport(workspace, { kind: 'grants', grants });
    });
    const stops = [
      // Every committed step may change any list.
      session.store.subscribe((state, before) => {
        if (state.stepCount !== before.stepCount) void queryClient.invalidateQueries();
      }),
      clients.shell.on('engine', ({ state, message }) => {
        if (state === 'ready' && session.store.getState().project) void load();
        if (message) workspace.toast({ message });
      }),
      clients.shell.on('files', ({ grants }) => {
        if (grants.length > 0) void showImport(workspace, { kind: 'grants', grants });
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [workspace, session, clients, queryClient]);
}
