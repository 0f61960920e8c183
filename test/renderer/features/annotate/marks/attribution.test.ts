import { expect, test } from 'vitest';
import { attribute } from '../../../../../renderer/features/annotate/marks/attribution.ts';

const article = {
  publisher: 'AP',
  published: null,
  title: 'Closures',
  url: 'https://example.org/1',
};

test('words are copied with where they are from; marks that are there already are not doubled', () => {
  expect(attribute(' signed in\n the open ', article)).toBe(
    '“signed in the open” — AP, Closures\nhttps://example.org/1',
  );
  expect(attribute('“signed”', { ...article, url: '' })).toBe('“signed” — AP, Closures');
  expect(attribute('signed', { publisher: '', published: null, title: '', url: '' })).toBe(
    '“signed”',
  );
});
