import { expect, test } from 'vitest';
import { guessSourceKind } from '../../../../../renderer/features/annotate/pickers/source-kind.ts';

test.each([
  ['the finance minister, Ana Ruiz', 'named'],
  ['Ana Ruiz', 'named'],
  ['A spokeswoman for the authority, Jana Holm', 'named'],
  ['the mayor of Porto, Ida Lund', 'named'],
  ['Ministry of Finance', 'named'],
  ['Ruiz', 'named'],
  ['Northline Ferries, which owns the ship', 'named'],
  ['the lawyer, Petra Vance of the firm', 'named'],
  ['a ministry official', 'described'],
  ['the spokesperson', 'described'],
  ['a White House official', 'described'],
  ['two sources familiar with the talks', 'unnamed'],
  ['an official who spoke on condition of anonymity', 'unnamed'],
  ['people close to the minister', 'unnamed'],
  ['local residents', 'collective'],
  ['the committee', 'collective'],
  ['Critics', 'collective'],
  ['Ana Ruiz and others', 'collective'],
  ['the mayor and his associates', 'collective'],
  ['Ein Sprecher des Ministeriums', 'described'],
  ['Mehrere Zeugen', 'collective'],
  ['Two officials', 'collective'],
  ['officials at the Ministry of Finance', 'collective'],
  ['a report by the Ministry of Finance', 'document'],
  ['the statement', 'document'],
])('%s is a source that is %s', (words, kind) => {
  expect(guessSourceKind(words)).toBe(kind);
});

test('neither words without capitals nor no words say anything of a source', () => {
  expect(guessSourceKind('佐藤恵子')).toBeNull();
  expect(guessSourceKind('ليلى حداد')).toBeNull();
  expect(guessSourceKind('  ')).toBeNull();
});
