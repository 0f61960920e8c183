import type { HitPage, SearchAnswer, SearchTotals } from '../../shared/search/hit.ts';
import { serve } from './handlers.ts';

/** A served project with a way to search it to the end. */
export function serveSearch() {
  const served = serve();
  const { get, call } = served;
  const search = async (text: string, input: object = {}) => {
    const begun = await get<SearchAnswer>('search.run', { text, ...input });
    const { searchId } = begun;
    const totals = await get<SearchTotals>('search.collect', { searchId });
    const { rows } = await get<HitPage>('search.page', { searchId, limit: 500 });
    return { ...begun, ...totals, rows };
  };
  const words = async (text: string, input: object = {}) =>
    (await search(text, input)).rows.map(({ exact }) => exact);
  const refusal = async (text: string, input: object = {}) => {
    const answer = await call('search.run', { text, ...input });
    return answer.ok ? null : answer.error;
  };
  return { ...served, search, words, refusal };
}
