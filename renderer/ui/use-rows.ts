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

/** The rows to draw. */
export interface Rows {
  /** For the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Ascending. */
  readonly indexes: readonly number[];
  /** First and last row on screen. */
  readonly first: number;
  readonly last: number;
  /** Height of all rows in px. */
  readonly height: number;
  /** Scroll as little as shows a row. */
  readonly scrollTo: (index: number) => void;
}

/**
 * Which rows of a long list exist. Rows of one height need no measuring: a library that measures makes an object for each of
 * 100,000 rows, which holds the window up for a tenth of a second.
 */
export function useRows({ count, rowHeight, overscan, kept }: RowsOptions): Rows {
  const scroller = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ first: 0, last: 0 });
  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const first = Math.floor(element.scrollTop / rowHeight);
    const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) - 1;
    setRange((before) =>
      before.first === first && before.last === last ? before : { first, last },
    );
  }, [rowHeight]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    // Before the frame is painted: React would wait for its turn, and the frame would show no rows.
    const lookNow = () => flushSync(look);
    element.addEventListener('scroll', lookNow, { passive: true });
    const observer = new ResizeObserver(lookNow);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', lookNow);
      observer.disconnect();
    };
  }, [look]);
  const scrollTo = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      const [top, bottom] = [index * rowHeight, (index + 1) * rowHeight];
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight) {
        element.scrollTop = bottom - element.clientHeight;
      }
      look();
    },
    [look, rowHeight],
  );
  // The list may have become shorter since it was scrolled.
  const last = Math.min(range.last, count - 1);
  const first = Math.max(0, Math.min(range.first, last));
  const from = Math.max(0, first - overscan);
  const to = Math.min(count - 1, last + overscan);
  const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  if (kept !== undefined && kept >= 0 && kept < count) {
    if (kept < from) indexes.unshift(kept);
    else if (kept > to) indexes.push(kept);
  }
  return { scroller, indexes, first, last: Math.max(0, last), height: count * rowHeight, scrollTo };
}
