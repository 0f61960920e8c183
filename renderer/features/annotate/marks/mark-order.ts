import type { Annotation, Id } from '../../../../shared/records/records.ts';
import { listChangedIds } from '../../../state/row-maps.ts';
import { extentOf } from './mark-views.ts';

interface Placed {
  readonly annotation: Annotation;
  readonly start: number;
  readonly end: number;
}

/** Larger before smaller where both begin at one place. */
function compare(left: Placed, right: Placed): number {
  return (
    left.start - right.start ||
    right.end - left.end ||
    (left.annotation.id < right.annotation.id ? -1 : 1)
  );
}

function place(annotation: Annotation): Placed {
  return { annotation, ...extentOf(annotation) };
}

/** Two sorted lists as one. */
function merge(left: readonly Placed[], right: readonly Placed[]): Placed[] {
  const merged: Placed[] = [];
  let next = 0;
  for (const one of left) {
    for (let other = right[next]; other && compare(other, one) < 0; other = right[++next]) {
      merged.push(other);
    }
    merged.push(one);
  }
  return [...merged, ...right.slice(next)];
}

let last: { readonly of: ReadonlyMap<Id, Annotation>; readonly placed: readonly Placed[] } = {
  of: new Map(),
  placed: [],
};
const lists = new WeakMap<ReadonlyMap<Id, Annotation>, readonly Annotation[]>();

/**
 * The annotations of an article in the order of the text. One list for each state of the map, made from the one before by what
 * has changed: outline, status bar and keys ask for it at every step, also with 10,000 marks.
 */
export function inTextOrder(annotations: ReadonlyMap<Id, Annotation>): readonly Annotation[] {
  const known = lists.get(annotations);
  if (known) return known;
  const changed = listChangedIds(last.of, annotations);
  const gone = new Set(changed.map((id) => last.of.get(id)));
  const kept =
    gone.size === 0 ? last.placed : last.placed.filter(({ annotation }) => !gone.has(annotation));
  const fresh = changed.flatMap((id) => {
    const annotation = annotations.get(id);
    return annotation ? [place(annotation)] : [];
  });
  const placed = merge(kept, fresh.sort(compare));
  last = { of: annotations, placed };
  const list = placed.map(({ annotation }) => annotation);
  lists.set(annotations, list);
  return list;
}
