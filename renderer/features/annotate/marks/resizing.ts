import type { Id, Segment } from '../../../../shared/records/records.ts';
import { fuseSpans } from '../../../../shared/text/fuse.ts';
import type { MarkResize } from '../../../editor/types.ts';
import type { Actions } from './actions.ts';
import { isOwn, type ActionDeps, type SegmentInput } from './mark-base.ts';
import { exactOf, moveEdge, type EdgeMove } from './reading.ts';

/** A run of key presses is stored once the keys have rested for this long: one step to undo, not twenty. */
const restMs = 1000;

/** Which segment of a mark resizing works on: the one at the caret, its own words first, else the own one nearest to it. */
function pickSegment(segments: readonly Segment[], caret: number): number {
  const distance = ({ start, end }: Segment) => Math.max(start - caret, caret - end, 0);
  const ranked = segments
    .map((segment, i) => ({ i, distance: distance(segment), isOwn: isOwn(segment) }))
    .filter((each) => each.isOwn || each.distance === 0)
    .sort((a, b) => a.distance - b.distance || Number(b.isOwn) - Number(a.isOwn));
  return ranked[0]?.i ?? 0;
}

/** Moving the borders of marks, by keys and by handles. */
export function createResizing(deps: ActionDeps, actions: Actions) {
  const { store } = deps;
  let timer: ReturnType<typeof setTimeout> | null = null;

  /** Borders to store: pieces of own words that have grown into each other are one. */
  const fused = (segments: readonly Segment[]): SegmentInput[] => {
    const reading = actions.getReading();
    const own = segments.filter(isOwn);
    const [first] = own;
    const words = reading ? fuseSpans(reading.text, own, reading.map) : own;
    return [
      ...words.map(({ start, end }) => ({ role: first?.role ?? 'span', start, end })),
      ...segments
        .filter((segment) => !isOwn(segment))
        .map(({ role, start, end }) => ({ role, start, end })),
    ];
  };

  /** Store what is only drawn so far. */
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const { preview } = store.getState();
    if (!preview) return;
    const annotation = actions.find(preview.id);
    if (annotation) actions.replaceSegments(annotation, fused(preview.segments));
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
      const index = pickSegment(segments, caret);
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
      if (next) actions.replaceSegments(annotation, fused(next));
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
