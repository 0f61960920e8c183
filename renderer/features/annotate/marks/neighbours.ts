import type { ArticleRow } from '../../../../shared/contract/views.ts';
import type { Id } from '../../../../shared/records/records.ts';
import type { EngineClient } from '../../../state/clients.ts';
import type { ArticleFilter } from '../../../state/queries.ts';

const pageSize = 500;

/** Which neighbour is meant: before or after, any or one that still needs work. */
export interface NeighbourQuestion {
  readonly of: Id;
  readonly direction: 1 | -1;
  readonly which: 'any' | 'unfinished';
}

/**
 * The neighbour of an article in the library's present filter and order; after the last one, unfinished ones are looked for from the
 * first. When the article itself is not in there any more (its
 * status has changed), the first one of the list is next.
 *
 * @returns null when there is none.
 */
export async function findNeighbour(
  engine: EngineClient,
  filter: ArticleFilter,
  { of, direction, which }: NeighbourQuestion,
): Promise<Id | null> {
  const fits = ({ status }: ArticleRow) =>
    which === 'any' || status === 'new' || status === 'in_progress';
  let before: Id | null = null;
  let first: Id | null = null;
  let isPassed = false;
  for (let offset = 0; ; offset += pageSize) {
    const { rows, total } = await engine.call('article.list', {
      ...filter,
      offset,
      limit: pageSize,
    });
    for (const row of rows) {
      if (row.id === of) {
        if (direction === -1) return before;
        isPassed = true;
      } else if (fits(row)) {
        if (isPassed) return row.id;
        first ??= row.id;
        before = row.id;
      }
    }
    if (rows.length === 0 || offset + rows.length >= total) {
      if (direction === -1) return null;
      // Work that was passed over is still to do.
      return isPassed && which === 'any' ? null : first;
    }
  }
}
