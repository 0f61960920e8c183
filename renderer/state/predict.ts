import type { CommandInput, CommandName } from '../../shared/commands/index.ts';
import type { Change } from '../../shared/records/change.ts';
import {
  segmentRoles,
  type Annotation,
  type Comment,
  type Entity,
  type Id,
  type Revision,
  type Segment,
} from '../../shared/records/records.ts';
import {
  buildOffsetMap,
  codePoints,
  sliceSpan,
  type OffsetMap,
} from '../../shared/text/offsets.ts';
import type { OpenArticle } from './apply-changes.ts';

/** What a prediction may look at. */
export interface PredictionBase {
  readonly article: OpenArticle | null;
  readonly entities: ReadonlyMap<Id, Entity>;
  readonly annotatorId: string;
  readonly now: string;
}

type SegmentInput = CommandInput<'annotation.setSegments'>['segments'][number];

/** Revisions never change, and one is worked on for hours. */
const offsetMaps = new WeakMap<Revision, OffsetMap>();

function offsetMapOf(revision: Revision): OffsetMap {
  const map = offsetMaps.get(revision) ?? buildOffsetMap(revision.text);
  offsetMaps.set(revision, map);
  return map;
}

/** Segments as they will be stored; null when the engine will refuse them. */
function placeSegments(
  revision: Revision,
  layer: string,
  segments: readonly SegmentInput[],
): Segment[] | null {
  const map = offsetMapOf(revision);
  const needed = layer === 'quotation' ? 'content' : 'span';
  if (!segments.some(({ role }) => role === needed)) return null;
  const placed: Segment[] = [];
  for (const { role, start, end } of segments) {
    if (start < 0 || start >= end || end > map.lengthCodePoints) return null;
    const span = { start: codePoints(start), end: codePoints(end) };
    placed.push({ role, ...span, exact: sliceSpan(revision.text, span, map) });
  }
  placed.sort(
    (left, right) =>
      segmentRoles.indexOf(left.role) - segmentRoles.indexOf(right.role) ||
      left.start - right.start ||
      left.end - right.end,
  );
  return placed.filter(({ role, start, end }, i) => {
    const before = placed[i - 1];
    return before?.role !== role || before.start !== start || before.end !== end;
  });
}

/** The living entity behind a link; null when there is none, which the engine will refuse. */
function resolveEntity(base: PredictionBase, id: Id): Id | null {
  const entity = base.entities.get(id);
  if (!entity) return null;
  return entity.mergedInto === null ? id : resolveEntity(base, entity.mergedInto);
}

type Links = Partial<Pick<Annotation, 'entityId' | 'speakerId'>>;

/** The links of an input, those given only; null when one leads nowhere. */
function resolveLinks(
  base: PredictionBase,
  input: { readonly [Key in keyof Links]?: Links[Key] | undefined },
): Links | null {
  const links: { -readonly [Key in keyof Links]: Links[Key] } = {};
  for (const key of ['entityId', 'speakerId'] as const) {
    const id = input[key];
    if (id === undefined) continue;
    const living = id === null ? null : resolveEntity(base, id);
    if (id !== null && living === null) return null;
    links[key] = living;
  }
  return links;
}

function created(base: PredictionBase, input: CommandInput<'annotation.create'>): Change[] {
  const { article, annotatorId, now } = base;
  if (article?.article.id !== input.articleId || input.id === undefined) return [];
  const segments = placeSegments(article.revision, input.layer, input.segments);
  const links = resolveLinks(base, input);
  if (!segments || !links || article.annotations.has(input.id)) return [];
  const after: Annotation = {
    id: input.id,
    articleId: input.articleId,
    revision: article.article.revision,
    layer: input.layer,
    label: input.label ?? null,
    annotatorId,
    state: input.state ?? 'accepted',
    attributes: input.attributes ?? {},
    doubt: input.doubt ?? false,
    note: input.note ?? '',
    entityId: links.entityId ?? null,
    speakerId: links.speakerId ?? null,
    claimId: input.claimId ?? null,
    segments,
    createdAt: now,
    createdBy: annotatorId,
    updatedAt: now,
    updatedBy: annotatorId,
  };
  return [{ type: 'annotation', id: input.id, before: null, after }];
}

