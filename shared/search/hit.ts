import type { Id } from '../records/records.ts';
import type { Span } from '../text/offsets.ts';
import type { Kwic } from './kwic.ts';

export const searchScopes = ['text', 'quotations', 'entities', 'claims', 'notes'] as const;
/** Where is looked: the words of the articles, what quotations say, names of the cast, statements of claims, notes and comments. */
export type SearchScope = (typeof searchScopes)[number];

export const hitSorts = [
  'found',
  'left1',
  'left2',
  'left3',
  'right1',
  'right2',
  'right3',
  'article',
  'date',
  'publisher',
  'speaker',
] as const;
/** Orders of hits; `found` is that of the articles as they came. */
export type HitSort = (typeof hitSorts)[number];

export const hitGroupings = ['article', 'date', 'publisher', 'speaker'] as const;
/** What hits can be gathered by. Dates by month. */
export type HitGrouping = (typeof hitGroupings)[number];

/** One place that a search has found. */
export interface SearchHit extends Kwic {
  /** Counted within its search from 0, in the order in which they were found. */
  readonly number: number;
  /** null for what is in no article: a member of the cast who is marked nowhere, a note on a claim. */
  readonly articleId: Id | null;
  /** Revision that the span counts in; 0 without an article. */
  readonly revision: number;
  readonly title: string;
  readonly publisher: string;
  readonly published: string | null;
  /** Place in the article's current text; null when the hit is not in it, as those in notes. */
  readonly span: Span | null;
  /** The mark that is the hit, or that the note is on; null for words of the text. */
  readonly markId: Id | null;
  /** Layer of that mark; empty without one. */
  readonly layer: string;
  /** Who speaks: the speaker of the quotation that the hit is, or lies in; null when in none or not linked. */
  readonly speakerId: Id | null;
  /** Name of that speaker; empty without one. */
  readonly speaker: string;
  /** Type of that quotation, id of its label; null when in none. */
  readonly quotationType: string | null;
  /** Who or what was found, where the words of the hit do not say it: name, statement, what a note is on. */
  readonly about: string;
}

/** How many hits there are. */
export interface SearchTotals {
  readonly hits: number;
  /** Hits that can be listed, sorted and marked; fewer than `hits` when there are very many. */
  readonly kept: number;
  /** Articles with a hit. */
  readonly articles: number;
}

/** What a search answers at once. */
export interface SearchAnswer extends SearchTotals {
  readonly searchId: Id;
  /** Whether everything was looked at: then the totals are final. */
  readonly isComplete: boolean;
  /** Articles that may have a hit, as far as an index tells; null when all have to be read. */
  readonly candidates: number | null;
  readonly rows: readonly SearchHit[];
}

/** A window of hits. */
export interface HitPage {
  /** Hits of the group asked for, all when none was. */
  readonly total: number;
  readonly rows: readonly SearchHit[];
}

/** Hits that have something in common. */
export interface HitGroup {
  readonly key: string;
  readonly label: string;
  readonly hits: number;
}

/** What is marked in one layer at some hits: marks that a hit is or lies in, the innermost where there are several. */
export interface MarksAtHits {
  readonly layer: string;
  /** Hits with such a mark. */
  readonly hits: number;
  /** Those marks, each counted once. */
  readonly marks: number;
  /** How many of them are suggestions. */
  readonly suggested: number;
}

/** What bulk work on hits did. */
export interface HitWorkReport {
  /** null when nothing was to be done. */
  readonly stepId: Id | null;
  readonly made: number;
  readonly changed: number;
  readonly removed: number;
  /** Hits left alone: marked already, or without a mark to change. */
  readonly skipped: number;

  /** Left alone since the text has changed since it was searched. */
  readonly outdated: number;
}
