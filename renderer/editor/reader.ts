import { EditorState, type Transaction } from '@tiptap/pm/state';
import { EditorView } from '@tiptap/pm/view';
import { plainTextDocument } from '../../shared/text/plain-document.ts';
import type { CodePointOffset, Span } from '../../shared/text/offsets.ts';
import { buildDrawing, markDecorations, type BlockWindow } from './decorations.ts';
import { buildFrame, keepCaret, listenToPrinting, listenToScroll } from './frame.ts';
import { buildGutter } from './gutter.ts';
import { buildHandles } from './handles.ts';
import { textLock } from './lock.ts';
import { buildMarkStore } from './mark-store.ts';
import { listenToPointer } from './pointer.ts';
import { buildPlaceKeeper } from './place.ts';
import { buildPositionMap } from './positions.ts';
import { articleSchema, toProseMirror } from './schema.ts';
import { listStack } from './segments.ts';
import { readSelection, selectSpan, takeCaret } from './selection.ts';
import { buildTransient } from './transient.ts';
import type { ReaderArticle, ReaderHandle, ReaderOptions } from './types.ts';
import { findBlockWindow, findSpanRect, revealSpan } from './viewport.ts';

const defaultLabel = 'Article text, locked, letter keys are commands';
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
  const transient = buildTransient(view, getPositions, () => shown);
  const handles = buildHandles({
    view,
    getPositions,
    getLanguage: () => language,
    getSnap: () => options.getSnap?.() ?? 'word',
    preview: (span) => transient.preview(span),
    onResize: (resize) => options.onResize?.(resize),
  });
  const place = buildPlaceKeeper({ view, scroller, page, getPositions });
  page.append(gutter.element, handles.element);

  let language = '';
  let selectedId: string | null = null;
  let hidden: ReadonlySet<string> = new Set();
  let shown: BlockWindow = { first: 0, last: -1 };
  let hoveredId: string | null = null;
  let idle = 0;
  let isDrawPending = false;
  let isMarginPending = false;
  /** With the selection that was asked for in this task; null when none was. The browser pays a layout for each it is given. */
  let ahead: EditorState | null = null;
  const currentState = () => ahead ?? view.state;

  function dispatch(tr: Transaction): void {
    const before = view.state;
    ahead = null;
    view.updateState(before.apply(tr));
    // Replaced documents are announced by their own way; what else comes here leaves the text as it is.
    if (before.selection.eq(view.state.selection)) return;
    options.onSelectionChange?.(readSelection(view.state, positions));
  }

  /** Select a span, for the browser together with what is drawn at the end of this task. */
  function setSelection(span: Span): void {
    const before = currentState();
    const next = before.apply(selectSpan(before, positions, span));
    if (before.selection.eq(next.selection)) return;
    ahead = next;
    scheduleDraw();
    options.onSelectionChange?.(readSelection(next, positions));
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
    // What was asked for is newer than what the browser has.
    if (!ahead) takeCaret(view);
    const before = currentState();
    const tr = drawing.update(before, shown, { selectedId, hidden });
    ahead = null;
    const next = tr ? before.apply(tr) : before;
    if (next !== view.state) view.updateState(next);
    transient.hover(hoveredSpans());
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

  /** A selected mark is not lit up once more. */
  function hoveredSpans(): readonly Span[] {
    const hovered = hoveredId === null || hoveredId === selectedId ? null : store.get(hoveredId);
    return hovered?.segments ?? [];
  }

  function marksAt(offset: CodePointOffset): string[] {
    return listStack(store.listTouching(offset, offset), hidden, selectedId);
  }

  function setArticle(article: ReaderArticle): void {
    handles.cancel();
    ahead = null;
    const doc = toProseMirror(article.document);
    language = article.language;
    positions = buildPositionMap(doc);
    drawing.reset();
    store.set([]);
    selectedId = null;
    hoveredId = null;
    transient.reset();
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

  const stopPointer = listenToPointer({
    scroller,
    view,
    getPositions,
    getSelectedId: () => selectedId,
    marksAt,
    onClick: (click) => options.onMarkClick?.(click),
    onHover(id) {
      hoveredId = id;
      transient.hover(hoveredSpans());
    },
    onContextMenu: (menu) => options.onContextMenu?.(menu),
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
    takeCaret() {
      if (!ahead) takeCaret(view);
    },
    setPeek: (isPeeking) => void scroller.classList.toggle('qm-peek', isPeeking),
    getSelection: () => readSelection(currentState(), positions),
    setSelection,
    marksAt,
    reveal(span) {
      if (!revealSpan(view, positions, scroller, span)) return;
      place.hold(span.start);
      followView();
    },
    notePlace: () => place.note(),
    flash: (span) => transient.flash(span),
    setFindHits: (hits, current) => transient.set({ hits, current }),
    setSentence: (sentence) => transient.set({ sentence }),
    getText: () => positions.text,
    rectOf: (span) => findSpanRect(view, positions, span),
    focus() {
      if (ahead) view.updateState(ahead);
      ahead = null;
      view.focus();
    },
    destroy() {
      cancelIdleCallback(idle);
      stopPointer();
      stopCaret();
      stopPrinting();
      stopScroll();
      observer.disconnect();
      place.destroy();
      transient.destroy();
      handles.cancel();
      view.destroy();
      scroller.remove();
    },
  };
}