function changed(base: PredictionBase, before: Annotation, fields: Partial<Annotation>): Change[] {
  const after = { ...before, ...fields, updatedAt: base.now, updatedBy: base.annotatorId };
  return [{ type: 'annotation', id: before.id, before, after }];
}

function updated(base: PredictionBase, input: CommandInput<'annotation.update'>): Change[] {
  const before = base.article?.annotations.get(input.id);
  const links = resolveLinks(base, input);
  if (!before || !links) return [];
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return changed(base, before, { ...(Object.fromEntries(given) as Partial<Annotation>), ...links });
}

function resized(base: PredictionBase, input: CommandInput<'annotation.setSegments'>): Change[] {
  const before = base.article?.annotations.get(input.id);
  if (!base.article || !before) return [];
  const segments = placeSegments(base.article.revision, before.layer, input.segments);
  return segments ? changed(base, before, { segments }) : [];
}

function removed(base: PredictionBase, ids: readonly Id[]): Change[] {
  return ids.flatMap((id): Change[] => {
    const before = base.article?.annotations.get(id);
    if (!before) return [];
    const comments = [...(base.article?.comments.values() ?? [])]
      .filter(({ targetId }) => targetId === id)
      .map((comment): Change => ({
        type: 'comment',
        id: comment.id,
        before: comment,
        after: null,
      }));
    return [...comments, { type: 'annotation', id, before, after: null }];
  });
}

function restored(base: PredictionBase, input: CommandInput<'annotation.restore'>): Change[] {
  const { articleId, revision, layer, segments, id } = input.annotation;
  const { article } = base;
  if (article?.article.id !== articleId || article.annotations.has(id)) return [];
  const placed =
    revision === article.article.revision && placeSegments(article.revision, layer, segments);
  const links = resolveLinks(base, input.annotation);
  if (!placed || !links) return [];
  const after: Annotation = { ...input.annotation, ...links, segments: placed };
  const comments = input.comments.map((comment): Change => {
    const row: Comment = { ...comment, targetType: 'annotation', targetId: id };
    return { type: 'comment', id: comment.id, before: null, after: row };
  });
  return [{ type: 'annotation', id, before: null, after }, ...comments];
}

function newEntity(base: PredictionBase, input: CommandInput<'entity.create'>): Change[] {
  const name = input.name.trim();
  if (input.id === undefined || name === '' || base.entities.has(input.id)) return [];
  const after: Entity = {
    id: input.id,
    type: input.type,
    name,
    aliases: [...new Set(input.aliases?.map((alias) => alias.trim()))],
    externalIds: input.externalIds ?? {},
    note: input.note ?? '',
    mergedInto: null,
    createdAt: base.now,
    createdBy: base.annotatorId,
    updatedAt: base.now,
    updatedBy: base.annotatorId,
  };
  return [{ type: 'entity', id: input.id, before: null, after }];
}

/**
 * What a command will most likely change, so that the window can draw before the engine has answered. Empty for commands that
 * nobody waits for, and where it can be seen that the engine will refuse.
 */
export function predictChanges<Name extends CommandName>(
  base: PredictionBase,
  name: Name,
  input: CommandInput<Name>,
): Change[] {
  const call = { name, input } as {
    [N in CommandName]: { name: N; input: CommandInput<N> };
  }[CommandName];
  switch (call.name) {
    case 'annotation.create':
      return created(base, call.input);
    case 'annotation.update':
      return updated(base, call.input);
    case 'annotation.setSegments':
      return resized(base, call.input);
    case 'annotation.delete':
      return removed(base, call.input.ids);
    case 'annotation.restore':
      return restored(base, call.input);
    case 'entity.create':
      return newEntity(base, call.input);
    default:
      return [];
  }
}
