import {
  keepPreviousData,
  QueryClient,
  useQueries,
  useQuery,
  type QueryState,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ChannelInput } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';
import type { ArticleFacets } from '../../shared/contract/library-views.ts';
import type { ArticleList, ArticleRow, ArticleOpening } from '../../shared/contract/views.ts';
import { isSameJson } from '../../shared/util/json.ts';
import type { EngineClient } from './clients.ts';
import type { Session } from './session.ts';

/** A client for reads from the engine. Nothing goes stale by time: the owner invalidates when a step was committed. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The default mode would pause queries on a machine without a network.
        networkMode: 'always',
        staleTime: Infinity,
        gcTime: 60_000,
        retry: false,
        refetchOnWindowFocus: false,
      },
    },
  });
}

/** Filter and order of the library. */
export type ArticleFilter = Omit<ChannelInput<EngineContract['article.list']>, 'offset' | 'limit'>;

/** Rows fetched at once, and how many of such pages where the person is going and where they come from: a wheel turns 300 rows a second. */
const pageRows = 100;
const pagesAhead = 4;
const pagesBehind = 1;

/** Pages on screen. */
interface PagesShown {
  readonly from: number;
  readonly to: number;
  readonly direction: 'down' | 'up';
}

/** Which pages are on screen, of the newest place that is asked for. */
function usePagesShown() {
  const [asked, setAsked] = useState<PagesShown>({ from: 0, to: 0, direction: 'down' });
  const wanted = useRef(asked);
  const isWaiting = useRef(false);
  const lastFirst = useRef(0);
  const show = useCallback((first: number, last: number) => {
    const direction = first < lastFirst.current ? 'up' : 'down';
    lastFirst.current = first;
    const [from, to] = [Math.floor(first / pageRows), Math.floor(last / pageRows)];
    wanted.current = { from, to, direction };
    if (isWaiting.current) return;
    setAsked((before) => (isSameJson(before, wanted.current) ? before : wanted.current));
  }, []);
  return {
    asked,
    show,
    /** Whether the list is at the place that is asked for. */
    isResting: () => isSameJson(wanted.current, asked),
    /** Say whether an answer is awaited. The places that the list comes by meanwhile are never asked for. */
    setWaiting: useCallback((waits: boolean) => {
      isWaiting.current = waits;
      if (waits) return;
      setAsked((before) => (isSameJson(before, wanted.current) ? before : wanted.current));
    }, []),
  };
}

/** Pages to fetch: those on screen first, those around them once they are there, so that a jump waits for nothing else. */
function listPages({ from, to, direction }: PagesShown, isComplete: boolean) {
  const shown = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  if (!isComplete) return shown;
  const [below, above] =
    direction === 'down' ? [pagesAhead, pagesBehind] : [pagesBehind, pagesAhead];
  const after = Array.from({ length: below }, (_, i) => to + 1 + i);
  const before = Array.from({ length: above }, (_, i) => from - 1 - i);
  return [...shown, ...after, ...before.filter((page) => page >= 0)];
}

/** The library as a list of which only the parts on screen are fetched. */
export interface ArticleWindow {
  /** null until the first answer. */
  readonly list: ArticleList | null;
  readonly error: unknown;
  readonly rowAt: (index: number) => ArticleRow | undefined;
  /** Say which rows are on screen. */
  readonly show: (first: number, last: number) => void;
  /** The ids of any rows, fetched where needed. */
  readonly idsOf: (from: number, to: number) => Promise<readonly string[]>;
}

/** A page that is off screen, as long as no step has been since it was fetched. */
function findUnchanged(state: QueryState<ArticleList> | undefined): ArticleList | undefined {
  return state?.isInvalidated === false ? state.data : undefined;
}

