import type { ClaimView } from '../../../../shared/contract/views.ts';
import { foldName } from './names.ts';

/** Words that say nothing of what a claim is about. */
const commonWords = new Set(
  'the a an and or of to in on at for by with from as is are was were be been has have had will would that this it its not no'.split(
    ' ',
  ),
);

/** Words of a statement for comparison: folded, at most six letters, so that `closing` and `closings` are one. */
function wordsOf(text: string): Set<string> {
  const words = foldName(text).split(/[^\p{L}\p{N}]+/u);
  return new Set(
    words.filter((word) => word && !commonWords.has(word)).map((word) => word.slice(0, 6)),
  );
}

/** How much a word tells: one that many claims hold tells little. */
function weigh(word: string, counts: ReadonlyMap<string, number>, total: number): number {
  return Math.log(1 + total / (1 + (counts.get(word) ?? 0)));
}

/** A claim that a mark may be an occurrence of. */
export interface ClaimCandidate {
  readonly view: ClaimView;
  /** Weighted share of the words that claim and text have in common, 0 to 1. */
  readonly share: number;
}

/**
 * Claims for a mark, best first: by the words that a statement shares with the text, rare words counting more (the weighted
 * Jaccard index with inverse document frequencies), then by the number of occurrences.
 *
 * @param query What was typed; every word of it must begin a word of the statement. Empty keeps all.
 * @param text Words of the mark, which rank but do not filter.
 */
export function rankClaims(
  claims: Iterable<ClaimView>,
  query: string,
  text: string,
): ClaimCandidate[] {
  const sets = [...claims].map((view) => ({ view, words: wordsOf(view.claim.statement) }));
  const counts = new Map<string, number>();
  for (const { words } of sets) {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const sum = (words: Iterable<string>) =>
    [...words].reduce((total, word) => total + weigh(word, counts, sets.length), 0);
  const own = wordsOf(text);
  const typed = foldName(query).split(' ').filter(Boolean);
  return sets
    .filter(({ view }) => {
      const statement = ` ${foldName(view.claim.statement)}`;
      return typed.every(
        (word) => statement.includes(` ${word}`) || (word.length > 2 && statement.includes(word)),
      );
    })
    .map(({ view, words }) => {
      const all = sum(new Set([...own, ...words]));
      return { view, share: all === 0 ? 0 : sum([...own].filter((word) => words.has(word))) / all };
    })
    .sort(
      (left, right) =>
        right.share - left.share ||
        right.view.occurrences.length - left.view.occurrences.length ||
        left.view.claim.statement.localeCompare(right.view.claim.statement),
    );
}
