import { expect, test } from 'vitest';
import { createFrame } from '../../../../renderer/app/frame.ts';
import { createWorkspace } from '../../../../renderer/app/create-workspace.ts';
import {
  readSavedSearches,
  toggleSavedSearch,
} from '../../../../renderer/features/search/saved-searches.ts';
import type { SearchQuery } from '../../../../renderer/features/search/search-query.ts';
import { searchOf } from '../../../../renderer/features/search/search-store.ts';
import { describeReport } from '../../../../renderer/features/search/work.tsx';
import { buildShellState } from '../../canned.ts';
import { openSession } from '../../state/open-session.ts';

/** The search of a window over the sample in a real engine. */
async function openSearch() {
  globalThis.window ??= new EventTarget() as unknown as Window & typeof globalThis;
  const opened = await openSession();
  const { session, channels } = opened;
  const frame = createFrame(session.clients, buildShellState(null));
  const workspace = createWorkspace(frame, session, 'p');
  const search = searchOf(workspace);
  const { store } = search;
  const find = async (query: Partial<SearchQuery>) => {
    search.setQuery(query);
    search.run();
    await expect.poll(() => store.getState().isRunning).toBe(false);
    return store.getState();
  };
  channels.length = 0;
  return { ...opened, workspace, search, store, find };
}

test('the same search is there whenever the view comes back', async () => {
  const { workspace, search } = await openSearch();
  expect(searchOf(workspace)).toBe(search);
});

test('hits are listed, counted and gathered', async () => {
  const { search, store, find } = await openSearch();
  const { totals, count } = await find({ text: 'dam' });
  expect(totals.hits).toBeGreaterThan(10);
  expect(count).toBe(totals.hits);
  expect(search.rowAt(0)?.exact.toLowerCase()).toBe('dam');
  search.setGrouping('publisher');
  await expect.poll(() => store.getState().groups.length).toBeGreaterThan(3);
  const { groups } = store.getState();
  expect(groups.reduce((sum, { hits }) => sum + hits, 0)).toBe(totals.hits);
  search.setGroup(groups[0]?.key ?? '');
  await expect.poll(() => store.getState().count).toBe(groups[0]?.hits);
});

test('a fault in the query is told without asking the engine', async () => {
  const { find, channels } = await openSearch();
  const { error, searchId } = await find({ text: '(dam' });
  expect(error).toEqual({
    message: 'Character 1: This parenthesis is never closed.',
    place: { at: 0, end: 1 },
  });
  expect(searchId).toBeNull();
  expect(channels).toEqual([]);
});

test('what the engine refuses is told, and the next query runs', async () => {
  const { find } = await openSearch();
  expect((await find({ text: 'dam type:foo' })).error?.message).toContain(
    'There is no quotation type “foo”',
  );
  const { error, totals } = await find({ text: 'dam type:direct' });
  expect(error).toBeNull();
  expect(totals.hits).toBeGreaterThan(0);
});

test('filters hold for all the words, those in the field too', async () => {
  const { find } = await openSearch();
  const type = [{ field: 'type', value: 'direct' }] as const;
  const all = await find({ text: 'dam OR said' });
  const direct = await find({ text: 'dam OR said', filters: type });
  expect(direct.totals.hits).toBeGreaterThan(0);
  expect(direct.totals.hits).toBeLessThan(all.totals.hits);
  const typed = await find({ text: 'dam type:direct', filters: [] });
  expect((await find({ text: 'dam', filters: type })).totals).toEqual(typed.totals);
  const both = await find({
    text: 'dam type:direct',
    filters: [{ field: 'after', value: '9999' }],
  });
  expect([both.error, both.totals.hits]).toEqual([null, 0]);
});

test('ticks are hits one by one, a stretch of them, or all but some', async () => {
  const { search, find } = await openSearch();
  const { totals } = await find({ text: 'dam' });
  search.tick({ index: 2 });
  search.tickRange(4, 6);
  expect([2, 3, 4, 6].map((number) => search.isTicked(number))).toEqual([true, false, true, true]);
  expect(search.countTicked()).toBe(4);
  search.tick('all');
  search.tick({ index: 0 });
  expect(search.countTicked()).toBe(totals.hits - 1);
  expect(search.isTicked(0)).toBe(false);
  search.tick('none');
  expect(search.countTicked()).toBe(0);
});

test('after a step it is searched again, and the keyboard stays on its row', async () => {
  const { search, store, find, session } = await openSearch();
  const { searchId, totals } = await find({ text: 'dam', scope: 'quotations' });
  const stop = search.mount();
  search.setCurrent(1);
  const id = search.rowAt(0)?.markId ?? '';
  const gone = Array.from({ length: totals.hits }, (_, i) => search.rowAt(i)).filter(
    (hit) => hit?.markId === id,
  );
  await session.run('annotation.delete', { ids: [id] });
  await expect.poll(() => store.getState().totals.hits).toBe(totals.hits - gone.length);
  expect(store.getState().searchId).not.toBe(searchId);
  expect(store.getState().current).toBeLessThan(totals.hits - gone.length);
  stop();
});

test('a search is kept in the project, once, and can be forgotten', async () => {
  const { workspace, session } = await openSearch();
  const query: SearchQuery = {
    text: ' dam OR wall ',
    filters: [{ field: 'type', value: 'direct' }],
    scope: 'text',
    exact: false,
    wholeWord: true,
  };
  const saved = () => readSavedSearches(session.store.getState().project?.project.settings);
  await toggleSavedSearch(workspace, query);
  await expect.poll(saved).toEqual([{ ...query, text: 'dam OR wall' }]);
  await toggleSavedSearch(workspace, { ...query, text: 'dam OR wall' });
  await expect.poll(saved).toEqual([]);
  expect(
    readSavedSearches({ searches: [1, { text: 'a' }, null, { text: 'b', scope: 'claims' }] }),
  ).toEqual([{ text: 'b', filters: [], scope: 'claims', exact: false, wholeWord: true }]);
});

test('what was done at the hits is said in words', () => {
  const none = { stepId: null, made: 0, changed: 0, removed: 0, skipped: 0, outdated: 0 };
  expect(describeReport({ ...none, made: 1, skipped: 2 })).toBe(
    '1 mark made, 2 hits left as they are',
  );
  expect(describeReport({ ...none, outdated: 1 })).toBe(
    'Nothing to do, 1 hit changed since the search',
  );
  expect(describeReport({ ...none, changed: 2, skipped: 1 })).toBe(
    '2 marks changed, 1 hit left as it is',
  );
});
