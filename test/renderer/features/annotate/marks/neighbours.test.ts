import { expect, test } from 'vitest';
import { findNeighbour } from '../../../../../renderer/features/annotate/marks/neighbours.ts';
import { openSession } from '../../../state/open-session.ts';

test.each([
  ['sample-article-2', 1, 'any', 'sample-article-3'],
  ['sample-article-2', -1, 'any', 'sample-article-1'],
  ['sample-article-1', -1, 'any', null],
  ['sample-article-8', 1, 'any', null],
  // Article 5 is in progress and article 8 new; those between are done or in review.
  ['sample-article-1', 1, 'unfinished', 'sample-article-5'],
  ['sample-article-5', 1, 'unfinished', 'sample-article-8'],
  // Behind the last one those that were passed over come round.
  ['sample-article-8', 1, 'unfinished', 'sample-article-5'],
  // No longer in the list: next is its first one, and nothing is known to be before.
  ['gone', 1, 'any', 'sample-article-1'],
  ['gone', -1, 'any', null],
] as const)('from %s by %i to %s: %s', async (of, direction, which, expected) => {
  const { session } = await openSession();
  const { engine } = session.clients;
  expect(await findNeighbour(engine, { sort: 'added' }, { of, direction, which })).toBe(expected);
});
