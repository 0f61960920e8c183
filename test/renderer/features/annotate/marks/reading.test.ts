import { describe, expect, test } from 'vitest';
import {
  createReading,
  exactOf,
  findClaimTarget,
  findMentionTarget,
  findQuotationTarget,
  guessQuotationType,
  moveEdge,
  snapToWords,
  type EdgeMove,
  type Reading,
} from '../../../../../renderer/features/annotate/marks/reading.ts';
import { buildSpan, codePoints, type Span } from '../../../../../shared/text/offsets.ts';

const text =
  '🚨 Finance Minister Ana Ruiz, 51, said on Tuesday: “We signed in the open.\n' +
  '“Nobody was told in March,” she added. The U.N. mission in S. Orvia disagreed.';
const reading = createReading(text, 'en');

describe('targets of the marking keys', () => {
  test('Q inside quotation marks takes the whole quotation with its continuing paragraph', () => {
    const target = findQuotationTarget(reading, null, at(reading, 'signed'));
    expect(target && exactOf(reading, target)).toBe(
      '“We signed in the open.\n“Nobody was told in March,”',
    );
  });

  test('Q outside quotation marks takes the sentence, abbreviations included', () => {
    const target = findQuotationTarget(reading, null, at(reading, 'mission'));
    expect(target && exactOf(reading, target)).toBe('The U.N. mission in S. Orvia disagreed.');
  });

  test('Q beside the only words in quotation marks of a sentence takes them', () => {
    const joke = createReading('Ruiz accused them of “hiding behind a wall”. They left.', 'en');
    const target = findQuotationTarget(joke, null, codePoints(0));
    expect(target && exactOf(joke, target)).toBe('“hiding behind a wall”');
    const two = createReading('A “wall” is no “house”, it seems.', 'en');
    const whole = findQuotationTarget(two, null, codePoints(0));
    expect(whole && exactOf(two, whole)).toBe('A “wall” is no “house”, it seems.');
  });

  test('a selection wins and loses its outer white space', () => {
    const target = findClaimTarget(reading, spanOf(reading, ' she added. '), codePoints(0));
    expect(target && exactOf(reading, target)).toBe('she added.');
  });

  test('E trims the comma of a sloppy selection', () => {
    const target = findMentionTarget(reading, spanOf(reading, ' Ana Ruiz,'), codePoints(0));
    expect(target && exactOf(reading, target)).toBe('Ana Ruiz');
  });

  test('E at a caret takes the name without its title', () => {
    const target = findMentionTarget(reading, null, at(reading, 'Ruiz'));
    expect(target && exactOf(reading, target)).toBe('Ana Ruiz');
  });

  test('a selection of nothing but white space marks what the caret is in', () => {
    const target = findMentionTarget(reading, spanOf(reading, ' '), at(reading, 'Tuesday'));
    expect(target && exactOf(reading, target)).toBe('Tuesday');
  });
});

describe('a selection by mouse', () => {
  test.each([
    ['nister Ana Rui', 'Minister Ana Ruiz'],
    ['Ana Ruiz', 'Ana Ruiz'],
    ['Ruiz, 5', 'Ruiz, 51'],
    [' Ana ', ' Ana '],
  ])('of %j means the words %j', (made, meant) => {
    expect(exactOf(reading, snapToWords(reading, spanOf(reading, made)))).toBe(meant);
  });

  test.each([
    ['Ana Ruiz’s house', 'Ruiz', 'Ruiz'],
    ['安倍晋三首相は述べた', '安倍晋三', '安倍晋三'],
    ['السيد قال لن ننسحب', 'ننسح', 'ننسحب'],
    ['a 🚨 b', '🚨', '🚨'],
  ])('in %j of %j means %j', (own, made, meant) => {
    const other = createReading(own, '');
    expect(exactOf(other, snapToWords(other, spanOf(other, made)))).toBe(meant);
  });
});

describe('guessed quotation type', () => {
  test.each([
    ['“We signed in the open.”', 'direct'],
    ['"We signed," ', 'direct'],
    ['«Nous avons signé»', 'direct'],
    ['„Wir haben unterschrieben“', 'direct'],
    ['“We signed in the open,', 'direct'],
    ['it is “closely” watching the border', 'mixed'],
    ['that “the reports may be true.”', 'mixed'],
    ['“We signed,” she said, “in the open.”', 'mixed'],
    ['that the north is likely to send troops', 'indirect'],
    ['it’s nobody’s business', 'indirect'],
  ])('%s is %s', (exact, type) => {
    expect(guessQuotationType(exact.trim())).toBe(type);
  });

  test.each([
    ['said the estimate ', '“omits every cost”', 'mixed'],
    ['she said, ', '“in the open.”', 'direct'],
    ['The paper said: ', '“in the open.”', 'direct'],
    ['then said ', '“We signed it.”', 'direct'],
    ['', '“in the open”', 'direct'],
  ])('after %j, %s is %s', (before, exact, type) => {
    expect(guessQuotationType(exact, before)).toBe(type);
  });
});

describe('moving an edge by a word', () => {
  const endOut: EdgeMove = { edge: 'end', direction: 'outward' };
  const endIn: EdgeMove = { edge: 'end', direction: 'inward' };
  const startOut: EdgeMove = { edge: 'start', direction: 'outward' };
  const startIn: EdgeMove = { edge: 'start', direction: 'inward' };

  test.each<[string, readonly EdgeMove[], string]>([
    ['Ana Ruiz', [startOut], 'Minister Ana Ruiz'],
    ['Ana Ruiz', [startOut, startOut, startOut], 'Finance Minister Ana Ruiz'],
    ['Ana Ruiz', [startIn], 'Ruiz'],
    ['Ana Ruiz', [startIn, startIn], 'Ruiz'],
    ['Ana Ruiz', [endIn], 'Ana'],
    ['Ana Ruiz', [endIn, endIn], 'Ana'],
    ['Ana', [endOut, endOut], 'Ana Ruiz, 51'],
    ['Ana', [endOut, endOut, endIn], 'Ana Ruiz'],
  ])('%s after %j is %s', (from, moves, to) => {
    const moved = moves.reduce<Span>(
      (span, move) => moveEdge(reading, span, move),
      spanOf(reading, from),
    );
    expect(exactOf(reading, moved)).toBe(to);
  });
});

function at(of: Reading, word: string) {
  return spanOf(of, word).start;
}

function spanOf(of: Reading, part: string): Span {
  const start = Array.from(of.text.slice(0, of.text.indexOf(part))).length;
  return buildSpan(start, start + Array.from(part).length);
}
