import type { EditorView } from '@tiptap/pm/view';
import { sliceSpan } from '../../shared/text/offsets.ts';
import type { Span } from '../../shared/text/offsets.ts';
import type { BlockWindow } from './decorations.ts';
import { toOffset } from './positions.ts';
import type { PositionMap } from './positions.ts';

/** The element of a text block; null when it is not drawn. */
export function findBlockElement(
  view: EditorView,
  positions: PositionMap,
  index: number,
): HTMLElement | null {
  const block = positions.blocks[index];
  const node = block ? view.nodeDOM(block.pos - 1) : null;
  return node instanceof HTMLElement ? node : null;
}

/** Text blocks that lie in the scroller's view, and a margin of so many pixels on both sides. Reads block boxes only. */
export function findBlockWindow(
  view: EditorView,
  positions: PositionMap,
  scroller: HTMLElement,
  marginPx: number,
): BlockWindow {
  const box = scroller.getBoundingClientRect();
  const count = positions.blocks.length;
  const firstWhere = (holds: (rect: DOMRect) => boolean): number => {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const rect = findBlockElement(view, positions, middle)?.getBoundingClientRect();
      if (rect && !holds(rect)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const first = firstWhere((rect) => rect.bottom >= box.top - marginPx);
  const last = firstWhere((rect) => rect.top > box.bottom + marginPx) - 1;
  return { first: Math.min(first, count - 1), last: Math.max(last, first) };
}

/** Whether a block has a layout: not skipped by `content-visibility`. Asking does not force one. */
export function isLaidOut(element: HTMLElement): boolean {
  return element.checkVisibility({ contentVisibilityAuto: true });
}

/**
 * Rectangle of the first line of a span in viewport coordinates. Forces the layout of its block.
 *
 * @returns null when the view shows nothing.
 */
export function findSpanRect(view: EditorView, positions: PositionMap, span: Span): DOMRect | null {
  if (span.start > positions.length) return null;
  const start = view.coordsAtPos(positions.toPos(span.start), 1);
  const end = view.coordsAtPos(positions.toPos(span.end), -1);
  const isOneLine = Math.abs(end.top - start.top) < (start.bottom - start.top) / 2;
  const right = isOneLine ? Math.max(start.left, end.left) : start.left;
  const left = isOneLine ? Math.min(start.left, end.left) : start.left;
  return new DOMRect(left, start.top, right - left, start.bottom - start.top);
}

/**
 * The caret line at a border of a span, in viewport coordinates: its logical start before the first character, its end
 * after the last one, whichever side that is. The editor's own measure takes a quotation mark in right-to-left text for
 * a left-to-right character.
 */
export function findBorderRect(
  view: EditorView,
  positions: PositionMap,
  span: Span,
  side: 'start' | 'end',
  blockDirection: string,
): DOMRect {
  const from = side === 'start' ? span.start : toOffset(Math.max(span.end - 1, 0));
  const to = side === 'start' ? toOffset(Math.min(span.start + 1, positions.length)) : span.end;
  const character = sliceSpan(positions.text, { start: from, end: to }, positions.offsets);
  const range = document.createRange();
  const first = view.domAtPos(positions.toPos(from), 1);
  const last = view.domAtPos(positions.toPos(to), -1);
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset);
  const box = [...range.getClientRects()].at(side === 'start' ? 0 : -1);
  const caret = view.coordsAtPos(
    positions.toPos(side === 'start' ? from : to),
    side === 'start' ? 1 : -1,
  );
  if (!box || box.width === 0)
    return new DOMRect(caret.left, caret.top, 0, caret.bottom - caret.top);
  const isLtr = directionOf(character, blockDirection) === 'ltr';
  return new DOMRect(isLtr === (side === 'start') ? box.left : box.right, box.top, 0, box.height);
}

function directionOf(character: string, blockDirection: string): string {
  if (
    /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(
      character,
    )
  ) {
    return 'rtl';
  }
  return /[\p{L}\p{N}]/u.test(character) ? 'ltr' : blockDirection;
}

/**
 * Scroll so that the start of a span lies in the middle half of the view; nothing moves when it is there already.
 *
 * @returns whether it scrolled.
 */
export function revealSpan(
  view: EditorView,
  positions: PositionMap,
  scroller: HTMLElement,
  span: Span,
): boolean {
  const element = findBlockElement(view, positions, positions.blockIndexAt(span.start));
  if (!element) return false;
  // A skipped block has a guessed height: bring it in, so that it is laid out, before measuring inside it.
  const isFar = !isLaidOut(element);
  if (isFar) element.scrollIntoView({ block: 'center' });
  let hasScrolled = isFar;
  // The second round corrects what the heights of blocks just laid out have shifted.
  for (let round = 0; round < (isFar ? 2 : 1); round++) {
    const rect = findSpanRect(view, positions, span);
    const box = scroller.getBoundingClientRect();
    if (!rect) return hasScrolled;
    const middle = (rect.top + rect.bottom) / 2 - box.top;
    if (middle >= box.height / 4 && middle <= (box.height * 3) / 4) return hasScrolled;
    scroller.scrollTop += middle - box.height * 0.4;
    hasScrolled = true;
  }
  return hasScrolled;
}
