import { expect, test } from 'vitest';
import { detectLanguage } from '../../../../shared/formats/articles/language.ts';

const cases: readonly (readonly [language: string, text: string])[] = [
  [
    'en',
    'The ferry between the harbour and the outer islands sailed again on Friday, a year after a storm that had damaged its pier, the operator said. “We have waited for this with patience,” said the captain.',
  ],
  [
    'de',
    'Die Fähre zwischen dem Hafen und den äußeren Inseln ist am Freitag wieder gefahren, ein Jahr nach dem Sturm, der das Dach der Halle beschädigt hatte. „Wir haben nicht mit so vielen Gästen gerechnet“, sagte die Kapitänin.',
  ],
  [
    'fr',
    'Le bac entre le port et les îles a repris la mer vendredi, un an après la tempête qui avait détruit une partie du quai, selon des responsables. « Nous attendions ce jour avec impatience », a dit le capitaine, qui est né dans une des îles.',
  ],
  [
    'nl',
    'De veerboot tussen de haven en de eilanden is vrijdag weer gaan varen, een jaar nadat een storm de pier had beschadigd, zei de directeur. Het was volgens de kapitein een mooie dag voor de mensen die op het eiland wonen.',
  ],
  [
    'es',
    'El transbordador entre el puerto y las islas volvió a navegar el viernes, un año después de que una tormenta dañara el muelle, dijo la empresa. Los vecinos de las islas esperaban este día desde hace mucho tiempo.',
  ],
  [
    'sv',
    'Färjan mellan hamnen och öarna gick igen på fredagen, ett år efter att en storm hade skadat bryggan, sade rederiet. Kaptenen sade att det var en dag som alla på ön hade väntat på.',
  ],
];

test.each(cases)('tells %s', (language, text) => {
  expect(detectLanguage(text).language).toBe(language);
});

test('a text that is half in one language and half in another is not settled by small words alone', () => {
  const [english, german] = cases.map(([, text]) => text);
  expect(['en', 'de']).toContain(detectLanguage(`${english} ${german}`).language);
});
