import { expect, test } from 'vitest';
import {
  describeRow,
  matchesFilter,
} from '../../../../../renderer/features/annotate/outline/outline-rows.ts';
import { foldName } from '../../../../../renderer/features/annotate/pickers/names.ts';
import { defaultCodebook } from '../../../../../shared/codebook/default.ts';
import { buildMark, buildPerson } from '../marks.ts';

const text = 'Ana Ruiz said “we told Tom in March” again.';
const context = {
  codebook: defaultCodebook,
  entities: new Map([['ana', buildPerson('ana', 'Ána Ruiz')]]),
  claims: new Map(),
};
const quotation = buildMark(
  text,
  'q',
  'quotation',
  { content: '“we told Tom in March”' },
  { label: 'direct', speakerId: 'ana', doubt: true },
);
const claim = buildMark(text, 'c', 'claim', { span: 'we told Tom' }, { state: 'suggested' });

test('a row says in words what it is, who, where, and what lies inside', () => {
  const place = { paragraph: 3, inside: new Map([['mention', 2]]), openComments: 1 };
  expect(describeRow(context, quotation, place)).toBe(
    'Direct quotation, Ána Ruiz, paragraph 3, 2 entities inside, doubtful, 1 open comment: “we told Tom in March”',
  );
  const bare = { paragraph: 1, inside: new Map<string, number>(), openComments: 0 };
  expect(describeRow(context, claim, bare)).toBe(
    'Suggested: Claim, Unverified, paragraph 1: we told Tom',
  );
});

test.each([
  ['ANA', true, false],
  ['ruiz direct', true, false],
  ['quotation told', true, false],
  ['unverified', false, true],
  ['suggested claim', false, true],
  ['doubt', true, false],
  ['okafor', false, false],
])('the filter understands %s', (words, fitsQuotation, fitsClaim) => {
  const filter = foldName(String(words));
  expect([
    matchesFilter(context, quotation, filter),
    matchesFilter(context, claim, filter),
  ]).toEqual([fitsQuotation, fitsClaim]);
});
