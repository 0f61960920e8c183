import { randomUUID } from 'node:crypto';
import {
  buildChangeCalls,
  buildMarkingCalls,
  findCoveringMark,
  type PlaceToMark,
} from '../../shared/commands/bulk-marks.ts';
import type { Work } from '../../shared/commands/define.ts';
import type { CommandCall } from '../../shared/commands/index.ts';
import type { CallContext, ChannelParsed } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';
import type { Annotation, Id } from '../../shared/records/records.ts';
import type { HitWorkReport, MarksAtHits, SearchHit } from '../../shared/search/hit.ts';
import type { OpenProject } from '../engine/project.ts';
import { doInTurns, type Waiting } from '../engine/turns.ts';

/** What is to be done at hits. */
export type HitWork = ChannelParsed<EngineContract['search.work']>['work'];

type Read = OpenProject['read'];

interface Plan {
  readonly calls: readonly CommandCall[];
  readonly skipped: number;
  readonly outdated: number;
}

/** Mark, change or delete at hits, as one step with one undo. @throws Refusal `cancelled` before anything is written. */
export async function workOnHits(
  project: OpenProject,
  hits: readonly SearchHit[],
  work: HitWork,
  context: CallContext,
): Promise<HitWorkReport> {
  const planning =
    work.kind === 'mark'
      ? planMarks(project.read, hits, work)
      : planChanges(project.read, hits, work);
  const { calls, skipped, outdated } = await doInTurns(
    planning,
    toWaiting(context, 'Looking at marks'),
  );
  const count = (name: CommandCall['name']) => calls.filter((call) => call.name === name).length;
  const removed = calls.reduce(
    (sum, call) => sum + (call.name === 'annotation.delete' ? call.input.ids.length : 0),
    0,
  );
  const made = count('annotation.create');
  const changed = count('annotation.update');
  const report = { made, changed, removed, skipped, outdated };
  if (made + changed + removed === 0) return { stepId: null, ...report };
  const label = describeStep(work.kind, made + changed + removed);
  const batch = { label, calls: [...listLinkCalls(work), ...calls.map(keepStatus)] };
  const { stepId } = await project.runInTurns('batch.run', batch, toWaiting(context, 'Storing'));
  return { stepId, ...report };
}

/** Nobody is in the midst of so many articles: how far they are stays as it is. */
function keepStatus(call: CommandCall): CommandCall {
  const keepsStatus = true;
  if (call.name === 'annotation.create') return { ...call, input: { ...call.input, keepsStatus } };
  if (call.name === 'annotation.update') return { ...call, input: { ...call.input, keepsStatus } };
  return call;
}

/** How many marks there are at hits, by layer. @throws Refusal `cancelled` */
export async function countMarksAt(
  project: OpenProject,
  hits: readonly SearchHit[],
  context: CallContext,
): Promise<MarksAtHits[]> {
  const layers = project.read.get('codebook', 'codebook').codebook.layers.map(({ id }) => id);
  const counts = layers.map((layer) => ({ layer, hits: 0, marks: new Map<Id, Annotation>() }));
  const counting = visitHits(project.read, hits, (hit, around) => {
    if (around.isOutdated) return;
    for (const each of counts) {
      const mark = findMarkAt(hit, around, each.layer);
      if (!mark) continue;
      each.hits += 1;
      each.marks.set(mark.id, mark);
    }
  });
  await doInTurns(counting, toWaiting(context, 'Looking at marks'));
  return counts
    .filter(({ marks }) => marks.size > 0)
    .map(({ layer, hits: marked, marks }) => {
      const suggested = [...marks.values()].filter(({ state }) => state === 'suggested').length;
      return { layer, hits: marked, marks: marks.size, suggested };
    });
}

function toWaiting({ signal, progress }: CallContext, label: string): Waiting {
  return {
    signal,
    progress: ({ done, total }) => progress({ done: Math.floor(done), total, label }),
  };
}

