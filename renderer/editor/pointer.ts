import type { EditorView } from '@tiptap/pm/view';
import type { CodePointOffset } from '../../shared/text/offsets.ts';
import type { PositionMap } from './positions.ts';
import type { MarkClick } from './types.ts';

/** What pointer and menu handling need of the reader. */
export interface PointerContext {
  readonly scroller: HTMLElement;
  readonly view: EditorView;
  getPositions(): PositionMap;
  getSelectedId(): string | null;
  /** Marks that hold an offset, smallest first. */
  marksAt(offset: CodePointOffset): string[];
  onClick(click: MarkClick): void;
  /** The mark under the pointer changed. */
  onHover(id: string | null): void;
  /** `offset` is where the pointer is; null for a menu by keys, which is at the caret, and in the margin. */
  onContextMenu(menu: {
    x: number;
    y: number;
    stack: string[];
    offset: CodePointOffset | null;
  }): void;
}

/** Listen to clicks, hovering and context menus. The result stops listening. */
export function listenToPointer(context: PointerContext): () => void {
  const { scroller, view } = context;
  const stop = new AbortController();
  let selectedAtPress: string | null = null;
  let isGripped = false;
  let hovered: string | null = null;
  let moved: PointerEvent | null = null;

  const onPointerDown = (event: PointerEvent): void => {
    // Read before the caret moves: that alone may unselect the mark, and a second click would never reach the outer one.
    selectedAtPress = context.getSelectedId();
    isGripped = isInside(event.target, '.qm-handle');
  };

  // A press on a margin sign must not take the focus from the text.
  const onPress = (event: MouseEvent): void => {
    if (isInside(event.target, '.qm-gutter')) event.preventDefault();
  };

  const onClick = (event: MouseEvent): void => {
    // The end of a drag is a click too.
    if (isGripped) return;
    const place = findPlace(context, event);
    if (event.detail > 1 || (!place.isMargin && !view.state.selection.empty)) return;
    const { stack, offset } = place;
    // indexOf gives -1 for an unselected stack, and so the first.
    const next = (stack.indexOf(selectedAtPress ?? '') + 1) % Math.max(stack.length, 1);
    context.onClick({ id: stack[next] ?? null, stack, offset });
  };

  const hover = (id: string | null): void => {
    if (id === hovered) return;
    hovered = id;
    context.onHover(id);
  };

  const onMove = (event: PointerEvent): void => {
    if (moved === null) requestAnimationFrame(() => settle());
    moved = event;
  };
  const settle = (): void => {
    const target = moved?.target;
    moved = null;
    if (!stop.signal.aborted)
      hover(target instanceof Element ? (stackOf(target)[0] ?? null) : null);
  };

  const onMenu = (event: MouseEvent): void => {
    event.preventDefault();
    const byPointer = event.button === 2;
    if (byPointer) {
      const { stack, offset } = findPlace(context, event);
      context.onContextMenu({ x: event.clientX, y: event.clientY, stack, offset });
      return;
    }
    // Shift+F10 and the menu key: at the caret, wherever the pointer is.
    const { head } = view.state.selection;
    const at = view.coordsAtPos(head);
    const stack = context.marksAt(context.getPositions().toCodePoint(head));
    context.onContextMenu({ x: at.left, y: at.bottom, stack, offset: null });
  };

  const { signal } = stop;
  scroller.addEventListener('pointerdown', onPointerDown, { capture: true, signal });
  scroller.addEventListener('mousedown', onPress, { capture: true, signal });
  scroller.addEventListener('click', onClick, { signal });
  scroller.addEventListener('pointermove', onMove, { signal, passive: true });
  scroller.addEventListener('pointerleave', () => hover(null), { signal });
  scroller.addEventListener('contextmenu', onMenu, { signal });
  return () => stop.abort();
}

interface Place {
  readonly stack: string[];
  readonly offset: CodePointOffset | null;
  readonly isMargin: boolean;
}

function findPlace(context: PointerContext, event: MouseEvent): Place {
  const target = event.target instanceof Element ? event.target : null;
  const isMargin = isInside(target, '.qm-gutter');
  const point = { left: event.clientX, top: event.clientY };
  const found = isMargin ? null : context.view.posAtCoords(point);
  return {
    stack: target ? stackOf(target) : [],
    offset: found ? context.getPositions().toCodePoint(found.pos) : null,
    isMargin,
  };
}

/** Marks of the drawn stretch or margin sign that an element is in, smallest first. */
function stackOf(target: Element): string[] {
  const ids = target.closest('[data-ann]')?.getAttribute('data-ann') ?? '';
  return ids === '' ? [] : ids.split(' ');
}

function isInside(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
