import type { Progress } from '../../shared/contract/channel.ts';
import type { ClaimView, HistoryState, ProjectView } from '../../shared/contract/views.ts';
import type { Entity, Id } from '../../shared/records/records.ts';
import type { OpenArticle } from './apply-changes.ts';

/** A step that is being stored, others having their turn. */
export interface LongWork {
  readonly progress: Progress;
  /** Take it back. */
  readonly cancel: () => void;
}

/** State of the open project that every view shares. Lists of unbounded length are queries instead (see queries.ts). */
export interface SessionState {
  /** null until the project is loaded. */
  readonly project: ProjectView | null;
  readonly history: HistoryState;
  /** The whole cast by id, merged entities included. */
  readonly entities: ReadonlyMap<Id, Entity>;
  readonly claims: ReadonlyMap<Id, ClaimView>;
  /** The article in the Annotate view; null when none is open. */
  readonly article: OpenArticle | null;
  /** The article that is being opened, with the marks read so far: to be shown already, not to be worked on. */
  readonly arriving: OpenArticle | null;
  /** Counted up by every committed step: lists refetch on it. */
  readonly stepCount: number;
  /** Commands sent and not yet acknowledged: `all changes saved` is shown at 0. */
  readonly pending: number;
  /** A step that takes long, how far it is; null as a rule. */
  readonly work: LongWork | null;
  /** Why writing has stopped working; null as a rule. */
  readonly readOnly: string | null;
}

/** Nothing is loaded. */
export const initialState: SessionState = {
  project: null,
  history: { undo: null, redo: null },
  entities: new Map(),
  claims: new Map(),
  article: null,
  arriving: null,
  stepCount: 0,
  pending: 0,
  work: null,
  readOnly: null,
};
