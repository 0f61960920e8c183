import { z } from 'zod';
import { findLayer } from '../codebook/codebook.ts';
import { ownRole, type Annotation, type Segment } from '../records/records.ts';
import { fuseSpans } from '../text/fuse.ts';
import { Refusal } from '../util/result.ts';
import { checkLabel, layerNames, placeSegments, resolveLinks } from './annotation.ts';
import { removeBareClaim } from './claim.ts';
import { defineCommand, type Draft } from './define.ts';
import { given, id } from './fields.ts';

/** The attributes that the codebook has for a layer. */
function attributesOf(
  draft: Draft,
  layer: string,
  attributes: Annotation['attributes'],
): Annotation['attributes'] {
  const known = findLayer(draft.get('codebook', 'codebook').codebook, layer)?.attributes ?? [];
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => known.some((each) => each.id === name)),
  );
}

/**
 * Make an annotation one of another layer. Id, words, note, doubt, state and comments stay; source, cue, addressee, links and
 * attributes that the other layer does not have go. `label` and links are those given, else none.
 */
export const convertAnnotation = defineCommand({
  name: 'annotation.convert',
  label: (input) => `Convert to ${layerNames[input.layer] ?? input.layer}`,
  input: z.object({
    id,
    layer: id,
    label: z.string().nullable().optional(),
    entityId: id.nullable().optional(),
    speakerId: id.nullable().optional(),
    claimId: id.nullable().optional(),
  }),
  run(draft, input) {
    const annotation = draft.get('annotation', input.id);
    const { articleId, revision, segments } = annotation;
    const { layer, label = null } = input;
    checkLabel(draft, layer, label);
    const own = segments.filter(({ role }) => role === ownRole(annotation.layer));
    const role = ownRole(layer);
    draft.put('annotation', {
      ...annotation,
      layer,
      label,
      attributes: attributesOf(draft, layer, annotation.attributes),
      entityId: null,
      speakerId: null,
      claimId: null,
      ...given(resolveLinks(draft, input)),
      segments: placeSegments(
        draft,
        articleId,
        revision,
        layer,
        own.map(({ start, end }) => ({ role, start, end })),
      ),
    });
    removeBareClaim(draft, annotation);
    return { id: input.id };
  },
});

/** Segments of several annotations as those of one: own words fused where they meet, one cue, everything else kept. */
function uniteSegments(text: string, layer: string, marks: readonly Annotation[]) {
  const role = ownRole(layer);
  const all = marks.flatMap(({ segments }) => segments);
  const own = fuseSpans(
    text,
    all.filter((segment) => segment.role === role),
  );
  const cues = marks.find(({ segments }) => segments.some((each) => each.role === 'cue'))?.segments;
  const isKept = (segment: Segment) =>
    segment.role !== role && (segment.role !== 'cue' || (cues?.includes(segment) ?? false));
  return [...own.map(({ start, end }) => ({ role, start, end })), ...all.filter(isKept)];
}

/**
 * Join annotations of one layer into the first: it keeps its id and takes what it does not have itself, label, links, notes,
 * attributes, from the others in their order. Their comments become its own.
 */
export const mergeAnnotations = defineCommand({
  name: 'annotation.merge',
  label: 'Merge marks',
  input: z.object({ intoId: id, fromIds: z.array(id).min(1).max(1000) }),
  run(draft, { intoId, fromIds }) {
    const into = draft.get('annotation', intoId);
    const { articleId, revision, layer } = into;
    const from = [...new Set(fromIds)].map((each) => draft.get('annotation', each));
    const odd = from.find(
      (each) =>
        each.id === intoId ||
        each.layer !== layer ||
        each.articleId !== articleId ||
        each.revision !== revision,
    );
    if (odd) {
      throw new Refusal(
        'bad_input',
        `Mark ${odd.id} is not another one of the same layer and text.`,
      );
    }
    const marks = [into, ...from];
    const { text } = draft.get('revision', `${articleId}:${revision}`);
    const first = <Key extends keyof Annotation>(key: Key) =>
      marks.find((mark) => mark[key] !== null)?.[key] ?? null;
    const notes = marks.map(({ note }) => note).filter((note) => note.trim() !== '');
    draft.put('annotation', {
      ...into,
      label: first('label'),
      entityId: first('entityId'),
      speakerId: first('speakerId'),
      claimId: first('claimId'),
      doubt: marks.some(({ doubt }) => doubt),
      note: [...new Set(notes)].join('\n'),
      attributes: Object.assign({}, ...marks.map(({ attributes }) => attributes).toReversed()),
      segments: placeSegments(draft, articleId, revision, layer, uniteSegments(text, layer, marks)),
    });
    for (const { id: fromId } of from) {
      for (const comment of draft.list('comment', { targetId: fromId })) {
        draft.put('comment', { ...comment, targetId: intoId });
      }
      draft.remove('annotation', fromId);
    }
    for (const annotation of from) removeBareClaim(draft, annotation);
    return { id: intoId };
  },
});
