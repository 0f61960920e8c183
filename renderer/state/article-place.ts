import type { ArticlePlace } from '../../shared/contract/library-views.ts';
import type { Id } from '../../shared/records/records.ts';
import type { EngineClient } from './clients.ts';
import type { ArticleFilter } from './queries.ts';

export type { ArticlePlace };

/** The place of an article in a filtered and sorted list; null when it is not in there. */
export function findArticlePlace(
  engine: EngineClient,
  filter: ArticleFilter,
  id: Id,
): Promise<ArticlePlace | null> {
  return engine.call('article.place', { ...filter, id });
}
