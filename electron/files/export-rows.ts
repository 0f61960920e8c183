import {
  collectAnnotators,
  type DatasetArticle,
  type DatasetHead,
} from '../../shared/formats/dataset.ts';
import type { ArticleCells } from '../../shared/records/read-rows.ts';
import type { Annotator, Comment, Id } from '../../shared/records/records.ts';
import { Refusal } from '../../shared/util/result.ts';
import {
  filterOf,
  idsOf,
  isSelected,
  type ExportPlan,
  type ExportSelection,
} from './export-plan.ts';
import type { ExportSource } from './export-source.ts';

/** One article as rows; null when it has gone meanwhile. */
export function readArticle(
  source: ExportSource,
  articleId: Id,
  selection: ExportSelection,
): DatasetArticle | null {
  const article = source.find('article', articleId);
  if (!article) return null;
  const revision = source.readRevision(`${articleId}:${article.revision}`);
  if (!revision) {
    throw new Refusal(
      'damaged',
      `The article “${article.title}” has lost its text. Check the project.`,
    );
  }
  const annotations = source
    .list('annotation', { articleId })
    .filter((annotation) => annotation.revision === article.revision)
    .filter((annotation) => isSelected(annotation, selection));
  return { article, revision, annotations, states: source.list('article_state', { articleId }) };
}

/** An article whose marks are as tables hold them; null when it has gone meanwhile, or when the source has no such marks. */
export function readCsvArticle(
  source: ExportSource,
  articleId: Id,
  selection: ExportSelection,
): { readonly item: DatasetArticle; readonly cells: ArticleCells } | null {
  const article = source.find('article', articleId);
  const revision = article && source.json?.plainRevision(articleId, article.revision);
  if (!article || !revision || !source.json) return null;
  const cells = source.json.cells(articleId, article.revision, filterOf(selection));
  const states = source.list('article_state', { articleId });
  return { item: { article, revision, annotations: [], states }, cells };
}

/** The two rows that every project has. @throws Refusal `damaged`. */
export function readProjectRows(source: ExportSource): Pick<DatasetHead, 'project' | 'codebook'> {
  const [project] = source.list('project', {});
  const codebook = source.find('codebook', 'codebook');
  if (!project || !codebook) {
    throw new Refusal(
      'damaged',
      'The project has lost its name or its codebook. Check the project.',
    );
  }
  return { project, codebook };
}

/** Everything but the articles, with all annotators. */
export function readHead(source: ExportSource): DatasetHead {
  return {
    ...readProjectRows(source),
    annotators: source.list('annotator', {}),
    entities: source.list('entity', {}),
    claims: source.list('claim', {}),
    events: source.list('claim_event', {}),
    evidence: source.list('evidence', {}),
    comments: source.list('comment', {}),
  };
}

/** Remarks, without those on what is not exported. */
export function dropStrayComments(
  source: ExportSource,
  comments: readonly Comment[],
  articleIds: ReadonlySet<Id>,
  selection: ExportSelection,
): readonly Comment[] {
  const isExported = ({ targetType, targetId }: Comment): boolean => {
    const target = source.find(targetType, targetId);
    if (!target) return false;
    if (targetType === 'article') return articleIds.has(targetId);
    // A remark on a mark that lost its words stays behind with it.
    if (
      'segments' in target &&
      (target.revision !== source.find('article', target.articleId)?.revision ||
        !isSelected(target, selection))
    )
      return false;
    return !('articleId' in target) || articleIds.has(target.articleId);
  };
  return comments.filter(isExported);
}

/**
 * Of all annotators, those whom an exported row names: who only opened a project is no part of its data.
 *
 * @param named Those whom rows beside the articles name.
 */
export function chooseAnnotators(
  { source, selection }: { readonly source: ExportSource; readonly selection: ExportSelection },
  plan: ExportPlan,
  all: readonly Annotator[],
  named: ReadonlySet<Id>,
): readonly Annotator[] {
  const known = new Set(named);
  const others = all.map(({ id }) => id).filter((id) => !known.has(id));
  if (others.length > 0) {
    const found = source.facts.annotators(others, idsOf(plan), filterOf(selection));
    for (const id of found) known.add(id);
  }
  // Who made a named annotator is named too.
  for (let size = -1; size !== known.size;) {
    size = known.size;
    collectAnnotators(
      known,
      all.filter(({ id }) => known.has(id)),
    );
  }
  return all.filter(({ id }) => known.has(id));
}
