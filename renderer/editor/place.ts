import type { EditorView } from '@tiptap/pm/view';
import { codePoints, type CodePointOffset } from '../../shared/text/offsets.ts';
import { listSentences } from '../../shared/text/sentences.ts';
import { toOffset, type PositionMap } from './positions.ts';
import { findBlockElement, findBlockWindow } from './viewport.ts';

/** What the reader stands at while its width or its type changes. */
export interface PlaceKeeper {
  /** Remember the first sentence in view, unless one is remembered and nobody has scrolled since. Measures. */
  note(): void;
  /** Keep an offset of the text where it is now, after scrolling to it, until it is noted what is in view around it. Measures. */
  hold(offset: CodePointOffset): void;
  destroy(): void;
}

interface Noted {
  /** Of the text it was noted in: offsets mean nothing in another one. */
  readonly positions: PositionMap;
  readonly offset: CodePointOffset;
  /** Of its line, below the upper edge of the scroller, in px. */
  readonly top: number;
  /** Size of the scroller for which `top` holds, in px. */
  readonly size: string;
}

/** Less than this is rounding, not a jump. */
const tolerancePx = 0.5;
/** Longest wait after scrolling before it is noted where the reader stands. */
const idleMs = 200;

/**
 * Keeps what is read in its place when the text wraps anew. The browser's own scroll anchoring keeps the upper edge of a
 * paragraph, which is often out of sight; here it is the first sentence that begins in view, or else the first line.
 */
export function buildPlaceKeeper({
  view,
  scroller,
  page,
  getPositions,
}: {
  readonly view: EditorView;
  readonly scroller: HTMLElement;
  /** Its `lang` is the language of the text. */
  readonly page: HTMLElement;
  readonly getPositions: () => PositionMap;
}): PlaceKeeper {
  let noted: Noted | null = null;
  /** Where this keeper has scrolled to last; null when somebody else has since. */
  let ownTop: number | null = null;

  const sizeOf = (): string => `${scroller.clientWidth}×${scroller.clientHeight}`;

  const topOf = (offset: CodePointOffset): number =>
    view.coordsAtPos(getPositions().toPos(offset), 1).top - scroller.getBoundingClientRect().top;

  /** The first offset of a block whose line lies wholly in view: lines only go down, so halves are tried. */
  const firstVisible = (start: number, end: number): number => {
    let low = start;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (topOf(toOffset(middle)) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /** Begin of the first sentence that begins in view; null when a block is longer than the view and one sentence. */
  const findOffset = (): CodePointOffset | null => {
    const positions = getPositions();
    if (positions.blocks.length === 0) return null;
    const { first, last } = findBlockWindow(view, positions, scroller, 0);
    for (let index = Math.max(first, 0); index <= last; index++) {
      const block = positions.blocks[index];
      const element = findBlockElement(view, positions, index);
      if (!block || !element || block.endCodePoint === block.startCodePoint) continue;
      const { startCodePoint, endCodePoint } = block;
      if (topOf(startCodePoint) >= 0) return startCodePoint;
      const visible = firstVisible(startCodePoint, endCodePoint);
      const sentence = listSentences(element.textContent, page.lang).find(
        ({ start }) => startCodePoint + start >= visible,
      );
      const at = sentence ? startCodePoint + sentence.start : null;
      if (at !== null && at < endCodePoint && topOf(codePoints(at)) < scroller.clientHeight) {
        return codePoints(at);
      }
      if (index === last && visible < endCodePoint) return codePoints(visible);
    }
    return null;
  };

  /** Room below the text beyond the page's own, so that near the end it can stay where it is. In px. */
  let extra = 0;
  const setExtra = (px: number): void => {
    const own = Number.parseFloat(getComputedStyle(page).paddingBlockEnd) - extra;
    extra = px;
    page.style.paddingBlockEnd = px > 0 ? `${own + px}px` : '';
  };
  /** Take back of that room what is out of sight. */
  const trim = (): void => {
    if (extra === 0) return;
    const { scrollTop, clientHeight, scrollHeight } = scroller;
    const needed = Math.max(0, scrollTop + clientHeight - (scrollHeight - extra));
    if (needed < extra) setExtra(needed);
  };

  const note = (): void => {
    const positions = getPositions();
    if (noted?.positions !== positions) {
      noted = null;
      setExtra(0);
    }
    trim();
    if (noted || scroller.clientHeight === 0) return;
    // Nothing lies above the beginning: there it is the page that stays.
    const offset = scroller.scrollTop === 0 ? null : findOffset();
    noted = offset === null ? null : { positions, offset, top: topOf(offset), size: sizeOf() };
  };

  /** Bring the noted sentence back to where it was. Before the frame is painted. */
  const restore = (): void => {
    if (noted?.positions !== getPositions() || scroller.clientHeight === 0) return;
    noted = { ...noted, size: sizeOf() };
    const moved = topOf(noted.offset) - noted.top;
    if (Math.abs(moved) < tolerancePx) return;
    const wanted = scroller.scrollTop + moved;
    // Near the end the text must be able to stay where it is, though less of it is left below.
    const missing = wanted - (scroller.scrollHeight - scroller.clientHeight);
    if (missing > 0) setExtra(extra + missing);
    scroller.scrollTop = wanted;
    ownTop = scroller.scrollTop;
    if (missing < 0) trim();
  };

  /** Heights above are guessed until their blocks are drawn, which is in the frames after the one that shows the place. */
  const hold = (offset: CodePointOffset): void => {
    noted = { positions: getPositions(), offset, top: topOf(offset), size: sizeOf() };
    ownTop = scroller.scrollTop;
  };

  let idle = 0;
  const onScroll = (): void => {
    // In a scroller of another size it was the layout that scrolled, since less text was left below: to be mended, not noted.
    if (noted && noted.size !== sizeOf()) return;
    if (ownTop === null || Math.abs(scroller.scrollTop - ownTop) >= 1) {
      ownTop = null;
      noted = null;
    }
    cancelIdleCallback(idle);
    idle = requestIdleCallback(note, { timeout: idleMs });
  };
  scroller.addEventListener('scroll', onScroll, { passive: true });
  // Earlier than the reader's own: what comes into view is drawn for where the text stands then.
  const observer = new ResizeObserver(restore);
  observer.observe(scroller);
  observer.observe(view.dom);

  return {
    note,
    hold,
    destroy() {
      cancelIdleCallback(idle);
      scroller.removeEventListener('scroll', onScroll);
      observer.disconnect();
    },
  };
}
