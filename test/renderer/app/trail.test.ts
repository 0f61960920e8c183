import { expect, test } from 'vitest';
import { createTrail } from '../../../renderer/app/trail.ts';

const library = { view: 'library', articleId: null, annotationId: null } as const;
const text = (articleId: string, annotationId: string | null = null) =>
  ({ view: 'annotate', articleId, annotationId }) as const;

test('goes back and forward over views, articles and the marks that were selected', () => {
  const trail = createTrail(library);
  expect(trail.has(-1)).toBe(false);
  trail.arrive(text('a'));
  trail.note('m1');
  trail.arrive(text('a', 'm2'));
  trail.arrive(text('b'));
  expect([trail.step(-1), trail.step(-1), trail.step(-1), trail.step(-1)]).toEqual([
    text('a', 'm2'),
    text('a', 'm1'),
    library,
    null,
  ]);
  expect(trail.step(1)).toEqual(text('a', 'm1'));
  trail.arrive(text('c'));
  expect([trail.has(1), trail.step(-1)]).toEqual([false, text('a', 'm1')]);
});

test('the same place again is no new one', () => {
  const trail = createTrail(library);
  trail.arrive(library);
  trail.arrive(text('a'));
  trail.arrive(text('a'));
  trail.step(-1);
  expect(trail.has(-1)).toBe(false);
});
