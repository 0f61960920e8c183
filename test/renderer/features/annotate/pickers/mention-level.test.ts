import { expect, test } from 'vitest';
import { defaultCodebook } from '../../../../../shared/codebook/default.ts';
import {
  guessMentionLevel,
  levelOf,
} from '../../../../../renderer/features/annotate/pickers/mention-level.ts';

test.each([
  ['it', 'PRO'],
  ['She', 'PRO'],
  ['彼女', 'PRO'],
  ['defense ministry', 'NOM'],
  ['the spy agency', 'NOM'],
  ['a ministry official', 'NOM'],
  ['Officials', 'NOM'],
  ['Ana Ruiz', 'NAM'],
  ['the North', 'NAM'],
  ['the Bank of England', 'NAM'],
  ['prime minister Ana Ruiz', 'NAM'],
  ['Wednesday', 'NAM'],
  ['3,000 North Koreans', 'NAM'],
  ['السفير', 'NAM'],
  ['日本銀行', 'NAM'],
  ['1998', 'NAM'],
])('“%s” is a mention of level %s', (words, level) => {
  expect(guessMentionLevel(words)).toBe(level);
});

test('a level is stored where the codebook has it and it is not what goes without saying', () => {
  expect(levelOf(defaultCodebook, 'she')).toEqual({ level: 'PRO' });
  expect(levelOf(defaultCodebook, 'Ana Ruiz')).toEqual({});
  expect(levelOf({ ...defaultCodebook, layers: [] }, 'she')).toEqual({});
});
