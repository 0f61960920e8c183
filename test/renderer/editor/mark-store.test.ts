import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildMarkStore } from '../../../renderer/editor/mark-store.ts';
import type { MarkView } from '../../../renderer/editor/types.ts';
import { mark, quotation } from './marks.ts';

const anyMark = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.nat(200), fc.integer({ min: 1, max: 60 }))
  .map(([id, start, length]) => mark(`m${id}`, 'mention', start, start + length));
const anyPatch = fc.record({
  put: fc.array(anyMark, { maxLength: 8 }),
  remove: fc.array(
    fc.nat(30).map((id) => `m${id}`),
    { maxLength: 4 },
  ),
});

describe('buildMarkStore', () => {
  test('finds after any patches what a scan of all marks finds', () => {
    fc.assert(
      fc.property(
        fc.array(anyPatch, { maxLength: 12 }),
        fc.nat(260),
        fc.nat(40),
        (patches, start, length) => {
          const store = buildMarkStore();
          const model = new Map<string, MarkView>();
          for (const patch of patches) {
            store.patch(patch);
            for (const id of patch.remove) model.delete(id);
            for (const each of patch.put) model.set(each.id, each);
          }
          const end = start + length;
          const expected = [...model.values()]
            .filter(({ segments }) => segments.some((s) => s.start <= end && s.end >= start))
            .map(({ id }) => id);
          const found = store.listTouching(start, end).map((each) => each.mark.id);
          expect(found.toSorted()).toEqual(expected.toSorted());
          expect(store.size).toBe(model.size);
        },
      ),
    );
  });

  test('gives the fragments of a mark in text order with their number within the role', () => {
    const store = buildMarkStore();
    store.set([
      quotation('q', [
        [40, 50],
        [60, 70],
      ]),
    ]);
    const found = store.listTouching(0, 100);
    expect(found.map(({ segment, ordinal }) => [segment.start, ordinal])).toEqual([
      [40, 0],
      [60, 1],
    ]);
  });

  test('patches ten thousand marks in a few milliseconds', () => {
    const store = buildMarkStore();
    store.set(
      Array.from({ length: 10_000 }, (_, i) => mark(`m${i}`, 'mention', i * 10, i * 10 + 15)),
    );
    const started = performance.now();
    for (let i = 0; i < 100; i++) {
      store.patch({ put: [mark(`m${i * 97}`, 'mention', i, i + 5)], remove: [`m${i * 31 + 1}`] });
    }
    expect((performance.now() - started) / 100).toBeLessThan(10);
  });
});
