import type { ReactNode } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Settings } from '../../shared/contract/settings.ts';
import type { ShellState } from '../../shared/contract/shell.ts';
import type { Failure } from '../../shared/util/result.ts';
import { createCommandRegistry } from '../commands/command-registry.ts';
import type { Clients } from '../state/clients.ts';
import { buildConfirm } from './ConfirmDialog.tsx';
import { failureOf } from './workspace.ts';
import type {
  Dialogs,
  Frame,
  ShownDialog,
  ShownToast,
  ToastOptions,
  Workspace,
} from './workspace.ts';

/** How long an announcement stays in the status line. */
const announceMs = 6_000;
const maxToasts = 4;

/**
 * Give the focus back to what had it before a dialog. The widgets do so too, a frame later, but lose track of it where a dialog
 * became another one: then nothing has the focus, and every key is dead.
 */
function giveBack(before: Element | null): void {
  const give = () => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost && before instanceof HTMLElement && before.isConnected) before.focus();
  };
  requestAnimationFrame(() => requestAnimationFrame(give));
}

function createDialogs(): Dialogs {
  const store = createStore<readonly ShownDialog[]>(() => []);
  let lastId = 0;
  const open = <Answer>(
    render: (close: (answer?: Answer) => void) => ReactNode,
  ): Promise<Answer | undefined> =>
    new Promise((resolve) => {
      lastId += 1;
      const id = lastId;
      const before = document.activeElement;
      const close = (answer?: Answer) => {
        store.setState((shown) => shown.filter((dialog) => dialog.id !== id), true);
        resolve(answer);
        giveBack(before);
      };
      store.setState((shown) => [...shown, { id, element: render(close) }], true);
    });
  return {
    store,
    open,
    confirm: async (options) =>
      (await open<boolean>((close) => buildConfirm(options, close))) ?? false,
  };
}

function createSettings(clients: Clients, shell: StoreApi<ShellState>) {
  const put = (settings: Settings) => shell.setState((state) => ({ ...state, settings }));
  return {
    get: () => shell.getState().settings,
    async update(patch: Partial<Settings>) {
      // At once: a setting must be seen to work while it is changed.
      put({ ...shell.getState().settings, ...patch });
      await clients.shell.call('settings.update', patch);
    },
  };
}

/** The services of a window, over its clients and the state that the main process sent first. */
export function createFrame(clients: Clients, state: ShellState): Frame {
  const shell = createStore<ShellState>(() => state);
  const openFailure = createStore<Failure | null>(() => state.openFailure);
  clients.shell.on('state', (next) => {
    const before = JSON.stringify(shell.getState().openFailure);
    shell.setState(next, true);
    // Once each: the person may have put it away.
    if (JSON.stringify(next.openFailure) !== before) openFailure.setState(next.openFailure, true);
  });
  const toasts = createStore<readonly ShownToast[]>(() => []);
  const announced = createStore<string>(() => '');
  let toastId = 0;
  let clearing: ReturnType<typeof setTimeout> | undefined;

  const announce = (text: string) => {
    clearTimeout(clearing);
    announced.setState(text, true);
    clearing = setTimeout(() => announced.setState('', true), announceMs);
  };
  const settle = () => {
    if (announced.getState() === '') return;
    clearTimeout(clearing);
    announced.setState('', true);
  };
  const toast = (options: ToastOptions) => {
    toastId += 1;
    const shown = { ...options, id: toastId };
    // The same message again replaces the one that is there.
    toasts.setState(
      (items) =>
        [...items.filter(({ message }) => message !== options.message), shown].slice(-maxToasts),
      true,
    );
    announce(options.message);
    return shown.id;
  };
  const fail = (error: unknown, doing?: string): number | null => {
    const failure = failureOf(error);
    if (failure?.code === 'cancelled') return null;
    const reason = failure?.message ?? (error instanceof Error ? error.message : String(error));
    const message = doing ? `${doing}: ${reason}` : reason;
    if (!failure) console.error(error);
    const text = error instanceof Error ? `${message}\n${error.stack ?? ''}` : message;
    return toast({
      message,
      tone: 'danger',
      action: {
        label: 'Copy details',
        run: () => void clients.shell.call('clipboard.write', { text }),
      },
    });
  };
  const commands = createCommandRegistry({
    platform: state.platform,
    onBlocked: (command, reason) => {
      if (!command.keyOnly) announce(reason);
    },
    onError: (command, error) => fail(error, command.label),
  });
  commands.setBindings(state.settings.keys);
  shell.subscribe(({ settings: { keys } }, { settings: before }) => {
    if (keys !== before.keys) commands.setBindings(keys);
  });

  return {
    clients,
    shell,
    commands,
    settings: createSettings(clients, shell),
    dialogs: createDialogs(),
    toasts,
    announce,
    announced,
    settle,
    opened: createStore<Workspace | null>(() => null),
    openFailure,
    toast,
    dismissToast: (id) => toasts.setState((items) => items.filter((item) => item.id !== id), true),
    fail,
  };
}
