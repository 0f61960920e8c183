import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { MarkStore, StoredSegment } from './mark-store.ts';
import { toOffset } from './positions.ts';
import type { BlockPlace, PositionMap } from './positions.ts';
import { buildSegments } from './segments.ts';
import type { DrawnSegment } from './segments.ts';

/** First and last text block of a window, both included. */
export interface BlockWindow {
  readonly first: number;
  readonly last: number;
}

/** What the drawing depends on besides the marks. */
export interface DrawingState {
  readonly selectedId: string | null;
  readonly hidden: ReadonlySet<string>;
}

interface SetChange {
  readonly remove: readonly Decoration[];
  readonly add: readonly Decoration[];
}

const key = new PluginKey<DecorationSet>('quotemark-marks');

/** Keeps the set of drawn decorations; `props.decorations` only hands it out. */
export function markDecorations(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const kept = tr.docChanged ? set.map(tr.mapping, tr.doc) : set;
        const change: SetChange | undefined = tr.getMeta(key);
        if (change === undefined) return kept;
        return kept.remove([...change.remove]).add(tr.doc, [...change.add]);
      },
    },
    props: { decorations: (state) => key.getState(state) ?? null },
  });
}

/** Draws the marks of a window of blocks and remembers what it drew, so that only what changed is drawn anew. */
export interface Drawing {
  /** The transaction that brings the drawing up to date; null when nothing changed. */
  update(editor: EditorState, window: BlockWindow, state: DrawingState): Transaction | null;
  /** Forget everything drawn: the document was replaced. */
  reset(): void;
}

interface DrawnBlock extends DrawingState {
  /** The fragments it was drawn of. */
  readonly found: readonly StoredSegment[];
  /** Everything that decides how the block looks. */
  readonly signature: string;
  readonly decorations: readonly Decoration[];
}

/**
 * Build the drawing of one document.
 *
 * @param detailsId Id of the element that tells all about the selected mark; null when there is none.
 */
export function buildDrawing(
  store: MarkStore,
  getPositions: () => PositionMap,
  detailsId: string | null = null,
): Drawing {
  const drawn = new Map<number, DrawnBlock>();

  function drawBlock(
    editor: EditorState,
    block: BlockPlace,
    found: readonly StoredSegment[],
    state: DrawingState,
  ): DrawnSegment[] {
    if (found.length === 0) return [];
    return buildSegments({
      start: block.startCodePoint,
      end: block.endCodePoint,
      found,
      cuts: listCuts(editor, block, getPositions()),
      detailsId,
      ...state,
    });
  }

  function update(
    editor: EditorState,
    window: BlockWindow,
    state: DrawingState,
  ): Transaction | null {
    const positions = getPositions();
    const remove: Decoration[] = [];
    const add: Decoration[] = [];
    for (const [index, block] of drawn) {
      if (index >= window.first && index <= window.last) continue;
      remove.push(...block.decorations);
      drawn.delete(index);
    }
    for (let index = window.first; index <= window.last; index++) {
      const block = positions.blocks[index];
      if (!block) continue;
      const found = store.listTouching(block.startCodePoint, block.endCodePoint);
      const old = drawn.get(index);
      if (old && isDrawnOf(old, found, state)) continue;
      const segments = drawBlock(editor, block, found, state);
      const signature = JSON.stringify(segments);
      if (old?.signature === signature) drawn.set(index, { ...old, found, ...state });
      if (old?.signature === signature || (!old && segments.length === 0)) continue;
      const decorations = segments.map((segment) => decorate(segment, positions));
      if (old) remove.push(...old.decorations);
      add.push(...decorations);
      drawn.set(index, { found, ...state, signature, decorations });
    }
    if (remove.length === 0 && add.length === 0) return null;
    const change: SetChange = { remove, add };
    return editor.tr.setMeta(key, change).setMeta('addToHistory', false);
  }

  return { update, reset: () => drawn.clear() };
}

/** Whether a block would be drawn of the same fragments in the same state: one mark changed leaves all others as they are. */
function isDrawnOf(
  old: DrawnBlock,
  found: readonly StoredSegment[],
  { selectedId, hidden }: DrawingState,
): boolean {
  const isAsBefore = (each: StoredSegment, i: number) => {
    const before = old.found[i];
    return before?.mark === each.mark && before.segment === each.segment;
  };
  const holds = (id: string | null) => id !== null && found.some(({ mark }) => mark.id === id);
  return (
    old.hidden === hidden &&
    old.found.length === found.length &&
    found.every(isAsBefore) &&
    (old.selectedId === selectedId || (!holds(old.selectedId) && !holds(selectedId)))
  );
}

function decorate({ start, end, attributes }: DrawnSegment, positions: PositionMap): Decoration {
  return Decoration.inline(
    positions.toPos(toOffset(start)),
    positions.toPos(toOffset(end)),
    attributes,
  );
}

/** Where the inline nodes of a block meet, in code points. */
function listCuts(editor: EditorState, block: BlockPlace, positions: PositionMap): number[] {
  const node = editor.doc.resolve(block.pos).parent;
  if (node.childCount < 2) return [];
  const cuts: number[] = [];
  node.forEach((_child, offset) => {
    if (offset > 0) cuts.push(positions.toCodePoint(block.pos + offset));
  });
  return cuts;
}
