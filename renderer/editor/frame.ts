import type { EditorView } from '@tiptap/pm/view';

/** The reader's own elements: what scrolls, and the page in it that text and margins share. */
export function buildFrame(element: HTMLElement): { scroller: HTMLElement; page: HTMLElement } {
  const scroller = document.createElement('div');
  scroller.className = 'qm-reader';
  const page = document.createElement('div');
  page.className = 'qm-page';
  scroller.append(page);
  element.append(scroller);
  return { scroller, page };
}

/** Follow scrolling, and let Space scroll: in editable text it would type, which the lock refuses. */
export function listenToScroll(scroller: HTMLElement, onScroll: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  scroller.addEventListener('scroll', onScroll, { signal, passive: true });
  scroller.addEventListener(
    'keydown',
    (event) => {
      const isModified = event.ctrlKey || event.metaKey || event.altKey;
      if (event.key !== ' ' || event.defaultPrevented || isModified || event.isComposing) return;
      event.preventDefault();
      scroller.scrollBy({ top: scroller.clientHeight * (event.shiftKey ? -0.85 : 0.85) });
    },
    { signal },
  );
  return () => stop.abort();
}

/** The browser brings its own old caret with a focus that no press of the pointer gave; the editor's is the newer one. */
export function keepCaret(view: EditorView): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal, capture: true };
  let isPointerDown = false;
  const onPointer = (event: PointerEvent) => void (isPointerDown = event.type === 'pointerdown');
  view.dom.addEventListener('pointerdown', onPointer, options);
  window.addEventListener('pointerup', onPointer, options);
  window.addEventListener('pointercancel', onPointer, options);
  view.dom.addEventListener(
    'focus',
    () => {
      if (!isPointerDown) view.focus();
    },
    { signal: stop.signal },
  );
  return () => stop.abort();
}

/**
 * Give the text the shape that it has on paper as long as it is printed, so that everything is drawn, and measured for the
 * margins, at the width at which it is printed.
 */
export function listenToPrinting(scroller: HTMLElement, draw: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const show = (event: Event) => {
    scroller.classList.toggle('qm-printing', event.type === 'beforeprint');
    draw();
  };
  window.addEventListener('beforeprint', show, { signal });
  window.addEventListener('afterprint', show, { signal });
  return () => stop.abort();
}
