import type { HitGrouping, HitSort, SearchHit } from '../../shared/search/hit.ts';
import { wordBeside } from '../../shared/search/kwic.ts';
import { foldText } from '../../shared/search/words.ts';

const monthLength = '2024-10'.length;

function keyOf(hit: SearchHit, sort: HitSort): string {
  switch (sort) {
    case 'found':
      return '';
    case 'article':
      return foldText(hit.title);
    case 'date':
      return hit.published ?? '';
    case 'publisher':
      return foldText(hit.publisher);
    case 'speaker':
      return foldText(hit.speaker);
    default: {
      const side = sort.startsWith('left') ? 'left' : 'right';
      return wordBeside(hit, side, Number(sort.at(-1)));
    }
  }
}

/** Hits in an order; those without what it goes by come last, equal ones stay as they were found. */
export function sortHits(
  hits: readonly SearchHit[],
  sort: HitSort,
  descending: boolean,
): readonly SearchHit[] {
  if (sort === 'found') return descending ? hits.toReversed() : hits;
  const keyed = hits.map((hit) => ({ hit, key: keyOf(hit, sort) }));
  const direction = descending ? -1 : 1;
  keyed.sort((left, right) => {
    if (left.key === right.key) return left.hit.number - right.hit.number;
    if (left.key === '' || right.key === '') return left.key === '' ? 1 : -1;
    return left.key < right.key ? -direction : direction;
  });
  return keyed.map(({ hit }) => hit);
}

/** Hits by what they share, in the order of the first of each. The key is empty where there is nothing to share. */
export function groupHits(
  hits: readonly SearchHit[],
  by: HitGrouping,
): Map<string, { readonly label: string; readonly hits: SearchHit[] }> {
  const groups = new Map<string, { label: string; hits: SearchHit[] }>();
  for (const hit of hits) {
    const { key, label } = groupOf(hit, by);
    const group = groups.get(key);
    if (group) group.hits.push(hit);
    else groups.set(key, { label, hits: [hit] });
  }
  return groups;
}

function groupOf(hit: SearchHit, by: HitGrouping): { key: string; label: string } {
  switch (by) {
    case 'article':
      return { key: hit.articleId ?? '', label: hit.title };
    case 'date': {
      const month = (hit.published ?? '').slice(0, monthLength);
      return { key: month, label: month };
    }
    case 'publisher':
      return { key: hit.publisher, label: hit.publisher };
    case 'speaker':
      return { key: hit.speakerId ?? '', label: hit.speaker };
  }
}
