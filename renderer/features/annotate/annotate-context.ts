import { createContext, useContext } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { Annotation } from '../../../shared/records/records.ts';
import type { ReaderHandle } from '../../editor/types.ts';
import { useSession, useWorkspace } from '../../app/workspace.ts';
import type { SessionState } from '../../state/session-state.ts';
import type { Find } from './find/find.ts';
import type { Actions } from './marks/actions.ts';
import type { AnnotateState, AnnotateStore } from './annotate-store.ts';
import type { DecisionLog } from './decisions.ts';
import type { Navigation } from './marks/navigation.ts';
import type { Resizing } from './marks/resizing.ts';
import type { Panes } from './panes.ts';

/** What the parts of the Annotate view share. */
export interface AnnotateTools {
  readonly store: AnnotateStore;
  readonly actions: Actions;
  readonly navigation: Navigation;
  readonly resizing: Resizing;
  readonly find: Find;
  /** Outline, inspector and dock: there or not, and how large. */
  readonly panes: Panes;
  readonly decisions: DecisionLog;
  readonly reader: () => ReaderHandle | null;
  /** Both stores as what stands beside the text shows them, see `Later`. */
  readonly late: LateView;
}

/** The state of session, view and decisions, each a little later. */
export interface LateView {
  readonly session: StoreApi<SessionState>;
  readonly view: AnnotateStore;
  readonly decisions: DecisionLog['store'];
  /** Show now what has come. */
  readonly flush: () => void;
}

export const AnnotateContext = createContext<AnnotateTools | null>(null);

/** The tools of the view around. @throws TypeError outside the Annotate view. */
export function useAnnotate(): AnnotateTools {
  const tools = useContext(AnnotateContext);
  if (!tools) throw new TypeError('useAnnotate outside of AnnotateContext');
  return tools;
}

/** A part of the view's own state. */
export function useAnnotateState<Part>(selector: (state: AnnotateState) => Part): Part {
  return useStore(useAnnotate().store, selector);
}

/** The selected annotation; null when none is. */
export function useSelected(): Annotation | null {
  const id = useAnnotateState((state) => state.selectedId);
  return useSession((state) => (id === null ? null : (state.article?.annotations.get(id) ?? null)));
}

/** Display of a command's key, with a space before it: ` (Q)`; empty when it has none. */
export function useKeyHint(): (commandId: string) => string {
  const { commands } = useWorkspace();
  return (commandId) => {
    const key = commands.keyOf(commandId);
    return key ? ` (${key})` : '';
  };
}
