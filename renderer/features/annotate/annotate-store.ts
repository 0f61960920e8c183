import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Evidence, Id, Segment } from '../../../shared/records/records.ts';
import { initialKinds } from './outline/outline-kinds.ts';
import { codePoints, type CodePointOffset, type Span } from '../../../shared/text/offsets.ts';

/** What the choice popover chooses, and for which annotation. */
export type Picker = {
  readonly kind: 'entity' | 'speaker' | 'claim' | 'status';
  readonly annotationId: Id;
};

/** Layer and label for a pass over the text; `label` null where the layer has no labels. */
export interface ArmedLabel {
  readonly layer: string;
  readonly label: string | null;
}

/** Evidence as its form has it; texts are empty where nothing was typed. */
export interface EvidenceDraft extends Pick<
  Evidence,
  'kind' | 'ref' | 'excerpt' | 'stance' | 'originGroup' | 'official'
> {
  readonly published: string;
}

/** A status as its form has it. */
export interface StatusDraft {
  readonly status: string;
  readonly reason: string;
  /** Empty for today. */
  readonly asOf: string;
}

/** What one reader shows and where the person is in it. Nothing here is stored in the project. */
export interface AnnotateState {
  readonly caret: CodePointOffset;
  /** Selected text; null when there is only a caret. */
  readonly span: Span | null;
  readonly selectedId: Id | null;
  /** The quotation that S, V and Shift+Q work on: the last one selected or made. */
  readonly quotationId: Id | null;
  readonly picker: Picker | null;
  /** Segments as they will be once the running resize is stored; drawn instead of the stored ones. */
  readonly preview: { readonly id: Id; readonly segments: readonly Segment[] } | null;
  /** Layer and label of the last mark made, for R. */
  readonly lastLabel: { readonly layer: string; readonly label: string | null } | null;
  /** Layers that are not drawn. */
  readonly hidden: ReadonlySet<string>;
  /** How the selection was made: a mouse selection shows the adder. */
  readonly pointed: boolean;
  /** Whether the selection was dragged: its borders are put at words when it is marked. */
  readonly byMouse: boolean;
  /** The label that every finished selection gets; null outside that mode. */
  readonly armed: ArmedLabel | null;
  /** Whether that label is being chosen. */
  readonly isArming: boolean;
  /** The context menu: where it opens, in CSS pixels of the window, and the marks there, smallest first; null while closed. */
  readonly menu: { readonly x: number; readonly y: number; readonly stack: readonly Id[] } | null;
  readonly outlineFilter: string;
  /** Toggles that are pressed over the outline, see `outline-kinds`. */
  readonly outlineKinds: ReadonlySet<string>;
  /** The claim whose form for evidence was asked for. */
  readonly evidenceFor: Id | null;
  /** Comments that are begun and not sent, by what they are on. */
  readonly drafts: ReadonlyMap<string, string>;
  /** Evidence and statuses that are begun and not recorded, by claim. */
  readonly evidenceDrafts: ReadonlyMap<Id, EvidenceDraft>;
  readonly statusDrafts: ReadonlyMap<Id, StatusDraft>;
  /** The mark whose card led to the text: Esc leads back while it is selected. */
  readonly cameFromCard: Id | null;
}

const initial: AnnotateState = {
  caret: codePoints(0),
  span: null,
  selectedId: null,
  quotationId: null,
  picker: null,
  preview: null,
  lastLabel: null,
  hidden: new Set(),
  pointed: false,
  byMouse: false,
  armed: null,
  isArming: false,
  menu: null,
  outlineFilter: '',
  outlineKinds: initialKinds,
  evidenceFor: null,
  drafts: new Map(),
  evidenceDrafts: new Map(),
  statusDrafts: new Map(),
  cameFromCard: null,
};

/** A map with one entry more, or without it (null). */
export function withDraft<Draft>(
  drafts: ReadonlyMap<Id, Draft>,
  id: Id,
  draft: Draft | null,
): ReadonlyMap<Id, Draft> {
  const others = [...drafts].filter(([key]) => key !== id);
  return new Map(draft === null ? others : [...others, [id, draft]]);
}

/** Holder of that state. */
export type AnnotateStore = StoreApi<AnnotateState>;

/** State of one Annotate view. */
export function createAnnotateStore(): AnnotateStore {
  return createStore<AnnotateState>(() => initial);
}

/** The state the status bar names and keys depend on. */
export function modeOf(state: AnnotateState): 'read' | 'span' | 'item' | 'pick' {
  if (state.picker || state.isArming) return 'pick';
  if (state.span) return 'span';
  return state.selectedId === null ? 'read' : 'item';
}
