import type { ArticleStatus, Id } from './records.ts';

/** Which marks are wanted; all where a list is empty. */
export interface MarkFilter {
  readonly layers: readonly string[];
  readonly annotators: readonly Id[];
  readonly states: readonly string[];
}

/** What an export asks of an article before it reads it. */
export interface ExportArticleFacts {
  readonly id: Id;
  /** The furthest that any annotator has given it. */
  readonly status: ArticleStatus;
  readonly isTrashed: boolean;
  readonly isRevised: boolean;
  readonly hasOriginal: boolean;
  /** Marks of the current text that the filter lets through. */
  readonly marks: number;
  /** Marks of earlier texts, which lost their words in a correction. */
  readonly unplaced: number;
}

/** What one mark names. */
export interface MarkLinks {
  readonly layer: string;
  readonly annotatorId: Id;
  readonly entityId: Id | null;
  readonly speakerId: Id | null;
  readonly claimId: Id | null;
}

/** A mark as tables hold it, its segments apart. */
export interface MarkCells extends MarkLinks {
  readonly rowId: number;
  readonly id: Id;
  readonly label: string | null;
  readonly state: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** 1 for true, as the database has it. */
  readonly doubt: number;
  readonly note: string;
  /** JSON, as it is stored. */
  readonly attributes: string;
}

/** A segment of the mark with that row. */
export interface SegmentCells {
  readonly rowId: number;
  readonly role: string;
  readonly start: number;
  readonly end: number;
  readonly exact: string;
}

/** Marks of one article and their segments, both in no order. */
export interface ArticleCells {
  readonly marks: readonly MarkCells[];
  readonly segments: readonly SegmentCells[];
}