/** Articles by filter, fetched in pages around what is on screen. */
export function useArticleWindow(
  engine: EngineClient,
  queryClient: QueryClient,
  filter: ArticleFilter,
): ArticleWindow {
  const { asked: shown, show, isResting, setWaiting } = usePagesShown();
  const pageQuery = useCallback(
    (page: number) => ({
      queryKey: ['article.list', filter, page] as const,
      queryFn: () =>
        engine.call('article.list', { ...filter, offset: page * pageRows, limit: pageRows }),
    }),
    [engine, filter],
  );
  const [lastList, setLastList] = useState<ArticleList | null>(null);
  const stateOf = (page: number) =>
    queryClient.getQueryState<ArticleList>(pageQuery(page).queryKey);
  const shownPages = listPages(shown, false);
  const isComplete = shownPages.every((page) => stateOf(page)?.data !== undefined);
  const pages = isComplete && isResting() ? listPages(shown, true) : shownPages;
  // The page after the last one is empty: nobody asks for it.
  const asked = pages.filter((page) => page === 0 || !lastList || page * pageRows < lastList.total);
  const answers: UseQueryResult<ArticleList>[] = useQueries({
    queries: asked.map((page) => ({
      ...pageQuery(page),
      // While a new filter is answered the old rows stay; rows of another page never stand in.
      placeholderData: (data: ArticleList | undefined, query?: { queryKey: readonly unknown[] }) =>
        query?.queryKey[2] === page ? data : undefined,
    })),
  });
  const lists = new Map<number, ArticleList>();
  for (const [index, page] of asked.entries()) {
    const data = answers[index]?.data;
    if (data) lists.set(page, data);
  }
  // A page that is being fetched does not know the total: the last answer does.
  const list = lists.values().next().value ?? lastList;
  if (list !== lastList) setLastList(list);
  const isWaiting = answers
    .slice(0, shownPages.length)
    .some(({ data, isError }) => data === undefined && !isError);
  useEffect(() => setWaiting(isWaiting), [setWaiting, isWaiting, shown]);
  const idsOf = useCallback(
    (from: number, to: number) =>
      queryClient.fetchQuery({
        queryKey: ['article.ids', filter, from, to],
        queryFn: () =>
          engine.call('article.ids', { ...filter, offset: from, limit: to - from + 1 }),
      }),
    [engine, filter, queryClient],
  );
  return {
    list,
    error: answers.find(({ error }) => error)?.error ?? null,
    rowAt: (index) => {
      const page = Math.floor(index / pageRows);
      const list = lists.get(page) ?? findUnchanged(stateOf(page));
      return list?.rows[index % pageRows];
    },
    show,
    idsOf,
  };
}

/**
 * How many articles each further choice would leave; null until the first answer, and the last one stays while another is made.
 *
 * @param filter null while nobody asks.
 */
export function useArticleFacets(
  engine: EngineClient,
  filter: ChannelInput<EngineContract['article.facets']> | null,
): { readonly facets: ArticleFacets | null; readonly error: Error | null } {
  const query = useMemo(
    () => ({
      queryKey: ['article.facets', filter] as const,
      queryFn: () => engine.call('article.facets', filter ?? {}),
      enabled: filter !== null,
      placeholderData: keepPreviousData,
    }),
    [engine, filter],
  );
  const { data, error } = useQuery(query);
  return { facets: data ?? null, error };
}

/** One article with its text and the marks near an offset, for a preview; undefined while it is fetched. */
export function useArticle(
  session: Pick<Session, 'readArticle'>,
  id: string | null,
  near: number,
): ArticleOpening | undefined {
  const query = useMemo(
    () => ({
      queryKey: ['article.get', id] as const,
      queryFn: () => (id === null ? null : session.readArticle(id, near)),
      // Comparing 10,000 marks with those of before costs more than drawing a preview anew.
      structuralSharing: false,
      placeholderData: keepPreviousData,
    }),
    [session, id, near],
  );
  const { data } = useQuery(query);
  return data && data.article.id === id ? data : undefined;
}
