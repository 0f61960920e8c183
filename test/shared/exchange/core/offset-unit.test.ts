import { expect, test } from 'vitest';
import { placeSpans, type CountedUnit } from '../../../../shared/exchange/core/offset-unit.ts';

const text = '🌊 Chief Zoë Park: “Move.\r\n\r\n“Now,” — 👩🏽‍🚒 crew';
const plain = text.replaceAll('\r', '');
const words = ['🌊', 'Zoë Park', '“Move.\n\n“Now,”', '👩🏽‍🚒 crew'];

function spansIn(source: string, unit: CountedUnit, hasExact = true) {
  const count = (part: string): number => {
    if (unit === 'utf-16') return part.length;
    if (unit === 'byte') return new TextEncoder().encode(part).length;
    if (unit === 'code point') return [...part].length;
    return [...new Intl.Segmenter('und').segment(part)].length;
  };
  return words.map((word, i) => {
    const exact = source === text ? word.replaceAll('\n', '\r\n') : word;
    const at = source.indexOf(exact);
    const start = count(source.slice(0, at));
    return {
      start,
      end: start + count(exact),
      exact: hasExact ? exact : null,
      place: `line 1, span ${i + 1}`,
    };
  });
}

const units: readonly CountedUnit[] = ['code point', 'utf-16', 'grapheme', 'byte'];

test.each(units)('finds spans counted in %ss, whatever unit is documented', (unit) => {
  for (const documented of units) {
    const placed = placeSpans(plain, spansIn(plain, unit), documented);
    expect(placed.spans.map((span) => span.exact)).toEqual(words);
    expect(placed.unit).toBe(unit);
    for (const span of placed.spans) {
      expect([...placed.text].slice(span.start, span.end).join('')).toBe(span.exact);
    }
  }
});

test('turns CRLF into LF, counted as two characters or as one', () => {
  const asTwo = placeSpans(text, spansIn(text, 'code point'), 'code point');
  const asOne = placeSpans(text, spansIn(plain, 'code point'), 'code point');
  expect(asTwo).toEqual(asOne);
  expect(asTwo.text).toBe(plain);
  expect(asTwo.spans.map((span) => span.exact)).toEqual(words);
});

test('without covered text takes the documented unit unless it cuts words and another does not', () => {
  const points = spansIn(plain, 'code point', false).slice(1);
  expect(placeSpans(plain, points, 'code point').unit).toBe('code point');
  expect(placeSpans(plain, points, 'utf-16').unit).toBe('code point');
  const odd = [{ start: 3, end: 5, exact: null, place: 'line 1' }];
  expect(placeSpans('abcdefgh', odd, 'utf-16').unit).toBe('utf-16');
});

test('refuses spans that fit in no unit and names the first one', () => {
  const spans = spansIn(plain, 'code point');
  const wrong = { ...spans[1], start: 2, end: 4, exact: 'Zoë', place: 'line 7, span 2' };
  expect(() => placeSpans(plain, [...spans, wrong], 'code point')).toThrow(
    'line 7, span 2: 2–4 cover "Ch", not "Zoë"',
  );
  const outside = { start: 500, end: 501, exact: null, place: 'line 8' };
  expect(() => placeSpans(plain, [outside], 'code point')).toThrow('line 8: 500–501 do not lie');
});

test('refuses half a unit', () => {
  const half = { start: 0.5, end: 2, exact: null, place: 'line 1' };
  expect(() => placeSpans('abc', [half], 'code point')).toThrow('do not lie in the text');
});

test('an article without spans is placed', () => {
  expect(placeSpans('a\r\nb', [], 'code point')).toEqual({
    text: 'a\nb',
    unit: 'code point',
    spans: [],
  });
});
