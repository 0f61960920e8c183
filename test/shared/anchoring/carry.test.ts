import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCarry, type Carried } from '../../../shared/anchoring/carry.ts';
import { diffTexts, invertEdits, listDiffParts } from '../../../shared/anchoring/diff.ts';
import { findAgain } from '../../../shared/anchoring/find-again.ts';
import type { Segment } from '../../../shared/records/records.ts';
import { buildOffsetMap, buildSpan, sliceSpan } from '../../../shared/text/offsets.ts';

const mapped = (text: string) => ({ text, map: buildOffsetMap(text) });

function segmentAt(text: string, start: number, end: number): Segment {
  const span = buildSpan(start, end);
  return { role: 'span', ...span, exact: sliceSpan(text, span) };
}

/** The mark between the brackets of `before`, in `after`. */
function carryMarked(before: string, after: string): readonly [Carried['kind'], ...string[]] {
  const text = before.replace(/[[\]]/gu, '');
  const start = [...before].indexOf('[');
  const segment = segmentAt(text, start, [...before].indexOf(']') - 1);
  const carry = createCarry(mapped(text), mapped(after), diffTexts(text, after));
  const { kind, segments } = carry([segment]);
  return [kind, ...segments.map(({ exact }) => exact)];
}

test.each([
  ['The [wall] holds.', 'The wall held.', 'same', 'wall'],
  ['The [wall] holds.', 'Today the old wall holds.', 'moved', 'wall'],
  ['😀 [wall]', '😀😀 x wall', 'moved', 'wall'],
  ['said [Ana Rui] today', 'said Ana Ruiz today', 'changed', 'Ana Ruiz'],
  ['said [Ana Ruiz] today', 'said Ana Maria Ruiz today', 'changed', 'Ana Maria Ruiz'],
  ['“[We signed in the open], he said', '“We signed, he said', 'changed', 'We signed'],
  ['the [old] wall', 'the new wall', 'lost', undefined],
  ['the [old] wall', 'the wall', 'lost', undefined],
  ['the [wall]paper', 'the wallboard', 'changed', 'wall'],
  ['[东京]很大', '我说东京很大', 'moved', '东京'],
])('carries %s into “%s” as %s', (before, after, kind, exact) => {
  expect(carryMarked(before, after)).toEqual(exact === undefined ? [kind] : [kind, exact]);
});

test('a fragment that is gone leaves the others, and the mark counts as changed', () => {
  const old = 'a b c d';
  const fresh = 'a b c';
  const carry = createCarry(mapped(old), mapped(fresh), diffTexts(old, fresh));
  expect(carry([segmentAt(old, 0, 1), segmentAt(old, 6, 7)])).toEqual({
    kind: 'changed',
    segments: [segmentAt(fresh, 0, 1)],
  });
});

const word = fc.constantFrom('a', 'b', 'wall', 'Ruiz', '😀', 'e\u0301t', 'שלום', '说', '.', '\n');
const text = fc.array(word, { maxLength: 40 }).map((list) => list.join(' '));

test('the parts of a diff give back both texts', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = listDiffParts(before, after);
      const without = (kind: string) =>
        parts.map((part) => (part.kind === kind ? '' : part.text)).join('');
      expect([without('inserted'), without('deleted')]).toEqual([before, after]);
    }),
  );
});

test('whatever is edited, words carried are the words there; untouched marks come back to their place', () => {
  fc.assert(
    fc.property(
      text,
      text,
      fc.nat(200),
      fc.integer({ min: 1, max: 30 }),
      (before, after, at, size) => {
        const old = mapped(before);
        const fresh = mapped(after);
        const length = old.map.lengthCodePoints;
        if (length === 0) return;
        const start = at % length;
        const segment = segmentAt(before, start, Math.min(length, start + size));
        const edits = diffTexts(before, after);
        const { kind, segments } = createCarry(old, fresh, edits)([segment]);
        for (const each of segments) expect(sliceSpan(after, each, fresh.map)).toBe(each.exact);
        if (kind !== 'same' && kind !== 'moved') return;
        expect(segments[0]?.exact).toBe(segment.exact);
        const back = createCarry(fresh, old, invertEdits(edits))(segments);
        expect(back.segments).toEqual([segment]);
      },
    ),
  );
});

test('marks beside an edit keep their words', () => {
  fc.assert(
    fc.property(text, text, text, (before, inserted, after) => {
      const old = `${before} LEFT ${after} RIGHT`;
      const fresh = `${before} LEFT ${inserted} ${after} RIGHT`;
      const left = [...before].length + 1;
      const length = [...old].length;
      const carry = createCarry(mapped(old), mapped(fresh), diffTexts(old, fresh));
      expect(carry([segmentAt(old, left, left + 4)]).segments[0]?.exact).toBe('LEFT');
      expect(carry([segmentAt(old, length - 5, length)]).segments[0]?.exact).toBe('RIGHT');
    }),
  );
});

test('a typing error in 100,000 words is found in well under a second', () => {
  const before = Array.from({ length: 100_000 }, (_, i) => `w${i % 5000}`).join(' ');
  const after = `Preface. ${before.replace('w400 w401', 'w400 new w401')} End.`;
  const started = performance.now();
  expect(diffTexts(before, after)).toHaveLength(3);
  expect(performance.now() - started).toBeLessThan(1500);
});

test('two texts with nothing in common are one edit, however long', () => {
  const build = (letter: string) =>
    Array.from({ length: 20_000 }, (_, i) => `${letter}${i}`).join('');
  expect(diffTexts(build('a'), build('b'))).toHaveLength(1);
});

test('finds lost words again nearest to where they were', () => {
  const old = 'x wall y wall z';
  const fresh = mapped('wall wall 😀 wall wall');
  const second = segmentAt(old, 9, 13);
  expect(findAgain([second], fresh)).toEqual([segmentAt(fresh.text, 12, 16)]);
  expect(findAgain([segmentAt(old, 0, 1)], fresh)).toBeNull();
});
