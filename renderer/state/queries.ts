import {
  keepPreviousData,
  QueryClient,
  useQueries,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { ChannelInput } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';
import type { ArticleFacets } from '../../shared/contract/library-views.ts';
import type { ArticleList, ArticleRow, ArticleOpening } from '../../shared/contract/views.ts';
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

/** Rows fetched at once, and how many of such pages before and after those on screen. */
const pageRows = 100;
const pagesAhead = 1;

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
  const [pages, setPages] = useState<readonly number[]>([0]);
  const pageQuery = useCallback(
    (page: number) => ({
      queryKey: ['article.list', filter, page] as const,
      queryFn: () =>
        engine.call('article.list', { ...filter, offset: page * pageRows, limit: pageRows }),
    }),
    [engine, filter],
  );
  const [lastList, setLastList] = useState<ArticleList | null>(null);
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
  const show = useCallback((first: number, last: number) => {
    // Scrolling finds its rows there: pages on both sides are fetched with those on screen.
    const from = Math.max(0, Math.floor(first / pageRows) - pagesAhead);
    const to = Math.floor(last / pageRows) + pagesAhead;
    const next = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    setPages((before) => (before.join() === next.join() ? before : next));
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

/** How many articles each further choice would leave; null until the first answer. The last one stays while another is made. */
export function useArticleFacets(
  engine: EngineClient,
  filter: ChannelInput<EngineContract['article.facets']>,
): ArticleFacets | null {
  const query = useMemo(
    () => ({
      queryKey: ['article.facets', filter] as const,
      queryFn: () => engine.call('article.facets', filter),
      placeholderData: keepPreviousData,
    }),
    [engine, filter],
  );
  return useQuery(query).data ?? null;
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
