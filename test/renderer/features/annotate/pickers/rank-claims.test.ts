import { expect, test } from 'vitest';
import { rankClaims } from '../../../../../renderer/features/annotate/pickers/rank-claims.ts';
import { buildClaim } from '../marks.ts';

const claims = [
  buildClaim('plan', 'The ministry was told of the plan in March.'),
  buildClaim('closing', 'Two regional hospitals will be closed in spring.'),
  buildClaim('cost', 'The ministry says the closure saves 40 million a year.'),
];

test('claims are ranked by what they share with the text, rare words first', () => {
  expect(rank('', 'two hospitals in the region are to be closed')[0]).toBe('closing');
  expect(rank('', '“Everyone was told in March,” the ministry said')[0]).toBe('plan');
});

test('of claims that share nothing, the one that occurs most comes first', () => {
  const often = buildClaim('often', 'Ferries are late.', 3);
  expect(rankClaims([...claims, often], '', 'Überall Lärm')[0]?.view.claim.id).toBe('often');
});

test.each([
  ['hosp', ['closing']],
  ['ministry march', ['plan']],
  ['MÏNISTRY', ['plan', 'cost']],
  ['nothing', []],
])('%s leaves %j', (query, ids) => {
  expect(rank(query, 'told in March')).toEqual(ids);
});

function rank(query: string, text: string): string[] {
  return rankClaims(claims, query, text).map(({ view }) => view.claim.id);
}
