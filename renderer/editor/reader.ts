import { EditorState, type Transaction } from '@tiptap/pm/state';
import { EditorView } from '@tiptap/pm/view';
import { plainTextDocument } from '../../shared/text/plain-document.ts';
import type { CodePointOffset, Span } from '../../shared/text/offsets.ts';
import { buildDrawing, markDecorations, type BlockWindow } from './decorations.ts';
import { buildFrame, keepCaret, listenToPrinting, listenToScroll } from './frame.ts';
import { buildGutter } from './gutter.ts';
import { buildHandles } from './handles.ts';
import { buildHighlightPainter, nothingFound } from './highlights.ts';
import { textLock } from './lock.ts';
import { buildMarkStore } from './mark-store.ts';
import { listenToPointer } from './pointer.ts';
import { buildPlaceKeeper } from './place.ts';
import { buildPositionMap, toOffset } from './positions.ts';
import { articleSchema, toProseMirror } from './schema.ts';
import { listStack } from './segments.ts';
import { readSelection, selectSpan, takeDomSelection } from './selection.ts';
import type { ReaderArticle, ReaderHandle, ReaderOptions } from './types.ts';
import { findBlockWindow, findSpanRect, revealSpan } from './viewport.ts';

const defaultLabel = 'Article text, locked, letter keys are commands';
const flashMs = 1200;
/** Longest wait before the surroundings of the view are drawn. */
const wideningMs = 200;

/**
 * Build a locked reader in an element, which it fills and scrolls in. Marks are drawn for the blocks around the view
 * only; changes of one task are drawn together, before the next frame.
 *
 * @param element Host with a height of its own; emptied by `destroy`.
 */
