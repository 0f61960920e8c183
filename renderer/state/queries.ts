import {
  keepPreviousData,
  QueryClient,
  useQueries,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
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

/** Pages to fetch: those on screen first, those around them once they are there, so that a jump waits for nothing else. */
function listPages({ from, to, direction }: PagesShown, isThere: (page: number) => boolean) {
  const shown = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  if (!shown.every(isThere)) return shown;
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

/** Articles by filter, fetched in pages around what is on screen. */
export function useArticleWindow(
  engine: EngineClient,
  queryClient: QueryClient,
  filter: ArticleFilter,
): ArticleWindow {
  const [shown, setShown] = useState<PagesShown>({ from: 0, to: 0, direction: 'down' });
  const pageQuery = useCallback(
    (page: number) => ({
      queryKey: ['article.list', filter, page] as const,
      queryFn: () =>
        engine.call('article.list', { ...filter, offset: page * pageRows, limit: pageRows }),
    }),
    [engine, filter],
  );
  const [lastList, setLastList] = useState<ArticleList | null>(null);
  const pages = listPages(
    shown,
    (page) => queryClient.getQueryData(pageQuery(page).queryKey) !== undefined,
  );
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
  const lastFirst = useRef(0);
  const show = useCallback((first: number, last: number) => {
    const direction = first < lastFirst.current ? 'up' : 'down';
    lastFirst.current = first;
    const next = {
      from: Math.floor(first / pageRows),
      to: Math.floor(last / pageRows),
      direction,
    } as const;
    setShown((before) => (isSameJson(before, next) ? before : next));
  }, []);
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
    rowAt: (index) => lists.get(Math.floor(index / pageRows))?.rows[index % pageRows],
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
