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
  collectAnnotators,
  compareAnnotations,
  type DatasetArticle,
  type DatasetHead,
} from '../../shared/formats/dataset.ts';
import type { Comment, Id } from '../../shared/records/records.ts';
import type { ExportRun } from './export-run.ts';
import { filterOf, idsOf, isWholeProject, type ExportPlan } from './export-plan.ts';
import { chooseAnnotators, dropStrayComments, readArticle, readHead } from './export-rows.ts';

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
export function readExchangeHead(run: ExportRun, plan: ExportPlan): DatasetHead {
  const { source, selection } = run;
  const all = readHead(source);
  const comments = dropStrayComments(source, all.comments, new Set(plan.articleIds), selection);
  const exported = { ...all, comments };
  const head = isWholeProject(selection) ? exported : dropStrayRows(run, plan, exported);
  const named = new Set<Id>();
  collectAnnotators(named, [head.project, head.codebook]);
  const { entities, claims, events, evidence } = head;
  for (const rows of [entities, claims, events, evidence, head.comments]) {
    collectAnnotators(named, rows);
  }
  return { ...head, annotators: chooseAnnotators(run, plan, head.annotators, named) };
}

/** The rows that the chosen articles name: who exports a part gives away nothing about the rest. */
function dropStrayRows(run: ExportRun, plan: ExportPlan, head: DatasetHead): DatasetHead {
  const linked = run.source.facts.linked(idsOf(plan), filterOf(run.selection));
  const entityIds = new Set<Id | null>(linked.entityIds);
  const claimIds = new Set(linked.claimIds);
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
  const plan = await trySplit(run, articleIds, choice, Infinity);
  if (!plan) throw new RangeError('there is no end to wait for');
  return plan;
}

/**
 * The same where it is done in time.
 *
 * @param until By `performance.now()`.
 * @returns null when it would take longer.
 */
export async function trySplit(
  run: ExportRun,
  articleIds: readonly Id[],
  choice: SplitChoice,
  until: number,
): Promise<SplitPlan | null> {
  const items: SplitItem[] = [];
  for await (const { article, revision, annotations } of readArticles(run, articleIds)) {
    if (performance.now() > until) return null;
    items.push({
      id: article.id,
      sketch: sketchText(revision.text),
      publisher: article.publisher,
      speakers: distinct(annotations.map(({ speakerId }) => speakerId)),
      entities: distinct(annotations.map(({ entityId }) => entityId)),
      claims: distinct(annotations.map(({ claimId }) => claimId)),
    });
    run.report(items.length, articleIds.length, 'Comparing articles');
  }
  return planSplit(items, choice);
}

function distinct(ids: readonly (Id | null)[]): Id[] {
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
