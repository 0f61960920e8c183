import { compileWords, patternFlags, type Stretch } from '../../../shared/search/match.ts';
import type { QueryLeaf } from '../../../shared/search/query.ts';
import type { Sameness } from '../../../shared/search/words.ts';
import { compilePattern } from './pattern.ts';

/** Hits of every leaf of a query in a text: `hits[leaf]`. */
export type LeafHits = readonly (readonly Stretch[])[];

/** Finds the leaves of a query in several texts at once. @throws Refusal `refused` for a pattern that takes too long. */
export type FindLeaves = (texts: readonly string[]) => LeafHits[];

/** How the leaves of a query are found. */
export function compileLeaves(leaves: readonly QueryLeaf[], sameness: Sameness): FindLeaves {
  const finders = leaves.map((leaf) => {
    if (leaf.kind === 'pattern') return compilePattern(leaf.source, patternFlags(sameness));
    const find = compileWords(leaf, sameness);
    return (texts: readonly string[]) => texts.map(find);
  });
  return (texts) => {
    const byLeaf = finders.map((find) => find(texts));
    return texts.map((_, i) => byLeaf.map((hits) => hits[i] ?? []));
  };
}
