import type {
  Annotation,
  AnnotationState,
  ArticleStatus,
  Id,
} from '../../shared/records/records.ts';
import type { ExportArticleFacts, MarkFilter } from '../../shared/records/read-rows.ts';
import type { ExportSource } from './export-source.ts';

/** Which part of a project is exported. */
export interface ExportSelection {
  /** Only articles with one of these statuses; all when empty. */
  readonly statuses: readonly ArticleStatus[];
  /** Leave out annotations that nobody has accepted. */
  readonly acceptedOnly: boolean;
  /** Only annotations of these layers, of these annotators, in these states; all when empty. */
  readonly layers: readonly string[];
  readonly annotators: readonly Id[];
  readonly states: readonly AnnotationState[];
  /** Only these articles; all when left out. */
  readonly articleIds?: readonly Id[] | undefined;
}

/** Whether all of the project is exported, but for what no export holds. */
export function isWholeProject(selection: ExportSelection): boolean {
  const { statuses, acceptedOnly, layers, annotators, states, articleIds } = selection;
  return (
    !articleIds &&
    !acceptedOnly &&
    [statuses, layers, annotators, states].every((list) => list.length === 0)
  );
}

/** Whether an annotation is exported, its article being so. */
export function isSelected(annotation: Annotation, selection: ExportSelection): boolean {
  const { layers, annotators, states, acceptedOnly } = selection;
  const { layer, annotatorId, state } = annotation;
  return (
    (layers.length === 0 || layers.includes(layer)) &&
    (annotators.length === 0 || annotators.includes(annotatorId)) &&
    (states.length === 0 || states.includes(state)) &&
    (!acceptedOnly || state === 'accepted')
  );
}

/** What an export will hold and what stays behind. */
export interface ExportPlan {
  /** Ids of the articles in the order of the export. */
  readonly articleIds: readonly Id[];
  /** Whether these are all articles of the project. */
  readonly isAll: boolean;
  /** Marks that are exported. */
  readonly annotations: number;
  /** Articles in the trash, which no export holds. */
  readonly trashed: number;
  /** Articles left out for their status. */
  readonly otherStatus: number;
  /** Articles with earlier revisions, which no export holds. */
  readonly revised: number;
  /** Marks that lost their words in a correction, which no export holds. */
  readonly unplaced: number;
  /** Articles with an original file, which no export holds. */
  readonly originals: number;
}

/** Choose the articles. */
export function planExport(source: ExportSource, selection: ExportSelection): ExportPlan {
  const { statuses } = selection;
  const asked = source.facts.articles(selection.articleIds ?? null, filterOf(selection));
  const present = asked.filter(({ isTrashed }) => !isTrashed);
  const chosen = present.filter(({ status }) => statuses.length === 0 || statuses.includes(status));
  const sum = (count: (facts: ExportArticleFacts) => number): number =>
    chosen.reduce((total, facts) => total + count(facts), 0);
  return {
    articleIds: chosen.map(({ id }) => id),
    isAll: !selection.articleIds && chosen.length === asked.length,
    annotations: sum(({ marks }) => marks),
    trashed: asked.length - present.length,
    otherStatus: present.length - chosen.length,
    revised: sum(({ isRevised }) => Number(isRevised)),
    unplaced: sum(({ unplaced }) => unplaced),
    originals: sum(({ hasOriginal }) => Number(hasOriginal)),
  };
}

/** The articles of a plan as facts are asked for. */
export function idsOf({ isAll, articleIds }: ExportPlan): readonly Id[] | null {
  return isAll ? null : articleIds;
}

/** `isSelected` as lists of what is wanted. No state is called as the one that stands for none. */
export function filterOf({
  layers,
  annotators,
  states,
  acceptedOnly,
}: ExportSelection): MarkFilter {
  if (!acceptedOnly) return { layers, annotators, states };
  const isNone = states.length > 0 && !states.includes('accepted');
  return { layers, annotators, states: [isNone ? 'none' : 'accepted'] };
}
