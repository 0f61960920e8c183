import { segmentRoles } from '../records/records.ts';
import type {
  Annotation,
  Annotator,
  Article,
  ArticleState,
  ArticleStatus,
  Claim,
  ClaimEvent,
  CodebookRecord,
  Comment,
  Entity,
  Evidence,
  Id,
  Project,
  Revision,
  Segment,
  Stamp,
} from '../records/records.ts';
import { articleStatuses } from '../records/records.ts';
import { compareTexts } from '../util/compare-texts.ts';

/** One article with everything that belongs to it alone. */
export interface DatasetArticle {
  readonly article: Article;
  readonly states: readonly ArticleState[];
  /** The current revision. */
  readonly revision: Revision;
  /** Annotations of the current revision. */
  readonly annotations: readonly Annotation[];
}

/** All rows of a project that are not part of one article. */
export interface DatasetHead {
  readonly project: Project;
  /** Those whom another row names. */
  readonly annotators: readonly Annotator[];
  readonly codebook: CodebookRecord;
  /** Merged ones too: they are redirects. */
  readonly entities: readonly Entity[];
  readonly claims: readonly Claim[];
  readonly events: readonly ClaimEvent[];
  readonly evidence: readonly Evidence[];
  readonly comments: readonly Comment[];
}

/** A project as plain rows: what formats write and read. */
export interface Dataset extends DatasetHead {
  readonly articles: readonly DatasetArticle[];
}

/**
 * Stands in a stamp, an annotator's place in an article state and a recorded time for «not said in the file»; the import
 * puts the importing annotator and the time of the import there.
 */
export const unknownStamp = '';

const checked = new WeakSet<Dataset>();

/** Say that a dataset has passed all checks of its format. For parsers only. */
export function markChecked(dataset: Dataset): Dataset {
  checked.add(dataset);
  return dataset;
}

/** Whether the dataset comes from a parser, unchanged: the only kind that may be imported. */
export function isChecked(value: unknown): value is Dataset {
  return typeof value === 'object' && value !== null && checked.has(value as Dataset);
}

/** Order of rows in every export: by when they were made, then by id. */
export function compareCreated(
  left: { readonly createdAt: string; readonly id: Id },
  right: { readonly createdAt: string; readonly id: Id },
): number {
  return compareTexts(left.createdAt, right.createdAt) || compareTexts(left.id, right.id);
}

/** Order of segments within an annotation: by role, then in reading order. */
export function compareSegments(left: Segment, right: Segment): number {
  return (
    segmentRoles.indexOf(left.role) - segmentRoles.indexOf(right.role) ||
    left.start - right.start ||
    left.end - right.end
  );
}

/** Order of annotations within an article: by where they begin, longer ones first, then by id. */
export function compareAnnotations(left: Annotation, right: Annotation): number {
  const [a, b] = [extentOf(left), extentOf(right)];
  return a.start - b.start || b.end - a.end || compareTexts(left.id, right.id);
}

/** First start and last end of some segments, in code points. */
export function extentOf(annotation: { readonly segments: readonly Segment[] }): {
  readonly start: number;
  readonly end: number;
} {
  const { segments } = annotation;
  return {
    start: segments.reduce((least, segment) => Math.min(least, segment.start), Infinity),
    end: segments.reduce((most, segment) => Math.max(most, segment.end), 0),
  };
}

/** The status that stands for an article in an export: the furthest that any annotator has given it. */
export function furthestStatus(states: readonly ArticleState[]): ArticleStatus {
  const furthest = Math.max(0, ...states.map((state) => articleStatuses.indexOf(state.status)));
  return articleStatuses[furthest] ?? 'new';
}

/** Ids of annotators that rows name: makers, changers and those in `annotatorId`. */
export function collectAnnotators(
  into: Set<Id>,
  rows: readonly (Stamp & { readonly annotatorId?: Id })[],
): void {
  for (const row of rows) {
    into.add(row.createdBy);
    into.add(row.updatedBy);
    if (row.annotatorId !== undefined) into.add(row.annotatorId);
  }
}
