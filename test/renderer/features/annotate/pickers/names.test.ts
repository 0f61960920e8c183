import { expect, test } from 'vitest';
import {
  findByName,
  findSimilar,
  foldName,
} from '../../../../../renderer/features/annotate/pickers/names.ts';
import { buildPerson } from '../marks.ts';

const cast = [
  buildPerson('ruiz', 'Ana Ruiz', ['A. Ruiz', 'the minister']),
  buildPerson('okafor', 'Tom Okafor'),
  buildPerson('bank', 'Bank of England'),
  { ...buildPerson('gone', 'Ana Ruiz Old'), mergedInto: 'ruiz' },
];

test('a name is recognised whatever its case and accents, and never when two entries bear it', () => {
  expect(findByName(cast, 'ana ruiz')?.id).toBe('ruiz');
  expect(findByName(cast, 'A. RUIZ')?.id).toBe('ruiz');
  expect(findByName(cast, 'Ruiz')).toBeNull();
  expect(findByName([...cast, buildPerson('twin', 'Ana Ruiz')], 'Ana Ruiz')).toBeNull();
});

test('folding drops case, accents and double spaces', () => {
  expect(foldName('  Zoë   ÁNDERSON ')).toBe('zoe anderson');
});

test.each([
  ['Ruiz', ['ruiz']],
  ['Minister Ana Ruiz', ['ruiz']],
  ['BoE', ['bank']],
  ['Okafór', ['okafor']],
  ['Ana Ruiz', []],
  ['Eva Stone', []],
  ['', []],
])('%s may be another name of %j', (name, ids) => {
  expect(findSimilar(cast, name, 2).map(({ id }) => id)).toEqual(ids);
});
