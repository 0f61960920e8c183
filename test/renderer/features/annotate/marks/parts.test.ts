import { describe, expect, test } from 'vitest';
import {
  cutSpans,
  findFirstPart,
  findMarkToCut,
  listMergeable,
} from '../../../../../renderer/features/annotate/marks/parts.ts';
import { createReading, exactOf } from '../../../../../renderer/features/annotate/marks/reading.ts';
import { buildSpan, codePoints } from '../../../../../shared/text/offsets.ts';
import { buildMark } from '../marks.ts';

const text =
  '😀 “We signed,” said Ms. Ruiz, “in the open.” Then: “Nobody came.”\n“Next,” said Tom Okafor.';
const reading = createReading(text, 'en');
const quote = (id: string, content: string | readonly string[]) =>
  buildMark(text, id, 'quotation', { content }, { label: 'direct' });
const first = quote('first', '“We signed,”');
const second = quote('second', '“in the open.”');
const third = quote('third', '“Nobody came.”');
const fourth = quote('fourth', '“Next,”');
const ruiz = buildMark(text, 'ruiz', 'mention', { span: 'Ms. Ruiz' });
const marks = [first, ruiz, second, third, fourth];

describe('the first part of a quotation', () => {
  test.each([
    ['second', second, 'sentence', 'first'],
    ['first', first, 'sentence', undefined],
    ['third', third, 'sentence', undefined],
    ['third', third, 'paragraph', 'second'],
    ['fourth', fourth, 'paragraph', undefined],
    ['an entity', ruiz, 'paragraph', undefined],
  ] as const)('of %s within the %s', (_, part, within, found) => {
    expect(findFirstPart(reading, marks, part, within)?.id).toBe(found);
  });
});

describe('cutting', () => {
  test.each([
    ['one piece at a space', [first], 'signed', [['“We'], ['signed,”']]],
    ['between pieces', [first, second], 'Ms.', [['“We signed,”'], ['“in the open.”']]],
    ['the second piece', [first, second], 'the', [['“We signed,”', '“in'], ['the open.”']]],
    ['nowhere inside', [first], 'Nobody', [['“We signed,”']]],
  ] as const)('%s', (_, from, at, pieces) => {
    const spans = from.flatMap(({ segments }) => segments);
    const cut = cutSpans(reading, spans, [placeOf(at)]);
    expect(cut.map((piece) => piece.map((span) => exactOf(reading, span)))).toEqual(pieces);
  });

  test('takes the smallest mark that the caret is inside of, not one that begins there', () => {
    const sentence = buildMark(text, 'claim', 'claim', { span: '“We signed,” said Ms. Ruiz' });
    expect(findMarkToCut([sentence, ...marks], [placeOf('Ruiz')], null)).toBe(ruiz);
    expect(findMarkToCut([sentence, ...marks], [placeOf('Ruiz')], sentence)).toBe(sentence);
    expect(findMarkToCut(marks, [placeOf('Ms. Ruiz')], ruiz)).toBeNull();
  });
});

test('marks under a selection are merged by layer, two at least', () => {
  const span = buildSpan(placeOf('signed'), placeOf('open'));
  expect(listMergeable(marks, span).map(({ id }) => id)).toEqual(['first', 'second']);
  expect(listMergeable([ruiz, second], span)).toEqual([]);
});

function placeOf(words: string) {
  return codePoints(Array.from(text.slice(0, text.indexOf(words))).length);
}
