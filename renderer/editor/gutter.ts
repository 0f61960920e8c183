import type { EditorView } from '@tiptap/pm/view';
import type { BlockWindow, DrawingState } from './decorations.ts';
import type { MarkStore, StoredSegment } from './mark-store.ts';
import { toOffset } from './positions.ts';
import type { BlockPlace, PositionMap } from './positions.ts';
import { drawBars, drawChips, drawFlags, hasOwnSign, type Bar, type Sign } from './margin-signs.ts';
import { isShown, listUndrawn } from './segments.ts';
import type { MarkView } from './types.ts';
import { findBlockElement, isLaidOut } from './viewport.ts';

/** What stands in the margins: claim bars at the start, flags and speaker chips at the end. */
export interface Gutter {
  readonly element: HTMLElement;
  /** Measure the blocks of a window that have a layout, and draw their margins anew where anything differs. */
  update(view: EditorView, positions: PositionMap, window: BlockWindow, state: DrawingState): void;
}

/**
 * Build the layer of margin signs. It lies outside the editable element, so that no caret meets it, and is placed by the
 * boxes of visible text only: a block that is skipped is never laid out for its margin's sake.
 */
export function buildGutter(store: MarkStore): Gutter {
  const element = document.createElement('div');
  element.className = 'qm-gutter';
  // The same facts are in the descriptions of the marks and in the outline.
  element.setAttribute('aria-hidden', 'true');
  let drawn = '';

  function update(
    view: EditorView,
    positions: PositionMap,
    window: BlockWindow,
    state: DrawingState,
  ): void {
    const origin = element.getBoundingClientRect().top;
    const bars: Bar[] = [];
    const chips: Sign[] = [];
    const flags: Sign[] = [];
    const undrawn: Sign[] = [];
    for (let index = window.first; index <= window.last; index++) {
      const block = positions.blocks[index];
      const box = findBlockElement(view, positions, index);
      if (!block || !box || !isLaidOut(box)) continue;
      const found = store
        .listTouching(block.startCodePoint, block.endCodePoint)
        .filter(({ mark, segment }) => {
          const isInside = segment.end > block.startCodePoint && segment.start < block.endCodePoint;
          return isInside && isShown(mark, state.hidden, state.selectedId);
        });
      if (found.length === 0) continue;
      const { direction: dir } = getComputedStyle(box);
      const measure = (offset: number, side: -1 | 1) =>
        view.coordsAtPos(positions.toPos(toOffset(offset)), side);
      const toSign = (mark: MarkView, start: number): Sign => {
        const at = Math.max(start, block.startCodePoint);
        return { mark, dir, top: measure(at, 1).top - origin };
      };
      for (const each of found) {
        const { mark, segment } = each;
        if (mark.kind === 'claim') bars.push(measureBar(each, block, dir, origin, measure));
        else if (isChipHere(each, block)) chips.push(toSign(mark, segment.start));
        if (isFlagHere(each, block)) flags.push(toSign(mark, segment.start));
      }
      const { startCodePoint: start, endCodePoint: end } = block;
      const deep = listUndrawn({ start, end, found, cuts: [], ...state });
      undrawn.push(...deep.map(({ mark, start: at }) => toSign(mark, at)));
    }
    draw([...drawBars(bars, undrawn), ...drawFlags(flags), ...drawChips(chips)], state.selectedId);
  }

  function draw(nodes: readonly HTMLElement[], selectedId: string | null): void {
    for (const node of nodes) {
      if (node.dataset['ann'] === selectedId) node.classList.add('qm-selected');
    }
    const signature = nodes
      .map((node) => `${node.className}|${node.style.cssText}|${node.title}|${node.textContent}`)
      .join('\n');
    if (signature === drawn) return;
    drawn = signature;
    element.replaceChildren(...nodes);
  }

  return { element, update };
}

type Measure = (offset: number, side: -1 | 1) => { readonly top: number; readonly bottom: number };

function measureBar(
  { mark, segment }: StoredSegment,
  block: BlockPlace,
  dir: string,
  origin: number,
  measure: Measure,
): Bar {
  const start = Math.max(segment.start, block.startCodePoint);
  const end = Math.min(segment.end, block.endCodePoint);
  return {
    mark,
    dir,
    top: measure(start, 1).top - origin,
    bottom: measure(end, -1).bottom - origin,
    hasIcon: segment.start >= block.startCodePoint,
  };
}

/** A quotation has one chip, beside its first content fragment. */
function isChipHere({ mark, segment, ordinal }: StoredSegment, block: BlockPlace): boolean {
  const hasText = mark.chip !== null || mark.state === 'suggested';
  const isOpening = segment.role === 'content' && ordinal === 0;
  return mark.kind === 'quotation' && hasText && isOpening && segment.start >= block.startCodePoint;
}

/** Doubt, or being a suggestion that nothing else in the margin tells of, is shown where the mark's own text begins. */
function isFlagHere({ mark, segment, ordinal }: StoredSegment, block: BlockPlace): boolean {
  const isOpening = (segment.role === 'content' || segment.role === 'span') && ordinal === 0;
  const hasFlag = mark.doubt || (mark.state === 'suggested' && !hasOwnSign(mark));
  return hasFlag && isOpening && segment.start >= block.startCodePoint;
}
