import { z } from 'zod';
import { findLabel, findLayer } from '../codebook/codebook.ts';
import {
  annotationStates,
  ownRole,
  segmentRoles,
  type Revision,
  type Segment,
} from '../records/records.ts';
import { buildOffsetMap, codePoints, sliceSpan, type OffsetMap } from '../text/offsets.ts';
import { jsonValue } from '../util/json-schema.ts';
import { Refusal } from '../util/result.ts';
import { beginArticle } from './article.ts';
import { followWords, removeBareClaim } from './claim.ts';
import { defineCommand, defineLongCommand, doForEach, type Draft } from './define.ts';
import { resolveEntity } from './entity.ts';
import { given, id, newId, prose } from './fields.ts';

const segmentInput = z.object({
  role: z.enum(segmentRoles),
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
});
/** Fragments as commands take them; the engine adds the words they cover. */
export const segmentsInput = z.array(segmentInput).min(1).max(10_000);
type SegmentInput = z.output<typeof segmentInput>;

const fields = {
  label: z.string().nullable(),
  attributes: z.record(z.string(), jsonValue),
  doubt: z.boolean(),
  note: prose,
  state: z.enum(annotationStates),
  entityId: id.nullable(),
  speakerId: id.nullable(),
  claimId: id.nullable(),
};

/** Revisions never change; the engine keeps those in use, and their maps live as long. */
const offsetMaps = new WeakMap<Revision, OffsetMap>();

/** The offset map of a revision; the same one as long as the revision is kept. */
export function offsetMapOf(revision: Revision): OffsetMap {
  const map = offsetMaps.get(revision) ?? buildOffsetMap(revision.text);
  offsetMaps.set(revision, map);
  return map;
}

/** Segments in stored order with the text they cover. @throws Refusal when one lies outside the text or twice at one place. */
export function placeSegments(
  draft: Draft,
  articleId: string,
  revision: number,
  layer: string,
  segments: readonly SegmentInput[],
): Segment[] {
  const stored = draft.get('revision', `${articleId}:${revision}`);
  const { text } = stored;
  const map = offsetMapOf(stored);
  const length = map.lengthCodePoints;
  const needed = ownRole(layer);
  if (!segments.some((segment) => segment.role === needed)) {
    throw new Refusal(
      'bad_input',
      `An annotation of layer ${layer} needs a segment with role ${needed}.`,
    );
  }
  const placed = segments.map(({ role, start, end }): Segment => {
    if (start >= end || end > length) {
      throw new Refusal(
        'bad_input',
        `The span ${start}–${end} does not lie in the text (0–${length}).`,
      );
    }
    const span = { start: codePoints(start), end: codePoints(end) };
    return { role, ...span, exact: sliceSpan(text, span, map) };
  });
  placed.sort(
    (left, right) =>
      segmentRoles.indexOf(left.role) - segmentRoles.indexOf(right.role) ||
      left.start - right.start ||
      left.end - right.end,
  );
  return placed.filter((segment, i) => {
    const before = placed[i - 1];
    return (
      !before ||
      before.role !== segment.role ||
      before.start !== segment.start ||
      before.end !== segment.end
    );
  });
}

/** Refuse a layer or a label that the codebook does not have. @throws Refusal `bad_input` naming it. */
export function checkLabel(draft: Draft, layer: string, label: string | null): void {
  const { codebook } = draft.get('codebook', 'codebook');
  if (!findLayer(codebook, layer)) {
    throw new Refusal('bad_input', `The codebook has no layer “${layer}”.`);
  }
  if (label !== null && !findLabel(codebook, layer, label)) {
    throw new Refusal('bad_input', `The codebook has no label “${label}” in layer “${layer}”.`);
  }
}

interface Links {
  readonly entityId?: string | null | undefined;
  readonly speakerId?: string | null | undefined;
  readonly claimId?: string | null | undefined;
}

/** The links of an input, those given only, each to a row that exists; a merged entity is followed to the living one. */
export function resolveLinks(draft: Draft, links: Links): Links {
  const { entityId, speakerId, claimId } = links;
  if (claimId) draft.get('claim', claimId);
  return given({
    entityId: entityId ? resolveEntity(draft, entityId) : entityId,
    speakerId: speakerId ? resolveEntity(draft, speakerId) : speakerId,
    claimId,
  });
}

