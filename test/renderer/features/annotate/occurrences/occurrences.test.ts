import { describe, expect, test } from 'vitest';
import { createReading, exactOf } from '../../../../../renderer/features/annotate/marks/reading.ts';
import {
  findOccurrences,
  listOccurrences,
  listRepeats,
  toCopyingCalls,
  toMarkingCalls,
} from '../../../../../renderer/features/annotate/occurrences/occurrences.ts';
import { buildSpan } from '../../../../../shared/text/offsets.ts';
import { buildMark } from '../marks.ts';

const loose = { matchCase: false, wholeWord: true };

describe('occurrences of words', () => {
  test.each([
    ['Ruiz and Ruizville, ruiz, Ruiz’s', 'Ruiz', loose, ['Ruiz', 'ruiz', 'Ruiz']],
    ['Ruiz and Ruizville, ruiz', 'Ruiz', { matchCase: true, wholeWord: false }, ['Ruiz', 'Ruiz']],
    ['Ana\nRuiz, Ana  Ruiz, AnaRuiz', 'Ana Ruiz', loose, ['Ana\nRuiz', 'Ana  Ruiz']],
    ['U.N. but not UxNx', 'U.N.', loose, ['U.N.']],
    ['“a-b” and "a-b" (a+b)', '“a-b”', loose, ['“a-b”', '"a-b"']],
    ['O’Neil, O\'Neil', "O'Neil", loose, ['O’Neil', "O'Neil"]], // prettier-ignore
    ['安倍首相は安倍氏と', '安倍', loose, ['安倍', '安倍']],
    ['محمد قال لمحمد ومحمد محمد', 'محمد', loose, ['محمد', 'محمد']],
    ['😀 Ana 😀 Ana', 'Ana', loose, ['Ana', 'Ana']],
    ['cafe\u0301 cafe', 'cafe', loose, ['cafe']],
    ['a.b', '  ', loose, []],
  ])('in %j of %j, %j', (text, words, sameness, found) => {
    const reading = createReading(text, '');
    const spans = findOccurrences(reading, words, sameness);
    expect(spans.map((span) => exactOf(reading, span))).toEqual(found);
  });
});

test('context stays in its block and ends between words', () => {
  const before = 'A first block.\nIt was a long time before the day on which they all saw ';
  const reading = createReading(`${before}Ana, who had come to the harbour with her friends in May.\nEnd`, 'en'); // prettier-ignore
  const find = { words: 'Ana', layer: 'mention', sameness: loose };
  expect(listOccurrences(reading, [], find)[0]).toMatchObject({
    before: '… long time before the day on which they all saw ',
    after: ', who had come to the harbour with her friends …',
  });
  const short = createReading('First.\nAna came.\nEnd', 'en');
  expect(listOccurrences(short, [], find)[0]).toMatchObject({ before: '', after: ' came.' });
});

describe('marking all occurrences', () => {
  const text = '😀 Ana Ruiz spoke. Then Ruiz left. RUIZ is back.';
  const reading = createReading(text, 'en');
  const whole = buildMark(text, 'whole', 'mention', { span: 'Ana Ruiz' }, { label: 'person' });
  const bare = buildMark(text, 'bare', 'mention', { span: 'RUIZ' });
  const template = {
    ...{ articleId: 'article-0', layer: 'mention', label: 'person' },
    ...{ entityId: 'ana', speakerId: null, claimId: null },
  };

  test('shows each in its context with what marks it already', () => {
    const found = listOccurrences(reading, [whole], {
      words: 'Ruiz',
      layer: 'mention',
      sameness: loose,
    });
    expect(found.map(({ before, exact, after, marked }) => [before, exact, after, marked?.id])).toEqual([
      ['😀 Ana ', 'Ruiz', ' spoke. Then Ruiz left. RUIZ is back.', 'whole'],
      ['😀 Ana Ruiz spoke. Then ', 'Ruiz', ' left. RUIZ is back.', undefined],
      ['😀 Ana Ruiz spoke. Then Ruiz left. ', 'RUIZ', ' is back.', undefined],
    ]); // prettier-ignore
  });

  test('makes new marks and brings one of the same words into line', () => {
    const found = listOccurrences(reading, [whole, bare], {
      words: 'Ruiz',
      layer: 'mention',
      sameness: loose,
    });
    const calls = toMarkingCalls(found.slice(1), template, () => 'new');
    expect(calls).toEqual([
      {
        name: 'annotation.create',
        input: { ...template, id: 'new', segments: [{ role: 'span', start: 23, end: 27 }] },
      },
      {
        name: 'annotation.update',
        input: { id: 'bare', label: 'person', entityId: 'ana', speakerId: null, claimId: null },
      },
    ]);
  });
});

test('marks of a repeated passage are copied to the other places, once', () => {
  const passage = '“We hold,” Ana said.';
  const text = `${passage} Later: ${passage}`;
  const reading = createReading(text, 'en');
  const quote = buildMark(
    text,
    'q',
    'quotation',
    { content: '“We hold,”', source: 'Ana', cue: 'said' },
    { label: 'direct', speakerId: 'ana' },
  );
  const span = buildSpan(0, 20);
  const [repeat, ...others] = listRepeats(reading, [quote], span);
  expect(others).toEqual([]);
  expect(repeat).toMatchObject({ span: { start: 28, end: 48 }, marked: null });
  const calls = toCopyingCalls(repeat ? [repeat] : [], [quote], span, () => 'new');
  expect(calls).toMatchObject([
    {
      name: 'annotation.create',
      input: {
        id: 'new',
        speakerId: 'ana',
        segments: [
          { role: 'content', start: 28, end: 38 },
          { role: 'source', start: 39, end: 42 },
          { role: 'cue', start: 43, end: 47 },
        ],
      },
    },
  ]);
  const copied = {
    ...quote,
    id: 'new',
    segments: quote.segments.map((each) => ({ ...each, start: each.start + 28, end: each.end + 28 })),
  } as unknown as typeof quote; // prettier-ignore
  expect(listRepeats(reading, [quote, copied], span)[0]?.marked?.id).toBe('new');
});
