import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { listenToKeys } from '../commands/dispatcher.ts';
import { Welcome } from '../features/welcome/Welcome.tsx';
import { createQueryClient } from '../state/queries.ts';
import { Toasts } from '../ui/Toasts.tsx';
import { DropArea } from './DropArea.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { buildFrameCommands } from './global-commands.tsx';
import { useContrast } from './use-contrast.ts';
import { useMenu } from './use-menu.ts';
import { useReadingSettings } from './use-reading-settings.ts';
import { FrameContext, type Frame } from './workspace.ts';
import styles from './app.module.css';

// The welcome screen needs none of it; it is fetched while the person makes up their mind.
const loadProjectWindow = () => import('./ProjectWindow.tsx');
const ProjectWindow = lazy(async () => ({ default: (await loadProjectWindow()).ProjectWindow }));

/** The window: welcome without a project, else the project; with what lies over both. */
export function App({ frame }: { readonly frame: Frame }) {
  const [queryClient] = useState(createQueryClient);
  const project = useStore(frame.shell, (state) => state.project);
  useFrameEffects(frame);
  return (
    <FrameContext value={frame}>
      <QueryClientProvider client={queryClient}>
        <ErrorBoundary frame={frame}>
          {project ? (
            <Suspense fallback={null}>
              <ProjectWindow key={project.key} frame={frame} projectKey={project.key} />
            </Suspense>
          ) : (
            <DropArea frame={frame} workspace={null}>
              <Welcome />
            </DropArea>
          )}
          <DialogStack frame={frame} />
        </ErrorBoundary>
        <ToastLayer frame={frame} />
        <LiveRegion frame={frame} />
      </QueryClientProvider>
    </FrameContext>
  );
}

/** Keys, menu, theme, title: what the window does as long as it is there. */
function useFrameEffects(frame: Frame): void {
  const { commands, settings, clients, shell } = frame;
  const { theme, contrast, textSize } = useStore(shell, (state) => state.settings);
  const title = useStore(shell, (state) => state.project?.name ?? null);
  useSyncExternalStore(commands.subscribe, commands.version);
  useEffect(() => commands.register(buildFrameCommands(frame)), [commands, frame]);
  useEffect(() => {
    const isModifier = ({ key }: KeyboardEvent) => /^(Shift|Control|Alt|Meta|AltGraph)$/.test(key);
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isModifier(event)) frame.settle();
    };
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('pointerdown', frame.settle, true);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('pointerdown', frame.settle, true);
    };
  }, [frame]);
  useEffect(
    () => listenToKeys(window, commands, () => settings.get().singleKeys),
    [commands, settings],
  );
  useEffect(() => clients.shell.on('menu', ({ id }) => commands.run(id)), [clients, commands]);
  useEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    root.style.setProperty('--text-size', `${textSize}px`);
  }, [theme, textSize]);
  useContrast(contrast);
  useEffect(() => {
    document.title = title === null ? 'Quotemark' : `${title} – Quotemark`;
  }, [title]);
  useReadingSettings(frame);
  useMenu(frame);
  useEffect(() => {
    const handle = requestIdleCallback(() => void loadProjectWindow());
    return () => cancelIdleCallback(handle);
  }, []);
}

function DialogStack({ frame }: { readonly frame: Frame }) {
  return useStore(frame.dialogs.store).map(({ id, element }) => (
    <div key={id} className={styles.contents}>
      {element}
    </div>
  ));
}

function ToastLayer({ frame }: { readonly frame: Frame }) {
  const items = useStore(frame.toasts);
  const seconds = useStore(frame.shell, ({ settings }) => settings.toastSeconds);
  return <Toasts items={items} onDismiss={frame.dismissToast} seconds={seconds} />;
}

function LiveRegion({ frame }: { readonly frame: Frame }) {
  const text = useStore(frame.announced);
  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      {text}
    </div>
  );
}
