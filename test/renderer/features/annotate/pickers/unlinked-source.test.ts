import { describe, expect, test } from 'vitest';
import { findCarriedKind } from '../../../../../renderer/features/annotate/pickers/unlinked-source.ts';
import { buildMark } from '../marks.ts';

const text = '“We know,” an official said. “We always knew.” “Knew?” asked Kim.';
const described = { attributes: { source_kind: 'described' } };
const first = buildMark(text, 'a', 'quotation', { content: '“We know,”', source: 'an official' }, described); // prettier-ignore
const second = buildMark(text, 'b', 'quotation', { content: '“We always knew.”' });
/** The third one, with nobody credited. */
const unsaid = buildMark(text, 'c', 'quotation', { content: '“Knew?”' });
const third = buildMark(text, 'c', 'quotation', { content: '“Knew?”', source: 'Kim' });

describe('findCarriedKind', () => {
  test('a quotation that credits nobody goes on with the described source before it', () => {
    expect(findCarriedKind([third, first, second], second)).toBe('described');
  });

  test.each([
    ['the first has nobody before it', [first, second], first],
    ['one with a source of its own does not go on', [first, second, third], third],
    ['a quotation in between whose source is open ends it', [first, second], unsaid],
    ['a speaker of the cast is not carried on here', [{ ...first, speakerId: 'e' }, second], second], // prettier-ignore
    ['one that has a speaker has no need', [first], { ...second, speakerId: 'e' }],
    ['what was rejected was never said', [{ ...first, state: 'rejected' as const }], second],
  ])('%s', (_, marks, annotation) => {
    expect(findCarriedKind(marks, annotation)).toBeNull();
  });
});