export function createReader(element: HTMLElement, options: ReaderOptions = {}): ReaderHandle {
  const plugins = [markDecorations(), textLock((input) => options.onLockedInput?.(input))];
  const emptyDocument = toProseMirror(plainTextDocument([]));
  const { scroller, page } = buildFrame(element);
  const view = new EditorView(page, {
    state: EditorState.create({ doc: emptyDocument, schema: articleSchema, plugins }),
    attributes: {
      class: 'qm-text',
      role: 'textbox',
      tabindex: '0',
      'aria-multiline': 'true',
      'aria-label': options.label ?? defaultLabel,
      spellcheck: 'false',
      autocorrect: 'off',
      autocapitalize: 'off',
      translate: 'no',
    },
    dispatchTransaction: dispatch,
  });

  const store = buildMarkStore();
  let positions = buildPositionMap(emptyDocument);
  const getPositions = () => positions;
  const drawing = buildDrawing(store, getPositions, options.detailsId);
  const gutter = buildGutter(store);
  const painter = buildHighlightPainter();
  const handles = buildHandles({
    view,
    getPositions,
    getLanguage: () => language,
    getSnap: () => options.getSnap?.() ?? 'word',
    preview: (span) => painter.paint('qm-preview', span ? toRanges([span]) : []),
    onResize: (resize) => options.onResize?.(resize),
  });
  const place = buildPlaceKeeper({ view, scroller, page, getPositions });
  page.append(gutter.element, handles.element);

  let language = '';
  let selectedId: string | null = null;
  let hidden: ReadonlySet<string> = new Set();
  let shown: BlockWindow = { first: 0, last: -1 };
  let hoveredId: string | null = null;
  let flashed: Span | null = null;
  let flashTimer: ReturnType<typeof setTimeout> | undefined;
  let found = nothingFound;
  let idle = 0;
  let isDrawPending = false;
  let isMarginPending = false;

  function dispatch(tr: Transaction): void {
    const before = view.state;
    view.updateState(before.apply(tr));
    // Replaced documents are announced by their own way; what else comes here leaves the text as it is.
    if (before.selection.eq(view.state.selection)) return;
    options.onSelectionChange?.(readSelection(view.state, positions));
  }

  /** Draw before the next frame, once for all changes of this task. */
  function scheduleDraw(): void {
    if (isDrawPending) return;
    isDrawPending = true;
    queueMicrotask(draw);
  }

  function draw(): void {
    isDrawPending = false;
    if (view.isDestroyed) return;
    const moved = takeDomSelection(view);
    if (moved) view.dispatch(moved);
    const tr = drawing.update(view.state, shown, { selectedId, hidden });
    if (tr) view.dispatch(tr);
    paintTransient();
    scheduleMargins();
  }

  /** Margins and handles need the layout: measured once a frame, after all drawing. */
  function scheduleMargins(): void {
    if (isMarginPending) return;
    isMarginPending = true;
    requestAnimationFrame(drawMargins);
  }

  function drawMargins(): void {
    isMarginPending = false;
    if (view.isDestroyed) return;
    const seen = findBlockWindow(view, positions, scroller, scroller.clientHeight / 4);
    gutter.update(view, positions, seen, { selectedId, hidden });
    const selected = selectedId === null ? null : store.get(selectedId);
    const canHold = selected && !hidden.has(selected.kind) && options.canResize?.() !== false;
    handles.update(canHold ? selected : null);
  }

  /**
   * Draw what has come into view in the frame that shows it, and what lies around it when there is time: a jump then
   * pays for one screen only, and steady scrolling finds the next one drawn.
   */
  function followView(): void {
    const seen = findBlockWindow(view, positions, scroller, 0);
    scheduleMargins();
    if (seen.first < shown.first || seen.last > shown.last) {
      shown = seen;
      draw();
    }
    scheduleWidening();
  }

  function scheduleWidening(): void {
    cancelIdleCallback(idle);
    idle = requestIdleCallback(widen, { timeout: wideningMs });
  }

  function widen(): void {
    if (view.isDestroyed) return;
    const near = findBlockWindow(view, positions, scroller, scroller.clientHeight * 0.75);
    if (near.first >= shown.first && near.last <= shown.last) return;
    shown = findBlockWindow(view, positions, scroller, scroller.clientHeight * 1.5);
    draw();
  }

  /** Highlights lose their ranges when text nodes are drawn anew, so they are made again; only for the drawn window. */
  function paintTransient(): void {
    const hovered = hoveredId === null || hoveredId === selectedId ? null : store.get(hoveredId);
    const current = found.current === null ? undefined : found.hits[found.current];
    painter.paint('qm-find', toRanges(found.hits.filter((span) => span !== current)));
    painter.paint('qm-find-current', toRanges(current ? [current] : []));
    painter.paint('qm-flash', toRanges(flashed ? [flashed] : []));
    painter.paint('qm-sentence', toRanges(found.sentence ? [found.sentence] : []));
    painter.paint('qm-hover', toRanges(hovered?.segments ?? []));
  }

  function toRanges(spans: readonly Span[]): AbstractRange[] {
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

  function marksAt(offset: CodePointOffset): string[] {
    return listStack(store.listTouching(offset, offset), hidden, selectedId);
  }

  function setArticle(article: ReaderArticle): void {
    handles.cancel();
    const doc = toProseMirror(article.document);
    language = article.language;
    positions = buildPositionMap(doc);
    drawing.reset();
    store.set([]);
    selectedId = null;
    hoveredId = null;
    flashed = null;
    found = nothingFound;
    page.dir = article.direction;
    page.lang = article.language;
    view.updateState(
      EditorState.create({ doc, schema: articleSchema, plugins: view.state.plugins }),
    );
    scroller.scrollTop = 0;
    shown = findBlockWindow(view, positions, scroller, 0);
    scheduleDraw();
    scheduleWidening();
  }

  function flash(span: Span): void {
    clearTimeout(flashTimer);
    flashed = span;
    paintTransient();
    flashTimer = setTimeout(() => {
      flashed = null;
      paintTransient();
    }, flashMs);
  }

  const stopPointer = listenToPointer({
    scroller,
    view,
    getPositions,
    getSelectedId: () => selectedId,
    marksAt,
    onClick: (click) => options.onMarkClick?.(click),
    onHover(id) {
      hoveredId = id;
      paintTransient();
    },
    onContextMenu: (menu) =>
      options.onContextMenu?.({ ...menu, selection: readSelection(view.state, positions) }),
  });
  const stopScroll = listenToScroll(scroller, followView);
  // Heights settle as blocks come into view, fonts load and panes move: what is measured is measured again.
  const observer = new ResizeObserver(followView);
  observer.observe(scroller);
  observer.observe(view.dom);
  const stopCaret = keepCaret(view);
  const stopPrinting = listenToPrinting(scroller, () => {
    followView();
    drawMargins();
  });
  view.dom.addEventListener('contentvisibilityautostatechange', scheduleMargins, true);

  return {
    setArticle,
    setMarks(marks) {
      store.set(marks);
      scheduleDraw();
    },
    patchMarks(patch) {
      store.patch(patch);
      scheduleDraw();
    },
    setSelected(id) {
      if (id === selectedId) return;
      handles.cancel();
      selectedId = id;
      scheduleDraw();
    },
    setHidden(layers) {
      hidden = new Set(layers);
      scheduleDraw();
    },
    setPeek: (isPeeking) => void scroller.classList.toggle('qm-peek', isPeeking),
    getSelection: () => readSelection(view.state, positions),
    setSelection: (span) => view.dispatch(selectSpan(view.state, positions, span)),
    marksAt,
    reveal(span) {
      if (!revealSpan(view, positions, scroller, span)) return;
      place.hold(span.start);
      followView();
    },
    notePlace: () => place.note(),
    flash,
    setFindHits(hits, current) {
      found = { ...found, hits, current };
      paintTransient();
    },
    setSentence(sentence) {
      found = { ...found, sentence };
      paintTransient();
    },
    getText: () => positions.text,
    rectOf: (span) => findSpanRect(view, positions, span),
    focus: () => view.focus(),
    destroy() {
      clearTimeout(flashTimer);
      cancelIdleCallback(idle);
      stopPointer();
      stopCaret();
      stopPrinting();
      stopScroll();
      observer.disconnect();
      place.destroy();
      painter.clear();
      handles.cancel();
      view.destroy();
      scroller.remove();
    },
  };
}
