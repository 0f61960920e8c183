import { describe, expect, test } from 'vitest';
import {
  findCarriedKind,
  isNobody,
} from '../../../../../renderer/features/annotate/pickers/unlinked-source.ts';
import { buildMark, buildPerson } from '../marks.ts';

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

describe('isNobody', () => {
  const says = 'The mayor said no. A clerk said no. The board said no.';
  const by = (source: string) => buildMark(says, 'q', 'quotation', { content: 'no', source });
  const near = { entity: buildPerson('ruiz', 'Ana Ruiz'), hint: '', before: null, isNear: true };

  test.each([
    ['somebody new is described', 'A clerk', [near], true],
    ['the text calls nobody a mayor', 'The mayor', [near], true],
    ['somebody was called a mayor before', 'The mayor', [{ ...near, before: 9 }], false],
    ['there is nobody to choose', 'The mayor', [], false],
  ] as const)('%s', (_, source, ranked, expected) => {
    expect(isNobody(by(source), ranked, ['person'])).toBe(expected);
  });
});
