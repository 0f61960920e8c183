import { sketchText } from '../../shared/text/near-duplicates.ts';
import {
  planSplit,
  splitNames,
  type SplitChoice,
  type SplitItem,
  type SplitPlan,
} from '../../shared/exchange/split/split.ts';
import type { SplitReport } from '../../shared/contract/views.ts';
import {
  compareAnnotations,
  type DatasetArticle,
  type DatasetHead,
} from '../../shared/formats/dataset.ts';
import type { Comment, Id } from '../../shared/records/records.ts';
import type { ExportRun } from './export-run.ts';
import {
  dropStrayAnnotators,
  dropStrayComments,
  isWholeProject,
  readArticle,
  readHead,
  type ExportPlan,
} from './export-source.ts';

/** Chosen articles that are still there, one after the other, their marks in the order of every export. */
export async function* readArticles(
  run: ExportRun,
  articleIds: readonly Id[],
): AsyncGenerator<DatasetArticle> {
  for (const articleId of articleIds) {
    const item = readOrderedArticle(run, articleId);
    if (item) yield item;
    await run.breathe();
  }
}

/** One article, its marks in the order of every export; null when it has gone meanwhile. */
export function readOrderedArticle(run: ExportRun, articleId: Id): DatasetArticle | null {
  const item = readArticle(run.source, articleId, run.selection);
  return item && { ...item, annotations: [...item.annotations].sort(compareAnnotations) };
}

/** Everything but the articles, as `ExportContext.head` says. */
export async function readExchangeHead(run: ExportRun, plan: ExportPlan): Promise<DatasetHead> {
  const { source, selection, breathe } = run;
  const { articleIds } = plan;
  const all = dropStrayComments(source, readHead(source), new Set(articleIds), selection);
  const head = isWholeProject(selection) ? all : await dropStrayRows(run, all, articleIds);
  return dropStrayAnnotators(source, head, articleIds, selection, breathe);
}

/** The rows that the chosen articles name: who exports a part gives away nothing about the rest. */
async function dropStrayRows(
  run: ExportRun,
  head: DatasetHead,
  articleIds: readonly Id[],
): Promise<DatasetHead> {
  const entityIds = new Set<Id | null>();
  const claimIds = new Set<Id | null>();
  for await (const { annotations } of readArticles(run, articleIds)) {
    for (const { entityId, speakerId, claimId } of annotations) {
      entityIds.add(entityId).add(speakerId);
      claimIds.add(claimId);
    }
  }
  const claims = head.claims.filter(({ id }) => claimIds.has(id));
  for (const { claimantId } of claims) entityIds.add(claimantId);
  // What an entity was merged into goes along; redirects may point to redirects.
  for (let size = -1; size !== entityIds.size;) {
    size = entityIds.size;
    for (const { id, mergedInto } of head.entities)
      if (entityIds.has(id)) entityIds.add(mergedInto);
  }
  const ofClaim = ({ claimId }: { readonly claimId: Id }): boolean => claimIds.has(claimId);
  const kept = {
    entities: head.entities.filter(({ id }) => entityIds.has(id)),
    claims,
    events: head.events.filter(ofClaim),
    evidence: head.evidence.filter(ofClaim),
  };
  const targets = new Set(
    [...kept.entities, ...kept.claims, ...kept.events, ...kept.evidence].map(({ id }) => id),
  );
  const isKept = ({ targetType, targetId }: Comment): boolean =>
    !['entity', 'claim', 'claim_event', 'evidence'].includes(targetType) || targets.has(targetId);
  return { ...head, ...kept, comments: head.comments.filter(isKept) };
}

/** Split the chosen articles. */
export async function planArticleSplit(
  run: ExportRun,
  articleIds: readonly Id[],
  choice: SplitChoice,
): Promise<SplitPlan> {
  const items: SplitItem[] = [];
  for await (const { article, revision, annotations } of readArticles(run, articleIds)) {
    items.push({
      id: article.id,
      sketch: sketchText(revision.text),
      publisher: article.publisher,
      speakers: idsOf(annotations.map(({ speakerId }) => speakerId)),
      entities: idsOf(annotations.map(({ entityId }) => entityId)),
      claims: idsOf(annotations.map(({ claimId }) => claimId)),
    });
    run.report(items.length, articleIds.length, 'Comparing articles');
  }
  return planSplit(items, choice);
}

function idsOf(ids: readonly (Id | null)[]): Id[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

/** A split as a report shows it. */
export function buildSplitReport({ splitOf, groups, leakage }: SplitPlan): SplitReport {
  const all = [...splitOf.values()];
  return {
    parts: splitNames
      .map((name) => ({ name, articles: all.filter((split) => split === name).length }))
      .filter(({ articles }) => articles > 0),
    groups,
    leakage,
  };
}
