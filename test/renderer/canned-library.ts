import type { EngineContract } from '../../shared/contract/engine.ts';
import type { ArticleFacets } from '../../shared/contract/library-views.ts';
import type { ArticleRow } from '../../shared/contract/views.ts';
import type { Answers } from './canned.ts';

const facets: Omit<ArticleFacets, 'publishers'> = {
  tags: [{ value: '', count: 20 }, { value: 'health', count: 12 }, { value: 'budget', count: 4 }],
  languages: [{ value: 'en', count: 25 }, { value: 'ar', count: 5 }],
  annotators: [{ value: 'ann', count: 14 }],
  published: [{ value: '2026-03', count: 4 }, { value: '2026-01', count: 3 }, { value: '2025-12', count: 1 }],
  has: [{ value: 'quotations', count: 18 }, { value: 'mentions', count: 18 }, { value: 'claims', count: 9 }, { value: 'suggestions', count: 0 }, { value: 'doubt', count: 2 }, { value: 'unplaced', count: 0 }, { value: 'comments', count: 0 }],
  claimStatuses: [{ value: 'disputed', count: 3 }],
}; // prettier-ignore

/** What the library asks besides its list; all rows match every filter. */
export function libraryAnswers(
  rows: readonly ArticleRow[],
  publishers: readonly string[],
): Answers<EngineContract> {
  const of = rows.length;
  return {
    'article.ids': ({ offset = 0, limit = of }) =>
      rows.slice(offset, offset + limit).map(({ id }) => id),
    'article.place': ({ id }) => {
      const index = rows.findIndex((row) => row.id === id);
      return index < 0 ? null : { index, total: of, done: 0, of };
    },
    'article.facets': () => ({
      ...facets,
      publishers: publishers.map((value, i) => ({ value, count: 12 - i })),
    }),
    'article.choices': ({ ids }) => ({
      tags: [
        { value: 'health', chosen: Math.min(1, ids.length), total: 12 },
        { value: 'budget', chosen: ids.length, total: 4 },
      ],
      annotators: [],
    }),
  };
}
