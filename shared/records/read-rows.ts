import type { ArticleStatus, Id, Stamp } from './records.ts';

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

/** What the marks of an article name together, each id once, in no order. */
export interface ArticleLinks {
  /** Marks by layer. */
  readonly layers: ReadonlyMap<string, number>;
  readonly annotatorIds: ReadonlySet<Id>;
  /** Speakers too. */
  readonly entityIds: ReadonlySet<Id>;
  readonly claimIds: ReadonlySet<Id>;
}

/** Put together what marks name. */
export function collectLinks(marks: readonly MarkLinks[]): ArticleLinks {
  const layers = new Map<string, number>();
  const [annotatorIds, entityIds, claimIds] = [new Set<Id>(), new Set<Id>(), new Set<Id>()];
  for (const { layer, annotatorId, entityId, speakerId, claimId } of marks) {
    layers.set(layer, (layers.get(layer) ?? 0) + 1);
    annotatorIds.add(annotatorId);
    if (entityId !== null) entityIds.add(entityId);
    if (speakerId !== null) entityIds.add(speakerId);
    if (claimId !== null) claimIds.add(claimId);
  }
  return { layers, annotatorIds, entityIds, claimIds };
}

/** What is wanted of articles as JSON. */
export interface JsonWish {
  readonly filter: MarkFilter;
  /** Stands between two marks. */
  readonly separator: string;
  /** Whether it is to be told what the marks name. */
  readonly withLinks: boolean;
}

/** An article's text and marks, all JSON in UTF-8 to the byte as `JSON.stringify` would write it. */
export interface ArticleJson {
  readonly revision: RevisionJson;
  readonly marks: MarksJson;
  /** Null when they were not wanted. */
  readonly links: ArticleLinks | null;
}

/** The text of an article as JSON, and the revision's other columns. */
export interface RevisionJson extends Stamp {
  readonly number: number;
  readonly sha256: string;
  readonly reason: string;
  readonly text: Uint8Array;
  readonly document: Uint8Array;
}

/** Marks of one article as JSON. */
export interface MarksJson {
  /** In the order of every export; empty when there are none. */
  readonly json: Uint8Array;
  readonly count: number;
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
