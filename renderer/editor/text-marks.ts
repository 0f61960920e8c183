import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import type { SegmentRole } from '../../shared/records/records.ts';
import { countUntil } from './count-until.ts';
import { buildHighlightPainter, type HighlightName } from './highlights.ts';
import { buildPositionMap } from './positions.ts';
import type { MarkSegment } from './types.ts';

/** What is shown of a mark behind a text that is being edited. */
export interface TextMark {
  /** Layer: `quotation` (fill; source, cue and addressee dotted), `claim` (overline), every other one an underline. */
  readonly kind: string;
  /** In code points of the text that editing began with. */
  readonly segments: readonly MarkSegment[];
}

/** A fragment in positions of the document as it is now. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly name: TextMarkHighlight;
}

type TextMarkHighlight = Extract<HighlightName, `qm-edit-${string}`>;

const names: readonly TextMarkHighlight[] = [
  'qm-edit-quotation',
  'qm-edit-role',
  'qm-edit-mention',
  'qm-edit-claim',
];

const key = new PluginKey<readonly Piece[]>('textMarks');

function nameOf(kind: string, role: SegmentRole): TextMarkHighlight {
  if (kind === 'quotation') return role === 'content' ? 'qm-edit-quotation' : 'qm-edit-role';
  return kind === 'claim' ? 'qm-edit-claim' : 'qm-edit-mention';
}

function buildPieces(doc: Node, marks: readonly TextMark[]): Piece[] {
  const positions = buildPositionMap(doc);
  return marks.flatMap(({ kind, segments }) =>
    segments.map(({ start, end, role }) => ({
      from: positions.toPos(start),
      to: positions.toPos(end),
      name: nameOf(kind, role),
    })),
  );
}

/** Text typed at an edge stays outside, as when marks are carried. A fragment without words is gone; the report decides over it. */
function mapPieces(pieces: readonly Piece[], tr: Transaction): readonly Piece[] {
  if (!tr.docChanged) return pieces;
  return pieces.flatMap((piece) => {
    const from = tr.mapping.map(piece.from, 1);
    const to = tr.mapping.map(piece.to, -1);
    return to > from ? [{ ...piece, from, to }] : [];
  });
}

/**
 * Marks shown behind a text while it is edited: where they are now, so that it is seen which of them a correction touches.
 * They are CSS highlights of what is in view: the document, its history and its DOM know nothing of them.
 *
 * @param scroller What the text scrolls in.
 */
export function textMarks(marks: readonly TextMark[], scroller: HTMLElement): Plugin {
  return new Plugin<readonly Piece[]>({
    key,
    state: {
      init: (_config, state: EditorState) => buildPieces(state.doc, marks),
      apply: (tr, pieces) => mapPieces(pieces, tr),
    },
    view(view) {
      const painter = buildHighlightPainter();
      const paint = (): void => {
        const inView = listInView(view, scroller);
        for (const name of names) painter.paint(name, rangesOf(view, inView, name));
      };
      // What comes into view by layout or scrolling is drawn in the frame that shows it.
      let frame = 0;
      const schedule = (): void => {
        if (frame !== 0) return;
        frame = requestAnimationFrame(() => {
          frame = 0;
          paint();
        });
      };
      const sizes = new ResizeObserver(schedule);
      sizes.observe(scroller);
      scroller.addEventListener('scroll', schedule, { passive: true });
      return {
        update: (_view, before) => {
          if (before.doc !== view.state.doc) paint();
        },
        destroy: () => {
          cancelAnimationFrame(frame);
          sizes.disconnect();
          scroller.removeEventListener('scroll', schedule);
          painter.clear();
        },
      };
    },
  });
}

function listInView(view: EditorView, scroller: HTMLElement): readonly Piece[] {
  const box = scroller.getBoundingClientRect();
  const blocks = [...view.dom.children];
  const first = countUntil(blocks, (block) => block.getBoundingClientRect().bottom < box.top);
  const after = countUntil(blocks, (block) => block.getBoundingClientRect().top <= box.bottom);
  const start = blocks[first];
  if (!start || after <= first) return [];
  const end = blocks[after];
  const from = view.posAtDOM(start, 0);
  const to = end ? view.posAtDOM(end, 0) : view.state.doc.content.size;
  return (key.getState(view.state) ?? []).filter((piece) => piece.to > from && piece.from < to);
}

function rangesOf(
  view: EditorView,
  pieces: readonly Piece[],
  name: TextMarkHighlight,
): StaticRange[] {
  return pieces
    .filter((piece) => piece.name === name)
    .map(({ from, to }) => {
      const start = view.domAtPos(from, 1);
      const end = view.domAtPos(to, -1);
      return new StaticRange({
        startContainer: start.node,
        startOffset: start.offset,
        endContainer: end.node,
        endOffset: end.offset,
      });
    });
}
