import { articleStatuses, type Id } from '../../../shared/records/records.ts';
import type { ArticleFacts, MarkFacts, StateFacts } from '../../store/queries/library-facts.ts';

/** What the marks of an article amount to. Rejected ones count nowhere. */
export interface MarkSums {
  /** Accepted ones on the current revision. */
  quotations: number;
  mentions: number;
  claims: number;
  /** Suggested ones on the current revision. */
  suggestions: number;
  doubt: number;
  /** Left behind on a former revision. */
  unplaced: number;
  /** Threads of comments on the article or its marks that are not resolved. */
  comments: number;
  /** Claims marked in it, each once. */
  claimIds: readonly Id[];
  /** Who made marks in it, each once. */
  annotators: readonly Id[];
}

/** One article as the library looks at it. */
export interface LibraryEntry extends ArticleFacts {
  /** Index in `articleStatuses` of the status to show. */
  readonly rank: number;
  /** To whom it is assigned or who has a status for it. */
  readonly assigned: readonly Id[];
  /** null until the marks of the project have been counted. */
  marks: MarkSums | null;
}

const nothing: readonly Id[] = [];

function include(ids: readonly Id[], id: Id): readonly Id[] {
  return ids.includes(id) ? ids : [...ids, id];
}

/** Sums of an article without marks. */
export function emptySums(): MarkSums {
  return {
    quotations: 0,
    mentions: 0,
    claims: 0,
    suggestions: 0,
    doubt: 0,
    unplaced: 0,
    comments: 0,
    claimIds: nothing,
    annotators: nothing,
  };
}

/** Count one mark in. */
export function addMark(sums: MarkSums, mark: MarkFacts, revision: number): void {
  if (mark.state === 'rejected') return;
  sums.annotators = include(sums.annotators, mark.annotatorId);
  if (mark.revision !== revision) {
    sums.unplaced += 1;
    return;
  }
  if (mark.doubt) sums.doubt += 1;
  if (mark.state === 'suggested') {
    sums.suggestions += 1;
    return;
  }
  if (mark.layer === 'quotation') sums.quotations += 1;
  else if (mark.layer === 'mention') sums.mentions += 1;
  else if (mark.layer === 'claim') sums.claims += 1;
  if (mark.claimId !== null) sums.claimIds = include(sums.claimIds, mark.claimId);
}

/** An article with the status that this annotator sees. */
export function buildEntry(
  facts: ArticleFacts,
  states: readonly StateFacts[] | undefined,
  annotatorId: Id,
): LibraryEntry {
  if (!states) return { ...facts, rank: 0, assigned: nothing, marks: null };
  return {
    ...facts,
    rank: rankOf(states, annotatorId),
    assigned: states.map((state) => state.annotatorId),
    marks: null,
  };
}

/** Index in `articleStatuses` of the status that this annotator sees: the own one if there is one, else the furthest of the others. */
export function rankOf(states: readonly StateFacts[], annotatorId: Id): number {
  const own = states.find((state) => state.annotatorId === annotatorId);
  const counted = own ? [own] : states;
  return Math.max(0, ...counted.map(({ status }) => articleStatuses.indexOf(status)));
}
