import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** A list of rows of one height in an element that scrolls. */
export interface RowsOptions {
  readonly count: number;
  /** In px. */
  readonly rowHeight: number;
  /** Rows drawn above and below those on screen. */
  readonly overscan: number;
  /** A row that stays in the document wherever the list is. */
  readonly kept?: number;
}

/** A place of a list: its first and last row on screen, and how far it is scrolled, in px, when the first came there. */
export interface RowsPlace {
  readonly first: number;
  readonly last: number;
  readonly top: number;
}

/** The rows to draw. */
export interface Rows {
  /** For the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Ascending. */
  readonly indexes: readonly number[];
  /** What is on screen. */
  readonly place: RowsPlace;
  /**
   * The list is scrolled farther at once than rows are drawn, as with the thumb of its scrollbar: rows that scroll with it would be
   * gone before others are drawn, so they belong where they do not scroll. `place` is then of every px.
   */
  readonly isFar: boolean;
  /** Height of all rows in px. */
  readonly height: number;
  /** Scroll as little as shows a row. */
  readonly scrollTo: (index: number) => void;
}

interface Seen {
  readonly place: RowsPlace;
  readonly isFar: boolean;
}

/**
 * Which rows of a long list exist. Rows of one height need no measuring: a library that measures makes an object for each of
 * 100,000 rows, which holds the window up for a tenth of a second.
 */
export function useRows({ count, rowHeight, overscan, kept }: RowsOptions): Rows {
  const scroller = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<Seen>({ place: { first: 0, last: 0, top: 0 }, isFar: false });
  const look = useCallback(
    (isFarNow: (before: Seen, first: number) => boolean) => {
      const element = scroller.current;
      if (!element) return;
      const top = element.scrollTop;
      const first = Math.floor(top / rowHeight);
      const last = Math.ceil((top + element.clientHeight) / rowHeight) - 1;
      setSeen((before) => {
        const { place } = before;
        const isFar = isFarNow(before, first);
        const isThere = place.first === first && place.last === last;
        const isSame = isThere && before.isFar === isFar && (!isFar || place.top === top);
        return isSame ? before : { place: { first, last, top }, isFar };
      });
    },
    [rowHeight],
  );
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const isFarFrom = ({ place, isFar }: Seen, first: number) =>
      isFar || Math.abs(first - place.first) > overscan;
    // Before the frame is painted: React would wait for its turn, and the frame would show no rows.
    const lookNow = () => flushSync(() => look(isFarFrom));
    const rest = () => look(() => false);
    const grip = ({ target }: PointerEvent) => {
      // On the scrollbar, which may be drawn at its new place before the page hears of it.
      if (target === element) look(() => true);
    };
    element.addEventListener('scroll', lookNow, { passive: true });
    element.addEventListener('scrollend', rest, { passive: true });
    element.addEventListener('pointerdown', grip, { passive: true });
    rest();
    const observer = new ResizeObserver(lookNow);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', lookNow);
      element.removeEventListener('scrollend', rest);
      element.removeEventListener('pointerdown', grip);
      observer.disconnect();
    };
  }, [look, overscan]);
  const scrollTo = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      const [top, bottom] = [index * rowHeight, (index + 1) * rowHeight];
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight) {
        element.scrollTop = bottom - element.clientHeight;
      }
      look(({ isFar }) => isFar);
    },
    [look, rowHeight],
  );
  // The list may have become shorter since it was scrolled.
  const last = Math.min(seen.place.last, count - 1);
  const first = Math.max(0, Math.min(seen.place.first, last));
  const from = Math.max(0, first - overscan);
  const to = Math.min(count - 1, last + overscan);
  const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  if (kept !== undefined && kept >= 0 && kept < count) {
    if (kept < from) indexes.unshift(kept);
    else if (kept > to) indexes.push(kept);
  }
  const place = { first, last: Math.max(0, last), top: seen.place.top };
  return { scroller, indexes, place, isFar: seen.isFar, height: count * rowHeight, scrollTo };
}
