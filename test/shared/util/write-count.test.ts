import { expect, test } from 'vitest';
import { writeCount } from '../../../shared/util/write-count.ts';

test.each([
  [0, '0 articles'],
  [1, '1 article'],
  [1200, '1200 articles'],
])('%d is %s', (count, words) => {
  expect(writeCount(count, 'article')).toBe(words);
});

test('a noun may have a plural of its own', () => {
  expect(writeCount(2, 'cast entry', 'cast entries')).toBe('2 cast entries');
});