/** For work over many articles: nobody is in the midst of them, and how far they are stays. */
const keepsStatus = z.boolean().optional();

/** What layers are called to the user. */
export const layerNames: Record<string, string> = {
  quotation: 'quotation',
  mention: 'entity',
  claim: 'claim',
};

/** Mark a quotation, an entity, a claim or a label of another layer on the current revision of an article. */
export const createAnnotation = defineCommand({
  name: 'annotation.create',
  label: (input) => `Mark ${layerNames[input.layer] ?? input.layer}`,
  input: z.object({
    id: newId,
    articleId: id,
    layer: id,
    segments: segmentsInput,
    ...z.object(fields).partial().shape,
    keepsStatus,
  }),
  run(draft, input) {
    const article = draft.get('article', input.articleId);
    checkLabel(draft, input.layer, input.label ?? null);
    const links = resolveLinks(draft, input);
    const annotationId = input.id ?? draft.newId();
    if (draft.find('annotation', annotationId)) {
      throw new Refusal('conflict', `There is already an annotation with id ${annotationId}.`);
    }
    draft.put('annotation', {
      id: annotationId,
      articleId: article.id,
      revision: article.revision,
      layer: input.layer,
      label: input.label ?? null,
      annotatorId: draft.annotatorId,
      state: input.state ?? 'accepted',
      attributes: input.attributes ?? {},
      doubt: input.doubt ?? false,
      note: input.note ?? '',
      entityId: links.entityId ?? null,
      speakerId: links.speakerId ?? null,
      claimId: links.claimId ?? null,
      segments: placeSegments(draft, article.id, article.revision, input.layer, input.segments),
    });
    if (!input.keepsStatus) beginArticle(draft, article.id);
    return { id: annotationId };
  },
});

/** Change label, attributes, flags, note or links of an annotation; keys left out stay. `attributes` replaces all of them. */
export const updateAnnotation = defineCommand({
  name: 'annotation.update',
  label: 'Change mark',
  input: z.object({ id, ...z.object(fields).partial().shape, keepsStatus }),
  run(draft, { keepsStatus, ...input }) {
    const annotation = draft.get('annotation', input.id);
    if (input.label !== undefined) checkLabel(draft, annotation.layer, input.label);
    const links = resolveLinks(draft, input);
    draft.put('annotation', { ...annotation, ...given(input), ...given(links) });
    if (links.claimId) removeBareClaim(draft, annotation);
    if (input.state !== undefined && !keepsStatus) beginArticle(draft, annotation.articleId);
    return { id: input.id };
  },
});

/** Replace the segments of an annotation: resize, add or remove fragments, source, cue, addressee. */
export const setSegments = defineCommand({
  name: 'annotation.setSegments',
  label: 'Change marked words',
  input: z.object({ id, segments: segmentsInput }),
  run(draft, input) {
    const annotation = draft.get('annotation', input.id);
    const { articleId, revision, layer } = annotation;
    const segments = placeSegments(draft, articleId, revision, layer, input.segments);
    draft.put('annotation', { ...annotation, segments });
    followWords(draft, annotation, segments);
    return { id: input.id };
  },
});

/** Remove one annotation, the comments on it, and a claim that stood there only. */
export function removeAnnotation(draft: Draft, annotationId: string): void {
  const annotation = draft.get('annotation', annotationId);
  for (const comment of draft.list('comment', { targetId: annotationId })) {
    draft.remove('comment', comment.id);
  }
  draft.remove('annotation', annotationId);
  removeBareClaim(draft, annotation);
}

/** Remove annotations and the comments on them. */
export const deleteAnnotations = defineLongCommand({
  name: 'annotation.delete',
  label: (input) => (input.ids.length === 1 ? 'Delete mark' : `Delete ${input.ids.length} marks`),
  input: z.object({ ids: z.array(id).min(1) }),
  *steps(draft, { ids }) {
    const count = yield* doForEach(ids, (annotationId) => {
      removeAnnotation(draft, annotationId);
      return true;
    });
    return { count };
  },
});
