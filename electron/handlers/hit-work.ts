import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import {
  buildMarkingCalls,
  findCoveringMark,
  type PlaceToMark,
} from '../../shared/commands/bulk-marks.ts';
import type { CommandCall } from '../../shared/commands/index.ts';
import type { CallContext, ChannelParsed } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';
import type { Id } from '../../shared/records/records.ts';
import type { HitWorkReport, SearchHit } from '../../shared/search/hit.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { OpenProject } from '../engine/project.ts';
import type { Waiting } from '../engine/turns.ts';

/** What is to be done at hits. */
export type HitWork = ChannelParsed<EngineContract['search.work']>['work'];

interface Plan {
  readonly calls: readonly CommandCall[];
  readonly skipped: number;
  readonly outdated: number;
}

/** Articles that are looked at before other calls get their turn. */
const articlesAtOnce = 20;

/** Mark, change or delete at hits, as one step with one undo. @throws Refusal `cancelled` before anything is written. */
export async function workOnHits(
  project: OpenProject,
  hits: readonly SearchHit[],
  work: HitWork,
  context: CallContext,
): Promise<HitWorkReport> {
  const plan =
    work.kind === 'mark'
      ? await planMarks(project, hits, work, context)
      : planChanges(project, hits, work);
  const { calls, skipped, outdated } = plan;
  const count = (name: CommandCall['name']) => calls.filter((call) => call.name === name).length;
  const removed = calls.reduce(
    (sum, call) => sum + (call.name === 'annotation.delete' ? call.input.ids.length : 0),
    0,
  );
  const made = count('annotation.create');
  const changed = count('annotation.update');
  const report = { made, changed, removed, skipped, outdated };
  if (calls.length === 0) return { stepId: null, ...report };
  const marks = `${made + changed + removed} ${made + changed + removed === 1 ? 'hit' : 'hits'}`;
  const verbs = { mark: 'Mark', change: 'Change marks of', delete: 'Delete marks of' } as const;
  const label = `${verbs[work.kind]} ${marks}`;
  const { signal } = context;
  const waiting: Waiting = {
    signal,
    progress: ({ done, total }) =>
      context.progress({ done: Math.floor(done), total, label: 'Storing' }),
  };
  const { stepId } = await project.runInTurns('batch.run', { label, calls }, waiting);
  return { stepId, ...report };
}

async function planMarks(
  project: OpenProject,
  hits: readonly SearchHit[],
  work: Extract<HitWork, { readonly kind: 'mark' }>,
  { signal, progress }: CallContext,
): Promise<Plan> {
  const { read } = project;
  const places: PlaceToMark[] = [];
  let [skipped, outdated] = [0, 0];
  const byArticle = groupByArticle(hits);
  let done = 0;
  for (const [articleId, own] of byArticle) {
    const article = read.find('article', articleId);
    const marks = read.list('annotation', { articleId });
    const current = marks.filter(({ revision }) => revision === article?.revision);
    for (const { span, revision } of own) {
      if (!span) skipped += 1;
      else if (!article || article.trashedAt !== null || article.revision !== revision)
        outdated += 1;
      else {
        const marked = findCoveringMark(current, work.layer, span);
        if (marked && work.skipMarked) skipped += 1;
        else places.push({ articleId, span, marked });
      }
    }
    done += 1;
    if (done % articlesAtOnce !== 0) continue;
    progress({ done, total: byArticle.size, label: 'Looking at marks' });
    await setImmediate();
    if (signal.aborted) throw new Refusal('cancelled', 'Nothing was marked.');
  }
  const missing = hits.length - [...byArticle.values()].reduce((sum, own) => sum + own.length, 0);
  const calls = buildMarkingCalls(places, work, randomUUID);
  return { calls, skipped: skipped + missing, outdated };
}

function groupByArticle(hits: readonly SearchHit[]): Map<Id, SearchHit[]> {
  const groups = new Map<Id, SearchHit[]>();
  for (const hit of hits) {
    if (hit.articleId === null) continue;
    const group = groups.get(hit.articleId);
    if (group) group.push(hit);
    else groups.set(hit.articleId, [hit]);
  }
  return groups;
}

/** Changes of the marks that are among the hits, each mark once. */
function planChanges(
  { read }: OpenProject,
  hits: readonly SearchHit[],
  work: Exclude<HitWork, { readonly kind: 'mark' }>,
): Plan {
  const markIds = [...new Set(hits.flatMap(({ markId }) => (markId === null ? [] : [markId])))];
  const marks = markIds.map((id) => read.find('annotation', id)).filter((mark) => mark !== null);
  const outdated = markIds.length - marks.length;
  if (work.kind === 'delete') {
    const ids = marks.map(({ id }) => id);
    const calls = ids.length > 0 ? [{ name: 'annotation.delete' as const, input: { ids } }] : [];
    return { calls, skipped: hits.filter(({ markId }) => markId === null).length, outdated };
  }
  const { layer, patch } = work;
  const meant = marks.filter((mark) => mark.layer === layer);
  const calls = meant.map(({ id }): CommandCall => {
    return { name: 'annotation.update', input: { id, ...patch } };
  });
  return { calls, skipped: hits.length - meant.length, outdated };
}
