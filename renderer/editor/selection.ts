import { TextSelection } from '@tiptap/pm/state';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { trimSpan, widenToGraphemes, wordAt } from '../../shared/text/boundaries.ts';
import { buildSpan } from '../../shared/text/offsets.ts';
import type { CodePointOffset, Span } from '../../shared/text/offsets.ts';
import { toOffset } from './positions.ts';
import type { PositionMap } from './positions.ts';
import type { ReaderSelection } from './types.ts';

/** Caret and selection of the editor in code points. */
export function readSelection(state: EditorState, positions: PositionMap): ReaderSelection {
  const { selection } = state;
  const caret = positions.toCodePoint(selection.head);
  const start = positions.toCodePoint(selection.from);
  const end = positions.toCodePoint(selection.to);
  const isEmpty = selection.empty || start >= end;
  return {
    mode: isEmpty ? 'read' : 'span',
    caret,
    span: isEmpty
      ? null
      : widenToGraphemes(positions.text, buildSpan(start, end), positions.offsets),
    blockIndex: positions.blockIndexAt(caret),
  };
}

/** The transaction that selects a span, its end the moving one; clipped to the text. */
export function selectSpan(state: EditorState, positions: PositionMap, span: Span): Transaction {
  const clip = (offset: number) => positions.toPos(toOffset(Math.min(offset, positions.length)));
  const selection = TextSelection.create(state.doc, clip(span.start), clip(span.end));
  return state.tr.setSelection(selection).setMeta('addToHistory', false);
}

/**
 * Take over a caret or selection which the browser has moved already and will tell of in a later task only. Drawing before that
 * would put the caret back to where it was, and a command would act at the old place.
 */
export function takeCaret(view: EditorView): void {
  const moved = findMovedSelection(view);
  if (moved) view.dispatch(moved);
}

/** The transaction for it; null when nothing has moved. */
function findMovedSelection(view: EditorView): Transaction | null {
  const dom = view.dom.ownerDocument.getSelection();
  if (!view.hasFocus() || !dom?.anchorNode || !dom.focusNode) return null;
  if (!view.dom.contains(dom.anchorNode) || !view.dom.contains(dom.focusNode)) return null;
  const { doc, selection, tr } = view.state;
  const anchor = view.posAtDOM(dom.anchorNode, dom.anchorOffset);
  const head = view.posAtDOM(dom.focusNode, dom.focusOffset);
  if (anchor < 0 || head < 0) return null;
  const moved = TextSelection.between(doc.resolve(anchor), doc.resolve(head));
  return moved.eq(selection) ? null : tr.setSelection(moved);
}

/** How a dragged border behaves: at the edges of words, or wherever the pointer is. */
export type Snap = 'word' | 'free';

/** A border that is being dragged. */
export interface BorderDrag {
  /** The fragment as it was. */
  readonly span: Span;
  readonly side: 'start' | 'end';
  /** Where the pointer is. */
  readonly offset: CodePointOffset;
  readonly snap: Snap;
  /** Whether quotation marks around the words go with them: those of a quotation's content do. */
  readonly marks: 'with' | 'without';
  /** BCP 47; empty when unknown. */
  readonly language: string;
}

/** The span that a drag of one border gives: whole graphemes, no outer white space, never empty. */
export function dragBorder(positions: PositionMap, drag: BorderDrag): Span {
  const { text, offsets } = positions;
  const { span, side } = drag;
  const offset = drag.snap === 'free' ? drag.offset : snapToWord(positions, drag);
  const start = side === 'start' ? Math.min(offset, span.end) : span.start;
  const end = side === 'end' ? Math.max(offset, span.start) : span.end;
  const whole = widenToGraphemes(text, buildSpan(start, end), offsets);
  const trimmed = trimSpan(text, whole, {}, offsets);
  return trimmed.end > trimmed.start ? trimmed : span;
}

function snapToWord(positions: PositionMap, drag: BorderDrag): CodePointOffset {
  const { offset, language } = drag;
  const word = wordAt(positions.text, offset, language, positions.offsets);
  if (word === null) return offset;
  const edge = offset - word.start < word.end - offset ? word.start : word.end;
  return drag.marks === 'with' ? takeQuotationMark(positions, edge, drag.side) : edge;
}

/** Double marks only: a single one beside a word is as often an apostrophe. */
const openingMark = /[\u0022\u201c\u201e\u201f\u00ab\u00bb\u2039\u300c\u300e]$/u;
const closingMark = /^[.,!?;:\u2026]{0,2}[\u0022\u201d\u201c\u00bb\u00ab\u203a\u300d\u300f]/u;

/** The far side of a quotation mark that the border of a word touches, a full stop or comma before it left inside. */
function takeQuotationMark(
  { text, offsets }: PositionMap,
  edge: CodePointOffset,
  side: 'start' | 'end',
): CodePointOffset {
  const at = offsets.toUtf16(edge);
  if (side === 'start')
    return openingMark.test(text.slice(Math.max(0, at - 1), at)) ? toOffset(edge - 1) : edge;
  const taken = closingMark.exec(text.slice(at, at + 3))?.[0] ?? '';
  return toOffset(edge + taken.length);
}
