import { ownRole, type Annotation, type Id, type Segment } from '../records/records.ts';
import type { Span } from '../text/offsets.ts';
import { given } from './fields.ts';
import type { CommandCall } from './index.ts';

/** A place of an article that is to be marked. */
export interface PlaceToMark {
  readonly articleId: Id;
  readonly span: Span;
  /** The mark of the same layer that covers it; null when there is none. */
  readonly marked: Annotation | null;
}

/** What every place becomes. */
export type MarkTemplate = Pick<
  Annotation,
  'layer' | 'label' | 'entityId' | 'speakerId' | 'claimId'
>;

function isOwn({ role }: Segment): boolean {
  return role === 'content' || role === 'span';
}

/** First and last place of a mark's own words. */
function ownExtent({ segments }: Annotation): { readonly start: number; readonly end: number } {
  const own = segments.filter(isOwn);
  return {
    start: Math.min(...own.map(({ start }) => start)),
    end: Math.max(...own.map(({ end }) => end)),
  };
}

/** The mark of a layer one of whose own fragments covers a span, the smallest of several; null when there is none. */
export function findCoveringMark(
  marks: readonly Annotation[],
  layer: string,
  span: Span,
): Annotation | null {
  const covering = marks.filter(
    (mark) =>
      mark.layer === layer &&
      mark.state !== 'rejected' &&
      mark.segments.some((each) => isOwn(each) && each.start <= span.start && span.end <= each.end),
  );
  const length = (mark: Annotation) => ownExtent(mark).end - ownExtent(mark).start;
  return covering.toSorted((left, right) => length(left) - length(right))[0] ?? null;
}

/** Calls that mark places: a mark of exactly these words is brought into line, elsewhere a new one is made. */
export function buildMarkingCalls(
  places: readonly PlaceToMark[],
  template: MarkTemplate,
  newId: () => Id,
): CommandCall[] {
  const { layer, label, entityId, speakerId, claimId } = template;
  return places.map(({ articleId, span, marked }): CommandCall => {
    const { start, end } = span;
    const extent = marked && ownExtent(marked);
    if (marked && extent?.start === start && extent.end === end) {
      const input = { id: marked.id, label, entityId, speakerId, claimId };
      return { name: 'annotation.update', input };
    }
    const segments = [{ role: ownRole(layer), start, end }];
    const links = { label, entityId, speakerId, claimId };
    const input = { id: newId(), articleId, layer, ...links, segments };
    return { name: 'annotation.create', input };
  });
}

/** What marks become. */
export interface MarkChange {
  /** Keys left out stay. */
  readonly patch: {
    readonly [Key in 'label' | 'entityId' | 'speakerId' | 'claimId' | 'doubt']?:
      Annotation[Key] | undefined;
  };
  /** What suggestions among them become; null leaves them suggestions. */
  readonly suggestions: 'accepted' | 'rejected' | null;
}

/** Calls that change marks, those only that are not so already. */
export function buildChangeCalls(
  marks: readonly Annotation[],
  { patch, suggestions }: MarkChange,
): CommandCall[] {
  const fields = given(patch);
  return marks.flatMap((mark): CommandCall[] => {
    const state = mark.state === 'suggested' ? (suggestions ?? mark.state) : mark.state;
    const { label, entityId, speakerId, claimId, doubt } = { ...mark, ...fields };
    const isSame =
      label === mark.label && entityId === mark.entityId && speakerId === mark.speakerId &&
      claimId === mark.claimId && doubt === mark.doubt && state === mark.state; // prettier-ignore
    return isSame ? [] : [{ name: 'annotation.update', input: { id: mark.id, ...fields, state } }];
  });
}
