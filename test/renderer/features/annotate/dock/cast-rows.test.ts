import { expect, test } from 'vitest';
import { buildCastRows, nextOf } from '../../../../../renderer/features/annotate/dock/cast-rows.ts';
import { buildMark, buildPerson } from '../marks.ts';

const text = 'Ana Ruiz said “no” to Tom. A tram. A Tram. Ruiz agreed.';
const entities = new Map([['ana', buildPerson('ana', 'Ana Ruiz')]]);
const mark = (id: string, span: string, entityId: string | null, label = 'person') =>
  buildMark(text, id, 'mention', { span }, { entityId, label });
const marks = [
  mark('a1', 'Ana Ruiz', 'ana'),
  buildMark(text, 'q', 'quotation', { content: '“no”' }, { speakerId: 'ana' }),
  mark('t', 'Tom', null),
  mark('u1', 'tram', null, 'other'),
  mark('u2', 'Tram', null, 'other'),
  mark('a2', 'Ruiz agreed', 'ana'),
  { ...mark('x', 'agreed', 'ana'), state: 'rejected' as const },
];

test('linked members come first with their counts, loose mentions by their words at the end', () => {
  expect(
    buildCastRows(marks, entities).map(({ name, isLinked, mentions, quotations, marks: ids }) => [
      name,
      isLinked,
      mentions,
      quotations,
      ids,
    ]),
  ).toEqual([
    ['Ana Ruiz', true, 2, 1, ['a1', 'q', 'a2']],
    ['tram', false, 2, 0, ['u1', 'u2']],
    ['Tom', false, 1, 0, ['t']],
  ]);
});

test('the next mark of a row comes after the selected one, round and round', () => {
  expect(nextOf(['a', 'b'], null)).toBe('a');
  expect(nextOf(['a', 'b'], 'elsewhere')).toBe('a');
  expect(nextOf(['a', 'b'], 'a')).toBe('b');
  expect(nextOf(['a', 'b'], 'b')).toBe('a');
  expect(nextOf([], 'b')).toBe(null);
});
