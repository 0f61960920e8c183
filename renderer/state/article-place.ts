import type { ArticleStatus, Id } from '../../shared/records/records.ts';
import type { EngineClient } from './clients.ts';
import type { ArticleFilter } from './queries.ts';

/** Where an article stands in a list. */
export interface ArticlePlace {
  /** From 0. */
  readonly index: number;
  readonly total: number;
  /** Articles that are done or further, whatever status the list is filtered by. */
  readonly done: number;
  /** All that `done` is counted among. */
  readonly of: number;
}

const pageRows = 500;
const doneStatuses: readonly ArticleStatus[] = ['done', 'in_review', 'final'];
/** Page on which an article was found last: its neighbours are there too. */
let lastPage = 0;

/** The place of an article in a filtered and sorted list; null when it is not in there. */
export async function findArticlePlace(
  engine: EngineClient,
  filter: ArticleFilter,
  id: Id,
): Promise<ArticlePlace | null> {
  const look = async (page: number) => {
    const { rows, total, byStatus } = await engine.call('article.list', {
      ...filter,
      offset: page * pageRows,
      limit: pageRows,
    });
    const at = rows.findIndex((row) => row.id === id);
    const done = doneStatuses.reduce((sum, status) => sum + byStatus[status], 0);
    const of = Object.values(byStatus).reduce((sum, count) => sum + count, 0);
    const place = at < 0 ? null : { index: page * pageRows + at, total, done, of };
    if (place) lastPage = page;
    return { place, pages: Math.ceil(total / pageRows) };
  };
  const tried = lastPage;
  const near = await look(tried);
  if (near.place) return near.place;
  for (let page = 0; page < near.pages; page++) {
    const { place } = page === tried ? near : await look(page);
    if (place) return place;
  }
  return null;
}
