import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Progress } from '../../../shared/contract/channel.ts';
import type {
  HitGroup,
  HitGrouping,
  HitSort,
  SearchHit,
  SearchTotals,
} from '../../../shared/search/hit.ts';
import { listUnique } from '../../../shared/search/filter-terms.ts';
import { failureOf, type Workspace } from '../../app/workspace.ts';
import {
  isBlank,
  toEngineQuery,
  type EngineQuery,
  type SearchError,
  type SearchQuery,
} from './search-query.ts';

/** Which hits are ticked: those named or, with `all`, all but those. */
export interface Ticks {
  readonly all: boolean;
  readonly numbers: ReadonlySet<number>;
}

/** The search of a window as its parts show it. */
export interface SearchState {
  readonly query: SearchQuery;
  readonly sort: HitSort;
  readonly descending: boolean;
  readonly groupBy: HitGrouping | null;
  /** Only hits of this group are shown; null for all. */
  readonly groupKey: string | null;
  /** null before the first search and while the field is empty. */
  readonly searchId: string | null;
  readonly totals: SearchTotals;
  /** The engine is still looking. */
  readonly isRunning: boolean;
  /** The person stopped it: the totals are not final. */
  readonly isStopped: boolean;
  readonly progress: Progress | null;
  /** Why nothing can be found; null when nothing stands in the way. */
  readonly error: SearchError | null;
  /** Hits that can be listed with the group and order of now. */
  readonly count: number;
  readonly pages: ReadonlyMap<number, readonly SearchHit[]>;
  /** Counted up whenever other hits may stand at the same rows. */
  readonly listing: number;
  readonly groups: readonly HitGroup[];
  /** The row that the keyboard is on. */
  readonly current: number;
  readonly ticks: Ticks;
}

/** Rows fetched at once. */
export const pageRows = 100;
/** Typing goes on faster than this. */
const typingMs = 180;

const noTicks: Ticks = { all: false, numbers: new Set() };
const nothing = {
  searchId: null,
  totals: { hits: 0, kept: 0, articles: 0 },
  isRunning: false,
  isStopped: false,
  progress: null,
  error: null,
  count: 0,
  pages: new Map(),
  groups: [],
  current: 0,
  ticks: noTicks,
} as const;

/** The search of one window. */
export interface Search {
  readonly store: StoreApi<SearchState>;
  /** Ask something else; searched when the typing rests. */
  setQuery(patch: Partial<SearchQuery>): void;
  setOrder(order: Partial<Pick<SearchState, 'sort' | 'descending'>>): void;
  setGrouping(groupBy: HitGrouping | null): void;
  setGroup(groupKey: string | null): void;
  /** Search now. `keeping` keeps the row of the keyboard: after a step. */
  run(how?: 'anew' | 'keeping'): void;
  stop(): void;
  /** Rows on screen. */
  readonly show: (first: number, last: number) => void;
  readonly rowAt: (index: number) => SearchHit | undefined;
  readonly setCurrent: (index: number) => void;
  isTicked(number: number): boolean;
  tick(change: 'all' | 'none' | { readonly index: number }): void;
  tickRange(from: number, to: number): void;
  /** How many hits are ticked. */
  countTicked(): number;
  /** Search again after every step for as long as the view shows; call the result to stop. */
  mount(): () => void;
}

const searches = new WeakMap<Workspace['session'], Search>();

/** The search of a workspace: the same one whenever the view comes back. */
export function searchOf(workspace: Workspace): Search {
  const known = searches.get(workspace.session);
  if (known) return known;
  const made = createSearch(workspace);
  searches.set(workspace.session, made);
  return made;
}

