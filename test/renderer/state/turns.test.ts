import { expect, test } from 'vitest';
import { createTurns } from '../../../renderer/state/turns.ts';

test('what nothing holds is done at once', () => {
  const { take } = createTurns();
  expect(take(() => 'done')).toBe('done');
});

test('what waits is done in its order, each after what those before it hold', async () => {
  const { hold, take } = createTurns();
  const done: string[] = [];
  const endFirst = hold();
  let endSecond = (): void => undefined;
  const waiting = [
    take(() => {
      done.push('undo');
      endSecond = hold();
    }),
    take(() => void done.push('mark')),
  ];
  expect(done).toEqual([]);
  endFirst();
  await waiting[0];
  expect(done).toEqual(['undo']);
  endSecond();
  await waiting[1];
  expect(done).toEqual(['undo', 'mark']);
});

test('what throws in its turn fails alone', async () => {
  const { hold, take } = createTurns();
  const end = hold();
  const thrown = take(() => {
    throw new RangeError('no');
  });
  const next = take(() => 'next');
  end();
  await expect(thrown).rejects.toThrow('no');
  await expect(next).resolves.toBe('next');
});
