import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changing, listChangedIds } from '../../../renderer/state/row-maps.ts';

type Rows = ReadonlyMap<string, object>;

const puts = fc.array(fc.tuple(fc.nat(12).map(String), fc.boolean()), { maxLength: 6 });

test('ids that differ between any two states are those that comparing every row finds', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), puts), { maxLength: 12 }), (steps) => {
      const states: Rows[] = [new Map()];
      for (const [of, changes] of steps) {
        const rows = changing(states[of % states.length] ?? new Map<string, object>());
        for (const [id, isRemoved] of changes) rows.put(id, isRemoved ? null : {});
        states.push(rows.get());
      }
      for (const before of states) {
        for (const after of states) {
          expect(listChangedIds(before, after).sort()).toEqual(compareAll(before, after));
        }
      }
    }),
  );
});

test('a map without a change is the same map', () => {
  const rows = new Map([['a', {}]]);
  const untouched = changing(rows);
  untouched.put('b', null);
  expect(untouched.get()).toBe(rows);
});

function compareAll(before: Rows, after: Rows): string[] {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].filter((id) => before.get(id) !== after.get(id)).sort();
}
