import { expect, test } from 'vitest';
import { rankByWords } from '../../../renderer/ui/rank.ts';

const items = ['Mark quotation', 'Mark claim', 'Set claim status…', 'Export…', 'Über Quotemark'];
const rank = (query: string) => rankByWords(items, query, (item) => item);

test('keeps everything in its order for an empty query', () => {
  expect(rank('  ')).toEqual(items);
});

test('puts what begins so first and needs every word', () => {
  expect(rank('mark')).toEqual(['Mark quotation', 'Mark claim', 'Über Quotemark']);
  expect(rank('claim set')).toEqual(['Set claim status…']);
});

test('ignores case and accents and finds letters in order', () => {
  expect(rank('UBER')).toEqual(['Über Quotemark']);
  expect(rank('xpt')).toEqual(['Export…']);
  expect(rank('zzz')).toEqual([]);
});
