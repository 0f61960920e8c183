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
