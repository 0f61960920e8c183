import type { Id } from '../../shared/records/records.ts';
import { isSameJson } from '../../shared/util/json.ts';

type Rows<Row> = ReadonlyMap<Id, Row>;

/** Which map another was copied from, and the ids that were put or removed since. The older one may be forgotten. */
const origins = new WeakMap<object, { readonly of: WeakRef<object>; readonly ids: Set<Id> }>();

/** Rows by id of which a copy is made at the first change: a step may hold thousands of changes. */
export function changing<Row>(rows: Rows<Row>) {
  let copy: Map<Id, Row> | null = null;
  const ids = new Set<Id>();
  return {
    has: (id: Id) => (copy ?? rows).has(id),
    put(id: Id, row: Row | null) {
      if (row === null && !(copy ?? rows).has(id)) return;
      if (!copy) {
        copy = new Map(rows);
        origins.set(copy, { of: new WeakRef(rows), ids });
      }
      ids.add(id);
      if (row === null) copy.delete(id);
      else copy.set(id, row);
    },
    /** The same map as before when nothing was put. */
    get: () => copy ?? rows,
  };
}

/**
 * Rows with others behind them, in their order: one that was there already moves there, and stays the same object when nothing
 * of it differs.
 */
export function appendRows<Row extends { readonly id: Id }>(
  rows: Rows<Row>,
  more: readonly Row[],
): Rows<Row> {
  const next = new Map(rows);
  const ids = new Set<Id>();
  for (const row of more) {
    const known = rows.get(row.id);
    const isSame = known !== undefined && isSameJson(known, row);
    next.delete(row.id);
    next.set(row.id, isSame ? known : row);
    if (!isSame) ids.add(row.id);
  }
  origins.set(next, { of: new WeakRef(rows), ids });
  return next;
}

/**
 * Ids whose row differs between two states of a map: also with 10,000 rows at the cost of what has changed, where one was made
 * of the other or both of the same, as a prediction and the step that fulfils it are.
 */
export function listChangedIds<Row>(before: Rows<Row>, after: Rows<Row>): Id[] {
  if (before === after) return [];
  const candidates = findTouched(before, after) ?? new Set([...before.keys(), ...after.keys()]);
  return [...candidates].filter((id) => before.get(id) !== after.get(id));
}

function findTouched(before: object, after: object): ReadonlySet<Id> | null {
  const from = origins.get(before);
  const to = origins.get(after);
  if (to?.of.deref() === before) return to.ids;
  if (from?.of.deref() === after) return from.ids;
  const isSibling =
    from && to && from.of.deref() !== undefined && from.of.deref() === to.of.deref();
  return isSibling ? new Set([...from.ids, ...to.ids]) : null;
}
