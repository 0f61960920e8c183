import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createNearIndex,
  estimateSimilarity,
  isTelling,
  minSimilarity,
  similarityOf,
  sketchText,
} from '../../../shared/text/near-duplicates.ts';
import { texts } from '../../helpers/texts.ts';

const words = fc.array(fc.stringMatching(/^[a-z]{3,8}$/), { minLength: 120, maxLength: 300 });

/** A text with some of its words exchanged. */
function edit(list: readonly string[], places: readonly number[]): string {
  const copy = [...list];
  for (const place of places) copy[place % copy.length] = 'exchanged';
  return copy.join(' ');
}

test('a text is as similar to itself as can be, whatever its case, punctuation and line ends', () => {
  fc.assert(
    fc.property(words, (list) => {
      const other = `${list.join(',\r\n').toUpperCase()}!`;
      expect(similarityOf(list.join(' '), other)).toBe(1);
      expect(sketchText(list.join(' '))).toEqual(sketchText(other));
    }),
  );
});

test('similarity is symmetric, from 0 to 1, and the sketches estimate it', () => {
  const places = fc.array(fc.nat(300), { maxLength: 60 });
  fc.assert(
    fc.property(words, places, (list, changed) => {
      const [one, other] = [list.join(' '), edit(list, changed)];
      const similarity = similarityOf(one, other);
      expect(similarityOf(other, one)).toBe(similarity);
      expect(similarity).toBeGreaterThanOrEqual(0);
      expect(similarity).toBeLessThanOrEqual(1);
      // Five standard deviations of 128 trials.
      expect(
        Math.abs(estimateSimilarity(sketchText(one), sketchText(other)) - similarity),
      ).toBeLessThan(0.22);
    }),
    { seed: 7, numRuns: 200 },
  );
});

test('an index finds edited copies among other texts, and no strangers', () => {
  let found = 0;
  let copies = 0;
  fc.assert(
    fc.property(
      fc.array(words, { minLength: 5, maxLength: 12 }),
      fc.array(fc.nat(300), { maxLength: 6 }),
      (lists, changed) => {
        const index = createNearIndex();
        lists.forEach((list, i) => index.add(String(i), sketchText(list.join(' '))));
        const [original = []] = lists;
        const copy = edit(original, changed);
        const hits = index.find(sketchText(copy));
        expect(
          hits.filter((id) => similarityOf(lists[Number(id)]?.join(' ') ?? '', copy) < 0.2),
        ).toEqual([]);
        if (similarityOf(original.join(' '), copy) < minSimilarity + 0.1) return;
        copies++;
        if (hits.includes('0')) found++;
      },
    ),
    { seed: 11, numRuns: 60 },
  );
  expect(copies).toBeGreaterThan(20);
  expect(found / copies).toBeGreaterThan(0.97);
});

test('what is taken out of an index, or replaced, is no longer found', () => {
  const [one, other] = [
    Array.from({ length: 60 }, (_, i) => `word${i}`).join(' '),
    Array.from({ length: 60 }, (_, i) => `other${i}`).join(' '),
  ];
  const index = createNearIndex();
  index.add('a', sketchText(one));
  expect(index.find(sketchText(one))).toEqual(['a']);
  index.add('a', sketchText(other));
  expect([index.find(sketchText(one)), index.find(sketchText(other)), index.size]).toEqual([
    [],
    ['a'],
    1,
  ]);
  index.remove('a');
  expect([index.find(sketchText(other)), index.size]).toEqual([[], 0]);
});

test('texts in scripts without spaces are compared by their characters', () => {
  const text = '渡船在经历了一年的风暴破坏之后星期五再次驶向外岛船长对乘客们表示这一天让人等了很久';
  expect(similarityOf(text, `${text}他说`)).toBeGreaterThan(0.9);
});

test('a text that nearly all others share a notice with is found among them', () => {
  const notice = Array.from({ length: 80 }, (_, i) => `notice${i}`).join(' ');
  const bodyOf = (i: number) => Array.from({ length: 120 }, (_, k) => `body${i}of${k}`).join(' ');
  const index = createNearIndex();
  for (let i = 0; i < 300; i++) index.add(String(i), sketchText(`${bodyOf(i)} ${notice}`));
  expect(index.find(sketchText(`${bodyOf(250)} ${notice} More follows.`))).toEqual(['250']);
});

test('only a text of some length is telling', () => {
  const story = Array.from({ length: 30 }, (_, i) => `word${i}`).join(' ');
  expect(isTelling(sketchText('Photo: Ana Ruiz, Reuters'))).toBe(false);
  expect(isTelling(sketchText(story))).toBe(true);
});

test.each(Object.entries(texts))(
  'a text of any kind is like itself or has no letters: %s',
  (_, text) => {
    const sketch = sketchText(text);
    expect(estimateSimilarity(sketch, sketch)).toBe(sketch.length === 0 ? 0 : 1);
  },
);
