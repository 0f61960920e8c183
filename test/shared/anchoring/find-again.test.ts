import { expect, test } from 'vitest';
import { findAgain, findBeside } from '../../../shared/anchoring/find-again.ts';
import type { Segment, SegmentRole } from '../../../shared/records/records.ts';
import { buildOffsetMap, buildSpan, type Span } from '../../../shared/text/offsets.ts';

const old = 'Filler. “We 😀 signed,” Ana Ruiz said on Monday.';
const fresh = `“We have signed,” said Ana Ruiz.\n${'x'.repeat(900)} on Monday.`;

const spanIn = (text: string, words: string): Span => {
  const start = [...text.slice(0, text.indexOf(words))].length;
  return buildSpan(start, start + [...words].length);
};
const segment = (role: SegmentRole, exact: string): Segment => ({
  role,
  ...spanIn(old, exact),
  exact,
});
const mapped = { text: fresh, map: buildOffsetMap(fresh) };
const segments = [
  segment('content', '“We 😀 signed,”'),
  segment('source', 'Ana Ruiz'),
  segment('cue', 'said'),
  segment('addressee', 'on Monday'),
];

test('a mark placed by hand finds its source and cue beside it, not those that are far away', () => {
  expect(findBeside(segments, spanIn(fresh, '“We have signed,”'), mapped)).toEqual([
    { role: 'source', ...spanIn(fresh, 'Ana Ruiz'), exact: 'Ana Ruiz' },
    { role: 'cue', ...spanIn(fresh, 'said'), exact: 'said' },
  ]);
});

test('a mark whose own words are nowhere is not found again', () => {
  expect(findAgain(segments, mapped)).toBeNull();
});