function describeStep(kind: HitWork['kind'], count: number): string {
  if (kind === 'mark') return `Mark ${count} ${count === 1 ? 'hit' : 'hits'}`;
  const marks = count === 1 ? 'mark' : 'marks';
  return kind === 'change' ? `Change ${count} ${marks}` : `Delete ${count} ${marks}`;
}

/** The call that adds what the marks are linked to, where that is new. */
function listLinkCalls(work: HitWork): CommandCall[] {
  const link = work.kind === 'delete' ? null : work.newLink;
  if (!link) return [];
  if (link.kind === 'claim') {
    const { id, statement } = link;
    return [{ name: 'claim.create', input: { id, statement } }];
  }
  const { id, name, type } = link;
  return [{ name: 'entity.create', input: { id, name, type } }];
}

/** Where a hit lies. */
interface Surroundings {
  /** All marks of its article, those left behind on former texts too. */
  readonly marks: readonly Annotation[];
  /** Those on its current text, rejected ones too. */
  readonly current: readonly Annotation[];
  /** The article is gone or in the trash, or its text has changed since the search. */
  readonly isOutdated: boolean;
}

/** Look at hits article by article, those in no article left out. @returns How many those are. */
function* visitHits(
  read: Read,
  hits: readonly SearchHit[],
  visit: (hit: SearchHit, around: Surroundings) => void,
): Work<number> {
  const groups = groupByArticle(hits);
  const total = [...groups.values()].reduce((sum, own) => sum + own.length, 0);
  let done = 0;
  for (const [articleId, own] of groups) {
    const article = read.find('article', articleId);
    const isGone = !article || article.trashedAt !== null;
    const marks = isGone ? [] : read.list('annotation', { articleId });
    const current = marks.filter(({ revision }) => revision === article?.revision);
    for (const hit of own) {
      const isOutdated = isGone || (hit.span !== null && hit.revision !== article.revision);
      visit(hit, { marks, current, isOutdated });
      done += 1;
      yield { done, total };
    }
  }
  return hits.length - total;
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

/** The mark of a layer that a hit is, is a note on, or lies in; null when there is none. */
function findMarkAt(
  hit: SearchHit,
  { marks, current }: Surroundings,
  layer: string,
): Annotation | null {
  const own = hit.markId === null ? null : marks.find(({ id }) => id === hit.markId);
  if (own?.layer === layer) return own;
  return hit.span && findCoveringMark(current, layer, hit.span);
}

function* planMarks(
  read: Read,
  hits: readonly SearchHit[],
  work: Extract<HitWork, { readonly kind: 'mark' }>,
): Work<Plan> {
  const places: PlaceToMark[] = [];
  let [skipped, outdated] = [0, 0];
  const missing = yield* visitHits(read, hits, (hit, { current, isOutdated }) => {
    const { articleId, span } = hit;
    if (isOutdated) outdated += 1;
    else if (!span || articleId === null) skipped += 1;
    else {
      const marked = findCoveringMark(current, work.layer, span);
      if (marked && work.skipMarked) skipped += 1;
      else places.push({ articleId, span, marked });
    }
  });
  const calls = buildMarkingCalls(places, work, randomUUID);
  return { calls, skipped: skipped + missing, outdated };
}

/** Changes of the marks at the hits, each mark once. */
function* planChanges(
  read: Read,
  hits: readonly SearchHit[],
  work: Exclude<HitWork, { readonly kind: 'mark' }>,
): Work<Plan> {
  const marks = new Map<Id, Annotation>();
  let [skipped, outdated] = [0, 0];
  const missing = yield* visitHits(read, hits, (hit, around) => {
    const mark = around.isOutdated ? null : findMarkAt(hit, around, work.layer);
    if (around.isOutdated) outdated += 1;
    else if (mark) marks.set(mark.id, mark);
    else skipped += 1;
  });
  const rest = { skipped: skipped + missing, outdated };
  if (work.kind === 'change') {
    return { calls: buildChangeCalls([...marks.values()], work), ...rest };
  }
  const ids = [...marks.keys()];
  const calls: CommandCall[] =
    ids.length > 0 ? [{ name: 'annotation.delete', input: { ids } }] : [];
  return { calls, ...rest };
}
