import type { EditorView } from '@tiptap/pm/view';
import type { Span } from '../../shared/text/offsets.ts';
import type { BlockWindow } from './decorations.ts';
import { buildHighlightPainter, nothingFound, type Found } from './highlights.ts';
import { toOffset } from './positions.ts';
import type { PositionMap } from './positions.ts';

const flashMs = 1200;

/** What is shown for a while and belongs to no mark: what was found, the sentence, what flashes, is pointed at or dragged. */
export interface Transient {
  /** Show other hits, or another sentence. */
  set(part: Partial<Found>): void;
  /** Light a span up for a moment. */
  flash(span: Span): void;
  /** Fragments of the mark under the pointer. Paints everything. */
  hover(spans: readonly Span[]): void;
  /** The span that letting go of a handle would give; null to stop showing it. */
  preview(span: Span | null): void;
  /** Forget all of it: the text is another one. */
  reset(): void;
  destroy(): void;
}

/**
 * Highlights lose their ranges when text nodes are drawn anew, so they are made again with every drawing; only for the drawn
 * window.
 */
export function buildTransient(
  view: EditorView,
  getPositions: () => PositionMap,
  getShown: () => BlockWindow,
): Transient {
  const painter = buildHighlightPainter();
  let found = nothingFound;
  let flashed: Span | null = null;
  let hovered: readonly Span[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function toRanges(spans: readonly Span[]): AbstractRange[] {
    const positions = getPositions();
    const shown = getShown();
    const first = positions.blocks[shown.first]?.startCodePoint ?? 0;
    const last = positions.blocks[shown.last]?.endCodePoint ?? 0;
    return spans.flatMap((span) => {
      const start = Math.max(span.start, first);
      const end = Math.min(span.end, last);
      if (start >= end) return [];
      const from = view.domAtPos(positions.toPos(toOffset(start)), 1);
      const to = view.domAtPos(positions.toPos(toOffset(end)), -1);
      return new StaticRange({
        startContainer: from.node,
        startOffset: from.offset,
        endContainer: to.node,
        endOffset: to.offset,
      });
    });
  }

  function paint(): void {
    const current = found.current === null ? undefined : found.hits[found.current];
    painter.paint('qm-find', toRanges(found.hits.filter((span) => span !== current)));
    painter.paint('qm-find-current', toRanges(current ? [current] : []));
    painter.paint('qm-flash', toRanges(flashed ? [flashed] : []));
    painter.paint('qm-sentence', toRanges(found.sentence ? [found.sentence] : []));
    painter.paint('qm-hover', toRanges(hovered));
  }

  return {
    set(part) {
      found = { ...found, ...part };
      paint();
    },
    flash(span) {
      clearTimeout(timer);
      flashed = span;
      paint();
      timer = setTimeout(() => {
        flashed = null;
        paint();
      }, flashMs);
    },
    hover(spans) {
      hovered = spans;
      paint();
    },
    preview: (span) => painter.paint('qm-preview', span ? toRanges([span]) : []),
    reset() {
      hovered = [];
      flashed = null;
      found = nothingFound;
    },
    destroy() {
      clearTimeout(timer);
      painter.clear();
    },
  };
}
