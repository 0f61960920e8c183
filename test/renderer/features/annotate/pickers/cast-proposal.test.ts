import { expect, test } from 'vitest';
import {
  findFullName,
  holdsName,
  proposeName,
} from '../../../../../renderer/features/annotate/pickers/cast-proposal.ts';
import { createReading } from '../../../../../renderer/features/annotate/marks/reading.ts';
import { codePoints } from '../../../../../shared/text/offsets.ts';
import { buildMark } from '../marks.ts';

const propose = (text: string, language: string, source: string) =>
  proposeName(
    createReading(text, language),
    buildMark(text, 'q', 'quotation', { content: text.slice(0, 2), source }),
  );

test.each([
  [
    'It was “late”, the finance minister, Ana Ruiz, said.',
    'en',
    'the finance minister, Ana Ruiz',
    'Ana Ruiz',
  ],
  [
    'It was “late”, the company’s lawyer, Petra Vance of the law firm Sturm, Adebayo & Partners Counsel, said.',
    'en',
    'the company’s lawyer, Petra Vance of the law firm Sturm, Adebayo & Partners Counsel',
    'Petra Vance',
  ],
  [
    'It was “late”, Ana Ruiz, the finance minister, said.',
    'en',
    'Ana Ruiz, the finance minister',
    'Ana Ruiz',
  ],
  [
    'It was “late”, the Ministry of Finance said.',
    'en',
    'the Ministry of Finance',
    'Ministry of Finance',
  ],
  ['It was “late”, the mayor of Porto said.', 'en', 'the mayor of Porto', 'mayor of Porto'],
  [
    'It was “late”, a report by the Safety Board said.',
    'en',
    'a report by the Safety Board',
    'Safety Board',
  ],
  ['It noted Seoul’s “deep concern”.', 'en', 'Seoul’s', 'Seoul'],
  ['It was “late”, a ministry official said.', 'en', 'a ministry official', 'ministry official'],
  ['「残ります」と組合長の佐藤恵子さんは話した。', 'ja', '佐藤恵子', '佐藤恵子'],
  ['«سيبقى السوق» قالت ليلى حداد.', 'ar', 'ليلى حداد', 'ليلى حداد'],
])('%s → %s %s is called %s', (text, language, source, name) => {
  expect(propose(text, language, source)).toBe(name);
});

test.each([
  ['Lund', 'Ida Lund'],
  ['Rask', null],
])('%s alone is %j where the text has said so before', (name, full) => {
  const text = `Mayor Ida Lund left. “No,” ${name} said.`;
  const mark = buildMark(text, 'q', 'quotation', { content: '“No,”' });
  const start = codePoints(text.lastIndexOf(name));
  const source = {
    role: 'source' as const,
    start,
    end: codePoints(start + name.length),
    exact: name,
  };
  const reading = createReading(text, 'en');
  expect(findFullName(reading, { ...mark, segments: [...mark.segments, source] }, name)).toBe(full);
});

test.each([
  ['They closed the Lune bridge.', 'Lune bridge', true],
  ['They asked Ukrainian media.', 'Ukrainian media', true],
  ['They asked the ministry official.', 'ministry official', false],
  ['Local residents left.', 'Local residents', false],
  ['They asked Ruiz.', 'Ruiz', false],
])('in “%s” %j holds a name: %j', (text, span, expected) => {
  const mention = buildMark(text, 'm', 'mention', { span });
  expect(holdsName(createReading(text, 'en'), mention)).toBe(expected);
});
