import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sketchText } from '../../../../shared/text/near-duplicates.ts';
import { planSplit, splitNames, type SplitItem } from '../../../../shared/exchange/split/split.ts';

const choice = { train: 80, validation: 10, test: 10, seed: 7, groupBy: 'story' } as const;

/** A text of its own: words that no other one has. */
const textOf = (i: number) =>
  Array.from({ length: 60 }, (_, k) => `w${(i * 7919 + k * 104_729).toString(36)}`).join(' ');

function itemOf(i: number, change: Partial<SplitItem> = {}): SplitItem {
  const sketch = sketchText(textOf(i));
  return {
    id: `article-${i}`,
    sketch,
    publisher: '',
    speakers: [],
    entities: [],
    claims: [],
    ...change,
  };
}

const items = Array.from({ length: 40 }, (_, i) => itemOf(i));

const countOf = (list: readonly SplitItem[], splitOf: ReadonlyMap<string, string>) =>
  splitNames.map((name) => list.filter(({ id }) => splitOf.get(id) === name).length);

describe('a split', () => {
  test('has the parts that were asked for', () => {
    expect(countOf(items, planSplit(items, choice).splitOf)).toEqual([32, 4, 4]);
    const halves = { ...choice, train: 50, validation: 0, test: 50 };
    expect(countOf(items, planSplit(items, halves).splitOf)).toEqual([20, 0, 20]);
  });

  test('puts nothing into a part of no percent', () => {
    const copies = items.map((item, i) => ({ ...item, publisher: i < 39 ? 'Daily' : 'Weekly' }));
    const halves = { ...choice, train: 50, validation: 0, test: 50, groupBy: 'publisher' } as const;
    expect(countOf(copies, planSplit(copies, halves).splitOf)).toEqual([39, 0, 1]);
  });

  test('is the same for the same seed, whatever the order of articles, and another for another', () => {
    const sorted = (list: readonly SplitItem[], seed: number) =>
      [...planSplit(list, { ...choice, seed }).splitOf].map(String).toSorted();
    expect(sorted(items.toReversed(), 7)).toEqual(sorted(items, 7));
    expect(sorted(items, 8)).not.toEqual(sorted(items, 7));
  });

  test('keeps copies of one story together, cut and with other heads', () => {
    const story = textOf(1000);
    const copies = [
      story,
      `ANOTHER HEAD: ${story.toUpperCase()}`,
      story.slice(0, story.length * 0.7),
      `${story.slice(story.length * 0.3)} And this is what readers say about it.`,
    ].map((text, i) => itemOf(2000 + i, { sketch: sketchText(text) }));
    for (let seed = 0; seed < 20; seed++) {
      const plan = planSplit([...items, ...copies], { ...choice, seed });
      expect(new Set(copies.map(({ id }) => plan.splitOf.get(id))).size).toBe(1);
      expect(plan.largestGroup).toBe(4);
      expect(plan.leakage[0]).toEqual({
        kind: 'story',
        trainValidation: 0,
        trainTest: 0,
        validationTest: 0,
      });
    }
  });

  test('says what leaks when copies are not kept together', () => {
    const copies = Array.from({ length: 10 }, (_, i) =>
      itemOf(i, { sketch: sketchText(textOf(0)), publisher: 'Daily', speakers: ['mayor'] }),
    );
    const plan = planSplit(copies, { ...choice, groupBy: 'article' });
    expect(plan.leakage.slice(0, 3).map(({ kind, trainTest }) => [kind, trainTest])).toEqual([
      ['story', 1],
      ['speaker', 1],
      ['publisher', 1],
    ]);
  });

  test.each(['speaker', 'publisher'] as const)(
    'keeps together what has a %s in common',
    (groupBy) => {
      const shared = items.map((item, i) => ({
        ...item,
        publisher: `Paper ${i % 10}`,
        speakers: [`speaker-${i % 10}`],
      }));
      const plan = planSplit(shared, { ...choice, groupBy });
      expect(plan.groups).toBe(10);
      expect(countOf(shared, plan.splitOf)).toEqual([32, 4, 4]);
      expect(plan.leakage.find(({ kind }) => kind === groupBy)).toMatchObject({
        trainValidation: 0,
        trainTest: 0,
        validationTest: 0,
      });
    },
  );

  test('puts every article in one part, whatever the texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.nat(100), (list, train) => {
        const all = list.map((text, i) => itemOf(i, { sketch: sketchText(text) }));
        const rest = { train, validation: 0, test: 100 - train };
        const plan = planSplit(all, { ...choice, ...rest });
        expect(plan.splitOf.size).toBe(all.length);
      }),
    );
  });
});

test('a split of ten thousand articles with many copies ends soon', () => {
  const sketches = Array.from({ length: 500 }, (_, i) => sketchText(textOf(i)));
  const many = Array.from({ length: 10_000 }, (_, i) =>
    itemOf(i, { sketch: sketches[i % 500] ?? new Uint32Array() }),
  );
  const plan = planSplit(many, choice);
  expect([plan.groups, plan.largestGroup]).toEqual([500, 20]);
});
