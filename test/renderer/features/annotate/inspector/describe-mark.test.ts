import { expect, test } from 'vitest';
import {
  compareMarks,
  describeMark,
} from '../../../../../renderer/features/annotate/inspector/describe-mark.ts';
import { defaultCodebook } from '../../../../../shared/codebook/default.ts';
import { buildMark, buildPerson } from '../marks.ts';

const text = '“We signed,” said Ana Ruiz, who told the union.';
const context = {
  codebook: defaultCodebook,
  entities: new Map([['ana', buildPerson('ana', 'Ana Ruiz')]]),
  claims: new Map(),
};
const mark = buildMark(
  text,
  'q',
  'quotation',
  { content: '“We signed,”', source: 'Ana Ruiz', cue: 'said' },
  { label: 'direct' },
);

test('every field of a quotation is put in words, those not set too', () => {
  expect(describeMark(context, mark)).toEqual([
    { field: 'Content', value: '“We signed,”' },
    { field: 'Text', value: '' },
    { field: 'Source', value: 'Ana Ruiz' },
    { field: 'Cue', value: 'said' },
    { field: 'Addressee', value: '' },
    { field: 'Speaker', value: '' },
    { field: 'Type', value: 'Direct' },
    { field: 'Source kind', value: '' },
    { field: 'Polarity', value: 'Affirmed' },
    { field: 'Decision', value: 'Accepted' },
    { field: 'Doubt', value: '' },
    { field: 'Note', value: '' },
  ]);
});

test('what changed is told in names, not in ids', () => {
  const after = {
    ...mark,
    label: 'mixed',
    speakerId: 'ana',
    doubt: true,
    attributes: { source_kind: 'named' },
    segments: mark.segments.filter(({ role }) => role !== 'cue'),
  };
  expect(compareMarks(context, mark, after)).toEqual([
    { field: 'Cue', from: 'said', to: '' },
    { field: 'Speaker', from: '', to: 'Ana Ruiz' },
    { field: 'Type', from: 'Direct', to: 'Mixed' },
    { field: 'Source kind', from: '', to: 'Named' },
    { field: 'Doubt', from: '', to: 'Doubtful' },
  ]);
  expect(compareMarks(context, mark, mark)).toEqual([]);
});
