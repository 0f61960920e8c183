import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareTexts } from '../../../shared/util/compare-texts.ts';

test('texts are ordered as their UTF-8 is', () => {
  const unit = fc.constantFrom('', 'a', 'b', '\u{e9}', '\u{d7ff}', '\u{e000}', '\u{ff21}', '\u{10000}', '\u{1f600}', '\u{1f601}'); // prettier-ignore
  const text = fc.array(unit, { maxLength: 5 }).map((units) => units.join(''));
  fc.assert(
    fc.property(text, text, (left, right) => {
      const expected = Buffer.compare(Buffer.from(left), Buffer.from(right));
      expect(Math.sign(compareTexts(left, right))).toBe(expected);
    }),
  );
});
