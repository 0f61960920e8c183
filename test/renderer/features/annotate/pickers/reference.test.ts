import { expect, test } from 'vitest';
import { createReading } from '../../../../../renderer/features/annotate/marks/reading.ts';
import {
  isIndefinite,
  isName,
  listNamesBefore,
  referentsOf,
} from '../../../../../renderer/features/annotate/pickers/reference.ts';
import { buildSpan } from '../../../../../shared/text/offsets.ts';

test.each([
  ['Ana Ruiz', true],
  ['Ruiz', true],
  ['佐藤恵子', true],
  ['ليلى حداد', true],
  ['Ministry of Finance', true],
  ['the spokesperson', false],
  ['3 officials', false],
  ['She', false],
  ['They', false],
  ['هو', false],
  ['Officials', false],
  ['Two sources', false],
  ['Ministry officials', false],
  ['The official', false],
  ['Residents', false],
  ['He read it, and he', false],
  ['Bashar al-Assad', true],
])('%j may be a name: %s', (words, isOne) => {
  expect(isName(words)).toBe(isOne);
});

test.each([
  ['She', ['person']],
  ['er', ['person']],
  ['it', ['organisation', 'group', 'place', 'person']],
  ['Ruiz', null],
])('%j may stand for %j', (words, types) => {
  expect(referentsOf(words)).toEqual(types);
});

test.each([
  ['a ministry official', true],
  ['two sources close to the talks', true],
  ['Residents', true],
  ['Ein Sprecher des Ministeriums', true],
  ['the official', false],
  ['its spokesman', false],
  ['Ana Ruiz', false],
  ['she', false],
  ['', false],
])('%j is somebody new: %s', (words, isNew) => {
  expect(isIndefinite(words)).toBe(isNew);
});

const persons = ['person'];

test.each([
  ['Mayor Ida Lund met Olav Berg. ', 'en', persons, ['Olav Berg', 'Ida Lund']],
  ['🙂 Mayor Ida Lund left Norway. Then ', 'en', persons, ['Ida Lund']],
  ['Ida Lund came. Lund left. On Monday ', 'en', persons, ['Ida Lund']],
  ['“Go.” — The captain of the ferry left. Then ', 'en', persons, []],
  ['Das kostet drei Millionen Euro, sagte ', 'de', persons, []],
  ['The harbour board of Norway said. ', 'en', ['place'], ['Norway']],
  ['Die Ministerin Ida Lund nannte das Gesetz gut. Dann sagte ', 'de', persons, ['Ida Lund']],
  ['組合長の佐藤恵子さん。', 'ja', persons, []],
])('%j names before its end, %s: %j', (text, language, types, names) => {
  const reading = createReading(text, language);
  const end = reading.map.lengthCodePoints;
  expect(listNamesBefore(reading, buildSpan(end, end), types).map(({ name }) => name)).toEqual(
    names,
  );
});
