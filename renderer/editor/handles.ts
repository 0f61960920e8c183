import type { EditorView } from '@tiptap/pm/view';
import type { CodePointOffset, Span } from '../../shared/text/offsets.ts';
import { ordinalOf } from './mark-store.ts';
import type { PositionMap } from './positions.ts';
import { dragBorder } from './selection.ts';
import type { MarkResize, MarkView } from './types.ts';
import { findBlockElement, findBorderRect, isLaidOut } from './viewport.ts';

/** What the handles need of the reader. */
export interface HandleContext {
  readonly view: EditorView;
  getPositions(): PositionMap;
  /** BCP 47; empty when unknown. */
  getLanguage(): string;
  getSnap(): 'word' | 'off';
  /** Show the span that letting go would give; null to stop showing it. */
  preview(span: Span | null): void;
  onResize(resize: MarkResize): void;
}

/** Handles at both ends of every fragment of the selected mark. */
export interface Handles {
  readonly element: HTMLElement;
  /** Place the handles of a mark; null removes them. */
  update(mark: MarkView | null): void;
  /** End a drag without a resize. */
  cancel(): void;
}

interface Grip {
  readonly mark: MarkView;
  readonly index: number;
  readonly side: 'start' | 'end';
}

interface Drag extends Grip {
  readonly pointerId: number;
  readonly node: HTMLElement;
  span: Span;
  /** Where the pointer was last. */
  pointer: PointerEvent;
}

/** How near to the top or bottom of the view a drag scrolls it, and how far in one frame. */
const scrollZonePx = 48;
const scrollStepPx = 14;

/**
 * Build the layer of handles. Drags snap to words, or go where the pointer is, as the person prefers; Alt turns that round.
 * Near the top and bottom the text scrolls on. Escape ends a drag.
 */
export function buildHandles(context: HandleContext): Handles {
  const element = document.createElement('div');
  element.className = 'qm-handles';
  element.setAttribute('aria-hidden', 'true');
  let shown: MarkView | null = null;
  let drag: Drag | null = null;
  let scrolling = 0;

  function update(mark: MarkView | null): void {
    shown = mark;
    if (drag) return;
    const nodes = mark ? mark.segments.flatMap((_segment, index) => drawPair(mark, index)) : [];
    element.replaceChildren(...nodes);
  }

  function drawPair(mark: MarkView, index: number): HTMLElement[] {
    return [
      drawGrip({ mark, index, side: 'start' }),
      drawGrip({ mark, index, side: 'end' }),
    ].filter((node) => node !== null);
  }

  function drawGrip(grip: Grip): HTMLElement | null {
    const segment = grip.mark.segments[grip.index];
    if (!segment) return null;
    const node = document.createElement('div');
    node.className = `qm-handle qm-handle-${grip.side}`;
    node.dataset['role'] = segment.role;
    node.dataset['ordinal'] = String(ordinalOf(grip.mark, grip.index));
    node.dataset['side'] = grip.side;
    if (!place(node, segment, grip.side)) return null;
    node.addEventListener('pointerdown', (event) => begin(event, node, grip));
    return node;
  }

  /** @returns false when the border is in a block without a layout: there is nothing to hold on to. */
  function place(node: HTMLElement, span: Span, side: 'start' | 'end'): boolean {
    const positions = context.getPositions();
    const offset = side === 'start' ? span.start : span.end;
    if (offset > positions.length) return false;
    const box = findBlockElement(context.view, positions, positions.blockIndexAt(offset));
    if (!box || !isLaidOut(box)) return false;
    const { direction } = getComputedStyle(box);
    const at = findBorderRect(context.view, positions, span, side, direction);
    const origin = element.getBoundingClientRect();
    node.classList.toggle('qm-rtl', direction === 'rtl');
    node.style.left = `${at.left - origin.left}px`;
    node.style.top = `${at.top - origin.top}px`;
    node.style.height = `${at.bottom - at.top}px`;
    return true;
  }

  function begin(event: PointerEvent, node: HTMLElement, grip: Grip): void {
    const segment = grip.mark.segments[grip.index];
    if (event.button !== 0 || !segment || drag) return;
    event.preventDefault();
    drag = { ...grip, pointerId: event.pointerId, node, span: segment, pointer: event };
    node.setPointerCapture(event.pointerId);
    // Captured events still come; what is under the pointer has to be the text.
    element.classList.add('qm-dragging');
    node.addEventListener('pointermove', move);
    node.addEventListener('pointerup', finish);
    node.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', onKeyDown, true);
  }

  function move(event: PointerEvent): void {
    if (event.pointerId !== drag?.pointerId) return;
    drag.pointer = event;
    follow();
    scroll();
  }

  /** Bring border and preview to where the pointer is over the text. */
  function follow(): void {
    const segment = drag?.mark.segments[drag.index];
    if (!drag || !segment) return;
    const { side, pointer } = drag;
    const offset = offsetAt(pointer);
    if (offset === null) return;
    const snap = (context.getSnap() === 'word') === pointer.altKey ? 'free' : 'word';
    const marks = segment.role === 'content' ? 'with' : 'without';
    const language = context.getLanguage();
    const change = { span: segment, side, offset, snap, marks, language } as const;
    drag.span = dragBorder(context.getPositions(), change);
    place(drag.node, drag.span, side);
    context.preview(drag.span);
  }

  /** Scroll on as long as the pointer rests near an edge of the view. */
  function scroll(): void {
    const scroller = context.view.dom.closest('.qm-reader');
    if (!drag || !scroller || scrolling !== 0) return;
    const box = scroller.getBoundingClientRect();
    const { clientY } = drag.pointer;
    const isAbove = clientY < box.top + scrollZonePx;
    if (!isAbove && clientY <= box.bottom - scrollZonePx) return;
    const before = scroller.scrollTop;
    scroller.scrollTop += isAbove ? -scrollStepPx : scrollStepPx;
    if (scroller.scrollTop === before) return;
    scrolling = requestAnimationFrame(() => {
      scrolling = 0;
      follow();
      scroll();
    });
  }

  function offsetAt(event: PointerEvent): CodePointOffset | null {
    const found = context.view.posAtCoords({ left: event.clientX, top: event.clientY });
    return found ? context.getPositions().toCodePoint(found.pos) : null;
  }

  function finish(event: PointerEvent): void {
    if (event.pointerId !== drag?.pointerId) return;
    const done = end();
    const segment = done?.mark.segments[done.index];
    if (!done || !segment) return;
    const { start, end: stop } = done.span;
    if (start === segment.start && stop === segment.end) return;
    const ordinal = ordinalOf(done.mark, done.index);
    context.onResize({ id: done.mark.id, role: segment.role, ordinal, start, end: stop });
  }

  function cancel(): void {
    end();
  }

  function end(): Drag | null {
    const ended = drag;
    drag = null;
    cancelAnimationFrame(scrolling);
    scrolling = 0;
    if (ended) {
      element.classList.remove('qm-dragging');
      window.removeEventListener('keydown', onKeyDown, true);
      context.preview(null);
      update(shown);
    }
    return ended;
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  }

  return { element, update, cancel };
}
