import { createContext, useContext, type ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { Settings } from '../../shared/contract/settings.ts';
import type { ShellState } from '../../shared/contract/shell.ts';
import type { Id } from '../../shared/records/records.ts';
import type { Span } from '../../shared/text/offsets.ts';
import type { Failure } from '../../shared/util/result.ts';
import type { JsonValue } from '../../shared/util/json.ts';
import type { CommandRegistry } from '../commands/command-registry.ts';
import type { Clients } from '../state/clients.ts';
import type { ArticleFilter } from '../state/queries.ts';
import type { Session } from '../state/session.ts';
import type { SessionState } from '../state/session-state.ts';

/** Views of the project window that exist. */
export type ViewName = 'library' | 'annotate' | 'search';

/** A short message that goes away by itself; paused while the pointer or the focus is on it. */
export interface ToastOptions {
  readonly message: string;
  /** One thing to do about it, `Undo`. */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Another thing, before the first: `Show`. */
  readonly also?: { readonly label: string; readonly run: () => void };
  readonly tone?: 'plain' | 'ok' | 'danger';
  /** Further lines, shown on demand and copied with the message. */
  readonly detail?: string;
}

/** A toast on screen. */
export interface ShownToast extends ToastOptions {
  readonly id: number;
}

/** A question with two answers. */
export interface ConfirmOptions {
  readonly title: string;
  readonly message: string;
  /** The verb of the action: `Discard`. */
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  readonly tone?: 'plain' | 'danger';
}

/** Modal dialogs, one on top of the other. Focus goes back to where it was when one closes. */
export interface Dialogs {
  /** true when the person chose the action. */
  confirm(options: ConfirmOptions): Promise<boolean>;
  /** Show a dialog built with `Dialog` of ui; resolves with what it closes with, undefined when dismissed. */
  open<Answer>(
    render: (close: (answer?: Answer) => void) => ReactNode,
  ): Promise<Answer | undefined>;
  readonly store: StoreApi<readonly ShownDialog[]>;
}

/** A dialog on screen. */
export interface ShownDialog {
  readonly id: number;
  readonly element: ReactNode;
}

/** Settings of the application, kept by the main process. */
export interface SettingsHandle {
  get(): Settings;
  update(patch: Partial<Settings>): Promise<void>;
}

/** What the window remembers for this project: open view, article, caret, panes. Written through, debounced. */
export interface Places {
  /** null when nothing was stored under the key. */
  get(key: string): JsonValue;
  set(key: string, value: JsonValue): void;
}

/** Services of the window that need no project. */
export interface Frame {
  readonly clients: Clients;
  readonly shell: StoreApi<ShellState>;
  readonly commands: CommandRegistry;
  readonly settings: SettingsHandle;
  readonly dialogs: Dialogs;
  readonly toasts: StoreApi<readonly ShownToast[]>;
  /** Say to a screen reader, politely, and show in the status line for a while. */
  announce(text: string): void;
  /** What was announced last; '' when it is old. */
  readonly announced: StoreApi<string>;
  /** The person acts again: what was announced before gives way. */
  readonly settle: () => void;
  /** Show a message. @returns Its id, for `dismissToast`. */
  toast(options: ToastOptions): number;
  readonly dismissToast: (id: number) => void;
  /** The workspace of the open project; null on the welcome screen. */
  readonly opened: StoreApi<Workspace | null>;
  /** Why the last project could not be opened, for the welcome screen; null when there is nothing to say. */
  readonly openFailure: StoreApi<Failure | null>;
  /**
   * Show that something failed: message of its `Failure`, details to copy. Says nothing for `cancelled`.
   *
   * @returns The message's id, for `dismissToast`; null when there is none.
   */
  fail(error: unknown, doing?: string): number | null;
}

/** Where the person is or was. */
export interface TrailPlace {
  readonly view: ViewName;
  /** Article in the Annotate view; null in other views and while none is open. */
  readonly articleId: Id | null;
  /** The mark that was selected when the place was left; null when none was. */
  readonly annotationId: Id | null;
}

/** The way that the person came, for going back and forward. */
export interface Trail {
  /** The person went somewhere: what lay ahead is gone. The same view and article with no mark asked for is no new place. */
  arrive(place: TrailPlace): void;
  /** Another mark is selected at the present place. */
  note(annotationId: Id | null): void;
  /** Go one place back (-1) or forward. @returns The place, null when there is none. */
  step(direction: 1 | -1): TrailPlace | null;
  has(direction: 1 | -1): boolean;
}

/** A mark of an article, or a place in its text. */
export type MarkToShow =
  | { readonly articleId: Id; readonly annotationId: Id }
  | { readonly articleId: Id; readonly annotationId: null; readonly span: Span };

/** Everything a view of an open project works with. */
export interface Workspace extends Frame {
  readonly session: Session;
  readonly places: Places;
  readonly view: StoreApi<ViewName>;
  go(view: ViewName): void;
  /** Open an article in the Annotate view, with a mark of it, else a place in its text, selected and in sight when one is named. */
  openArticle(id: Id, annotationId?: Id | null, span?: Span | null): Promise<void>;
  /** The way that the person came, over views, articles and marks. */
  readonly trail: Trail;
  /** Go back (-1) or forward on it. */
  travel(direction: 1 | -1): Promise<void>;
  /** A mark that waits to be shown; the Annotate view takes it as soon as its reader has the article. */
  readonly markToShow: StoreApi<MarkToShow | null>;
  /** Say what has just been done and offer to take it back. The offer goes when another step follows: it would undo that one. */
  offerUndo(message: string): void;
  /** Undo the last step and say what it was. */
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** Filter and order of the library: the articles that next and previous go through. */
  readonly workList: StoreApi<ArticleFilter>;
  /** What is selected in the library, the row of the keyboard when nothing else is; asked when a command runs. Nothing in other views. */
  readonly selection: StoreApi<{ readonly listIds: () => readonly Id[] }>;
  /** Short words for the status bar on the state of the keyboard (`READ`, `ITEM quotation 4/34`); the shown view sets it. */
  readonly mode: StoreApi<string>;
  /** What can be done in that state, by which keys, for the status bar while nothing is announced; shown with a mode only. */
  readonly hint: StoreApi<string>;
}

export const FrameContext = createContext<Frame | null>(null);
export const WorkspaceContext = createContext<Workspace | null>(null);

/** Services of the window. @throws TypeError outside the app. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new TypeError('useFrame outside of FrameContext');
  return frame;
}

/** The open project. @throws TypeError outside a project window. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new TypeError('useWorkspace outside of WorkspaceContext');
  return workspace;
}

/** A part of the shared state of the project; the component renders again when it changes by `Object.is`. */
export function useSession<Part>(selector: (state: SessionState) => Part): Part {
  return useStore(useWorkspace().session.store, selector);
}

/** The failure that an error from a client carries; null when it is something else. */
export function failureOf(error: unknown): Failure | null {
  if (typeof error !== 'object' || error === null || !('failure' in error)) return null;
  return error.failure as Failure;
}