function createSearch(workspace: Workspace): Search {
  const { engine } = workspace.clients;
  const store = createStore<SearchState>(() => ({
    query: { text: '', filters: [], scope: 'text', exact: false, wholeWord: true },
    sort: 'found',
    descending: false,
    groupBy: null,
    groupKey: null,
    listing: 0,
    ...nothing,
  }));
  const { getState: get, setState: set } = store;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = new AbortController();
  let searchedAt = -1;
  const fail = (error: unknown) => {
    const failure = failureOf(error);
    if (failure?.code === 'cancelled') return;
    const message = failure?.message ?? 'The search failed.';
    set({ isRunning: false, progress: null, error: { message, place: null } });
    if (!failure) workspace.fail(error, 'Searching');
  };

  const loadPage = async (page: number) => {
    const { searchId, sort, descending, groupBy, groupKey } = get();
    if (searchId === null) return;
    const group = groupBy !== null && groupKey !== null ? { by: groupBy, key: groupKey } : null;
    const window = { offset: page * pageRows, limit: pageRows };
    const answer = await engine.call('search.page', {
      searchId,
      sort,
      descending,
      group,
      ...window,
    });
    const now = get();
    const isSame =
      now.searchId === searchId && now.sort === sort && now.descending === descending &&
      now.groupBy === groupBy && now.groupKey === groupKey; // prettier-ignore
    if (isSame) set({ count: answer.total, pages: new Map(now.pages).set(page, answer.rows) });
  };
  const loadGroups = async () => {
    const { searchId, groupBy } = get();
    const groups =
      searchId === null || groupBy === null
        ? []
        : await engine.call('search.groups', { searchId, by: groupBy });
    if (get().searchId === searchId && get().groupBy === groupBy) set({ groups });
  };
  /** Pages of the newest place on screen: one place is fetched at a time, those that the list comes by meanwhile never are. */
  let onScreen: readonly number[] = [];
  let isFetching = false;
  const fetchOnScreen = async () => {
    if (isFetching) return;
    isFetching = true;
    try {
      while (get().searchId !== null) {
        const missing = onScreen.filter((page) => !get().pages.has(page));
        if (missing.length === 0) return;
        await Promise.all(missing.map(loadPage));
      }
    } finally {
      isFetching = false;
    }
  };
  /** Fetch what is shown anew; the rows of before stay until it is there. */
  const reload = async () => {
    const { current: at, pages, listing } = get();
    const shown = Math.floor(at / pageRows);
    const kept = new Map([...pages].filter(([page]) => page === shown));
    set({ pages: kept, listing: listing + 1 });
    await Promise.all([loadPage(shown), loadGroups()]);
    await fetchOnScreen();
    const { count, current } = get();
    if (current >= count) set({ current: Math.max(0, count - 1) });
  };

  const search = async (
    asked: EngineQuery,
    how: 'anew' | 'keeping',
    { signal }: AbortController,
  ) => {
    const { searchId: before } = get();
    searchedAt = workspace.session.store.getState().stepCount;
    const answer = await engine.call('search.run', { ...asked, limit: pageRows }, { signal });
    if (signal.aborted) return;
    if (before !== null) await engine.call('search.end', { searchId: before });
    const { searchId, hits, kept, articles, isComplete } = answer;
    const current = how === 'keeping' ? get().current : 0;
    const totals = { hits, kept, articles };
    set({ searchId, totals, current, ticks: noTicks, error: null, isStopped: false });
    await reload();
    if (isComplete || signal.aborted) return;
    const onProgress = (progress: Progress) => set({ progress });
    const final = await engine.call('search.collect', { searchId }, { signal, onProgress });
    if (signal.aborted) return;
    set({ totals: final });
    await reload();
  };
  const run = (how: 'anew' | 'keeping' = 'anew') => {
    clearTimeout(timer);
    running.abort();
    const own = new AbortController();
    running = own;
    const { query } = get();
    if (isBlank(query)) return set({ ...nothing });
    const parsed = toEngineQuery(query);
    if (!parsed.ok) return set({ ...nothing, error: parsed.error });
    if (parsed.asked.text.trim() === '') return set({ ...nothing });
    set({ isRunning: true, progress: null });
    void search(parsed.asked, how, own)
      .catch((error: unknown) => {
        if (!own.signal.aborted) set({ ...nothing });
        if (!own.signal.aborted) fail(error);
      })
      .finally(() => {
        if (running === own) set({ isRunning: false, progress: null });
      });
  };
  const changeList = (change: Partial<SearchState>) => {
    set({ ...change, pages: new Map(), current: 0 });
    reload().catch(fail);
  };

  return {
    store,
    setQuery(patch) {
      const asked = { ...get().query, ...patch };
      const query = { ...asked, filters: listUnique(asked.filters) };
      set({ query, groupKey: null });
      clearTimeout(timer);
      // Typing goes on; everything else is chosen.
      const isTyped = patch.text !== undefined && patch.filters === undefined;
      timer = setTimeout(run, isTyped ? typingMs : 0);
    },
    setOrder: (order) => changeList(order),
    setGrouping: (groupBy) => changeList({ groupBy, groupKey: null, groups: [] }),
    setGroup: (groupKey) => changeList({ groupKey }),
    run,
    stop() {
      running.abort();
      set({ isStopped: true, isRunning: false, progress: null });
      reload().catch(fail);
    },
    show(first, last) {
      const [from, to] = [Math.floor(first / pageRows), Math.floor(last / pageRows)];
      onScreen = Array.from({ length: to - from + 1 }, (_, i) => from + i);
      fetchOnScreen().catch(fail);
    },
    rowAt: (index) => get().pages.get(Math.floor(index / pageRows))?.[index % pageRows],
    setCurrent: (current) => set({ current }),
    isTicked(number) {
      const { all, numbers } = get().ticks;
      return numbers.has(number) !== all;
    },
    tick(change) {
      if (change === 'all') return set({ ticks: { all: true, numbers: new Set() } });
      if (change === 'none') return set({ ticks: noTicks });
      const number = this.rowAt(change.index)?.number;
      if (number === undefined) return;
      const { all, numbers } = get().ticks;
      const next = new Set(numbers);
      if (!next.delete(number)) next.add(number);
      set({ ticks: { all, numbers: next } });
    },
    tickRange(from, to) {
      const { all, numbers } = get().ticks;
      const next = new Set(numbers);
      for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
        const number = this.rowAt(index)?.number;
        if (number === undefined) continue;
        if (all) next.delete(number);
        else next.add(number);
      }
      set({ ticks: { all, numbers: next } });
    },
    countTicked() {
      const { ticks, totals } = get();
      return ticks.all ? totals.kept - ticks.numbers.size : ticks.numbers.size;
    },
    mount() {
      const { store: session } = workspace.session;
      if (get().searchId !== null && searchedAt !== session.getState().stepCount) run('keeping');
      return session.subscribe((state, before) => {
        if (state.stepCount !== before.stepCount && get().searchId !== null) run('keeping');
      });
    },
  };
}
