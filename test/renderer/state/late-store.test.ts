import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createLateStores, type Schedule } from '../../../renderer/state/late-store.ts';

interface Counted {
  readonly count: number;
}

function setUp() {
  const waiting: (() => void)[] = [];
  const schedule: Schedule = (work) => {
    waiting.push(work);
    return () => void waiting.splice(waiting.indexOf(work), 1);
  };
  let isUrgent = false;
  const early = createStore<Counted>(() => ({ count: 0 }));
  const group = createLateStores(() => isUrgent, schedule);
  const late = group.of(early);
  const seen: number[] = [];
  late.subscribe(({ count }, before) => seen.push(before.count, count));
  return {
    early,
    group,
    late,
    seen,
    waiting,
    setUrgent: (value: boolean) => (isUrgent = value),
    pass: () => {
      for (const work of waiting.splice(0)) work();
    },
  };
}

test('shows what has come when its time is there, and only the last of it', () => {
  const { early, group, late, seen, pass, waiting } = setUp();
  early.setState({ count: 1 });
  const stop = group.start();
  expect(late.getState().count, 'before the first catching up').toBe(0);
  pass();
  expect(seen).toEqual([0, 1]);
  early.setState({ count: 2 });
  early.setState({ count: 3 });
  expect(late.getState().count).toBe(1);
  expect(waiting).toHaveLength(1);
  pass();
  expect(seen).toEqual([0, 1, 1, 3]);
  early.setState({ count: 4 });
  stop();
  expect(waiting, 'nothing comes after the end').toEqual([]);
});

test('shows at once what is written through it, and what is urgent', () => {
  const { early, group, late, waiting, setUrgent } = setUp();
  group.start();
  late.setState({ count: 5 });
  expect(early.getState().count).toBe(5);
  expect(late.getState().count).toBe(5);
  expect(waiting).toEqual([]);
  setUrgent(true);
  early.setState({ count: 6 });
  expect(late.getState().count).toBe(6);
  setUrgent(false);
  early.setState({ count: 7 });
  expect(late.getState().count).toBe(6);
});
