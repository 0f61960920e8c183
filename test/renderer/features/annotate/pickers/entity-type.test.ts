import { expect, test } from 'vitest';
import { guessEntityType } from '../../../../../renderer/features/annotate/pickers/entity-type.ts';

test.each([
  ['Ana Ruiz', 'person'],
  ['Ministry of Finance', 'organisation'],
  ['BBC', 'organisation'],
  ['ministry official', 'person'],
  ['Ukrainian media outlets', 'organisation'],
  ['South Korea', 'place'],
  ['france', 'place'],
  ['Moscow', 'place'],
  ['Buenos Aires', 'place'],
  ['Oct. 16', 'date'],
  ['Tuesday', 'date'],
  ['Montag', 'date'],
  ['Verkehrsministerium', 'organisation'],
  ['Stadtverwaltung', 'organisation'],
  ['Staatsanwaltschaft', 'organisation'],
  ['Regierungssprecherin', 'person'],
  ['May', 'date'],
  ['Oct.', 'date'],
  ['3rd March', 'date'],
  ['2,000', 'other'],
  ['1998', 'date'],
  ['seven', 'other'],
  ['S. Sudan', 'place'],
  ['North', 'place'],
  ['North Koreans', 'group'],
  ['Ukrainian', 'group'],
  ['Iraqis', 'group'],
  ['Chinese', 'group'],
  ['Dutch', 'group'],
  ['Christian', 'person'],
  ['Jordan', 'place'],
  ['Adrian', 'person'],
  ['Harbour Treaty', 'work'],
  ['World Cup', 'event'],
])('%s looks like %s', (name, type) => {
  expect(guessEntityType(name)).toBe(type);
});

test.each([
  ['the talks in ', 'Lisbon', ' on Monday', 'place'],
  ['a depot near ', 'Porto', '.', 'place'],
  ['She left ', 'Lisbon', ', Portugal, on Monday', 'place'],
  ['he saw it in ', 'March', '.', 'date'],
  ['a plan drawn up in the ', 'Ministry of Finance', '', 'organisation'],
  ['a letter from ', 'Ana Ruiz', ' said', 'person'],
  ['said ', 'Ana Ruiz', ', Minister', 'person'],
  ['trust in ', 'politics', '', 'other'],
  ['the mayor of ', 'Porto Novo', ' said', 'place'],
  ['She flew to ', 'Kherson', ' on Monday', 'place'],
  ['Der Zug nach ', 'Kiel', ' stand', 'place'],
  ['', 'KHERSON', ', Ukraine (AP) — The', 'place'],
  ['', 'Ana Ruiz', ' – who else? – said', 'person'],
  ['die ', 'Millionen Euro', ' kosten', 'other'],
])('“%s%s%s” speaks of a %s', (before, name, after, type) => {
  expect(guessEntityType(name, { before, after })).toBe(type);
});

test('a name that stands after “in” elsewhere in the text is a place here too', () => {
  const text = 'Veldra and Marisca signed. They met in Marisca in June.';
  const context = { before: 'Veldra and ', after: ' signed', text };
  expect(guessEntityType('Marisca', context)).toBe('place');
  expect(guessEntityType('Veldra', { before: '', after: ' and', text })).toBe('person');
});
