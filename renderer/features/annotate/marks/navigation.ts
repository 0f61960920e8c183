import type { Annotation, Id } from '../../../../shared/records/records.ts';
import type { Span } from '../../../../shared/text/offsets.ts';
import type { Actions } from './actions.ts';
import type { ActionDeps } from './mark-base.ts';
import { extentOf, lacksSource } from './mark-views.ts';

/** Moving about in the open article by keys. */
export function createNavigation(deps: ActionDeps, actions: Actions) {
  const { store, tell } = deps;

  const shown = (): readonly Annotation[] => {
    const { hidden } = store.getState();
    return actions
      .ordered()
      .filter((annotation) => !hidden.has(annotation.layer) && annotation.state !== 'rejected');
  };

  const step = (marks: readonly Annotation[], direction: 1 | -1): Annotation | null => {
    const { selectedId, caret } = store.getState();
    const index = marks.findIndex(({ id }) => id === selectedId);
    if (index >= 0) return marks[index + direction] ?? null;
    return (
      (direction === 1
        ? marks.find((annotation) => extentOf(annotation).start >= caret)
        : marks.findLast((annotation) => extentOf(annotation).start < caret)) ?? null
    );
  };

  const goTo = (annotation: Annotation | null, none: string): void => {
    if (annotation) actions.select(annotation.id, { reveal: true });
    else tell(none);
  };

  const findSentence = (offset: number, direction: 1 | -1): Span | null => {
    const sentences = actions.getReading()?.sentences() ?? [];
    if (direction === 1) return sentences.find(({ start }) => start > offset) ?? null;
    const here = sentences.findLast(({ start }) => start <= offset);
    if (here && here.start < offset) return here;
    return sentences.findLast(({ start }) => start < offset) ?? null;
  };

  const problems = () => {
    const marks = actions.ordered().filter(({ state }) => state !== 'rejected');
    const kinds = [
      { isOpen: lacksSource, one: 'quotation without source', many: 'quotations without source' },
      {
        isOpen: ({ layer, entityId }: Annotation) => layer === 'mention' && entityId === null,
        one: 'entity not linked',
        many: 'entities not linked',
      },
      {
        isOpen: ({ state }: Annotation) => state === 'suggested',
        one: 'suggestion to review',
        many: 'suggestions to review',
      },
    ];
    return kinds
      .map(({ isOpen, ...words }) => ({ ...words, marks: marks.filter(isOpen) }))
      .filter((kind) => kind.marks.length > 0);
  };

  return {
    mark(direction: 1 | -1): void {
      goTo(
        step(shown(), direction),
        direction === 1 ? 'No mark after this.' : 'No mark before this.',
      );
    },

    suggestion(direction: 1 | -1): void {
      const pending = shown().filter(({ state }) => state === 'suggested');
      goTo(step(pending, direction), 'No suggestion left to review.');
    },

    /** Inner, middle, outer mark at the caret, then the inner one again. */
    cycleOverlap(): void {
      const stack = deps.reader()?.marksAt(store.getState().caret) ?? [];
      if (stack.length === 0) return tell('There is no mark at the caret.');
      const { selectedId, caret } = store.getState();
      const index = stack.findIndex((id) => id === selectedId);
      const next: Id | undefined = stack[(index + 1) % stack.length];
      if (next === undefined) return;
      actions.select(next);
      // Stay at this place: the stack is that of the caret, not of the mark's beginning.
      deps.reader()?.setSelection({ start: caret, end: caret });
      store.setState({ selectedId: next });
      tell(`Overlap ${((index + 1) % stack.length) + 1}/${stack.length}`);
    },

    sentence(direction: 1 | -1, extend: 'move' | 'extend'): void {
      const reader = deps.reader();
      const { caret, span } = store.getState();
      if (!reader) return;
      if (extend === 'extend') {
        const sentences = actions.getReading()?.sentences() ?? [];
        // From the caret on: K first for the whole sentence.
        const from = span?.start ?? caret;
        const end = span?.end ?? caret;
        const target =
          direction === 1
            ? sentences.find((sentence) => sentence.end > end)
            : sentences.findLast((sentence) => sentence.end < end && sentence.end > from);
        if (target) reader.setSelection({ start: from, end: target.end });
        return;
      }
      const target = findSentence(caret, direction);
      if (!target)
        return tell(direction === 1 ? 'End of the article.' : 'Beginning of the article.');
      reader.setSelection({ start: target.start, end: target.start });
      store.setState({ selectedId: null, caret: target.start, span: null });
      reader.reveal(target);
    },

    /** One step back: popover, then the armed label, then selected mark, then selected text. */
    escape(): void {
      const { picker, armed, selectedId, span, caret } = store.getState();
      if (picker) store.setState({ picker: null });
      else if (armed) {
        store.setState({ armed: null });
        tell('Selecting no longer marks.');
      } else if (selectedId !== null) store.setState({ selectedId: null });
      else if (span) deps.reader()?.setSelection({ start: caret, end: caret });
      deps.reader()?.focus();
    },

    /** Show or hide a layer. */
    toggleLayer(layer: string): void {
      const hidden = new Set(store.getState().hidden);
      if (!hidden.delete(layer)) hidden.add(layer);
      store.setState({ hidden });
    },

    /** What is left open in the article, for finishing it: named, never blocking. */
    listOpenProblems(): string[] {
      return problems().map(
        ({ marks, one, many }) => `${marks.length} ${marks.length === 1 ? one : many}`,
      );
    },

    /** Marks that are left open. */
    countOpenProblems: (): number => new Set(problems().flatMap(({ marks }) => marks)).size,

    /** The first mark of the text that is left open; null when nothing is. */
    findOpenProblem(): Annotation | null {
      const open = new Set(problems().flatMap(({ marks }) => marks));
      return actions.ordered().find((annotation) => open.has(annotation)) ?? null;
    },
  };
}

/** Movements over one reader. */
export type Navigation = ReturnType<typeof createNavigation>;
