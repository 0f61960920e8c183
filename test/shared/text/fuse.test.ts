import { expect, test } from 'vitest';
import { fuseSpans } from '../../../shared/text/fuse.ts';
import { buildSpan } from '../../../shared/text/offsets.ts';

test.each<[string, readonly [number, number][], readonly [number, number][]]>([
  ['', [], []],
  ['abcdef', [[3, 5], [0, 2]], [[0, 2], [3, 5]]], // prettier-ignore
  ['abcdef', [[0, 3], [2, 5]], [[0, 5]]], // prettier-ignore
  ['abcdef', [[0, 6], [2, 3]], [[0, 6]]], // prettier-ignore
  ['abcdef', [[0, 2], [2, 4]], [[0, 4]]], // prettier-ignore
  ['Ana Ruiz', [[0, 3], [4, 8]], [[0, 8]]], // prettier-ignore
  ['😀 \n😀 x', [[0, 1], [3, 4], [5, 6]], [[0, 6]]], // prettier-ignore
  ['a, b', [[0, 1], [3, 4]], [[0, 1], [3, 4]]], // prettier-ignore
])('in %j the spans %j become %j', (text, spans, fused) => {
  const given = spans.map(([start, end]) => buildSpan(start, end));
  expect(fuseSpans(text, given)).toEqual(fused.map(([start, end]) => buildSpan(start, end)));
});
