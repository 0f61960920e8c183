import type { Annotation, Id, Segment } from '../../../../shared/records/records.ts';
import type { MarkResize } from '../../../editor/types.ts';
import type { Actions } from './actions.ts';
import { bare, type ActionDeps } from './mark-base.ts';
import { exactOf, moveEdge, type EdgeMove } from './reading.ts';

/** A run of key presses is stored once the keys have rested for this long: one step to undo, not twenty. */
const restMs = 500;

/** Which segment of a mark resizing works on: the one at the caret, else its first or last own one. */
function pickSegment(annotation: Annotation, move: EdgeMove, caret: number): number {
  const { segments } = annotation;
  const own = segments.flatMap(({ role }, i) => (role === 'content' || role === 'span' ? [i] : []));
  const at = own.find((i) => {
    const segment = segments[i];
    return segment !== undefined && segment.start <= caret && caret <= segment.end;
  });
  return at ?? (move.edge === 'start' ? own[0] : own.at(-1)) ?? 0;
}

/** Moving the borders of marks, by keys and by handles. */
export function createResizing(deps: ActionDeps, actions: Actions) {
  const { store } = deps;
  let timer: ReturnType<typeof setTimeout> | null = null;

  /** Store what is only drawn so far. */
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const { preview } = store.getState();
    if (!preview) return;
    const annotation = actions.find(preview.id);
    if (annotation) actions.replaceSegments(annotation, bare(preview.segments));
    store.setState({ preview: null });
  };

  // Any other act, and losing the selection, stores first what is pending.
  const stop = store.subscribe((state, before) => {
    if (timer !== null && state.selectedId !== before.selectedId) flush();
  });

  const withSegment = (
    segments: readonly Segment[],
    index: number,
    start: number,
    end: number,
  ): Segment[] | null => {
    const reading = actions.getReading();
    const old = segments[index];
    if (!reading || !old || start >= end) return null;
    const span = { ...old, start: start as Segment['start'], end: end as Segment['end'] };
    return segments.map((segment, i) =>
      i === index ? { ...span, exact: exactOf(reading, span) } : segment,
    );
  };

  return {
    flush,

    byWord(move: EdgeMove): void {
      const annotation = actions.selected();
      const reading = actions.getReading();
      if (!annotation || !reading) return deps.tell('Select a mark first.');
      const { preview, caret } = store.getState();
      const segments = preview?.id === annotation.id ? preview.segments : annotation.segments;
      const index = pickSegment({ ...annotation, segments }, move, caret);
      const segment = segments[index];
      if (!segment) return;
      const span = moveEdge(reading, segment, move);
      const next = withSegment(segments, index, span.start, span.end);
      if (!next) return;
      store.setState({ preview: { id: annotation.id, segments: next } });
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(flush, restMs);
    },

    byHandle(resize: MarkResize): void {
      const annotation = actions.find(resize.id);
      if (!annotation) return;
      const index = annotation.segments
        .flatMap(({ role }, i) => (role === resize.role ? [i] : []))
        .at(resize.ordinal);
      const next =
        index === undefined
          ? null
          : withSegment(annotation.segments, index, resize.start, resize.end);
      if (next) actions.replaceSegments(annotation, bare(next));
    },

    /** Whether the drawn borders of a mark differ from the stored ones. */
    isPending: (id: Id): boolean => store.getState().preview?.id === id,

    dispose(): void {
      flush();
      stop();
    },
  };
}

/** Border moves over one reader. */
export type Resizing = ReturnType<typeof createResizing>;
