import { z } from 'zod';
import { createCarry } from '../anchoring/carry.ts';
import { diffTexts } from '../anchoring/diff.ts';
import type { Annotation, Revision } from '../records/records.ts';
import { buildCanonicalText } from '../text/canonical.ts';
import { parseDocument } from '../text/document.ts';
import { buildOffsetMap } from '../text/offsets.ts';
import { isSameJson } from '../util/json.ts';
import { Refusal, unwrap } from '../util/result.ts';
import { offsetMapOf, placeSegments, removeAnnotation, segmentsInput } from './annotation.ts';
import { originInput } from './article.ts';
import { defineCommand, type Draft } from './define.ts';
import { id, line } from './fields.ts';

const placement = z.object({
  annotationId: id,
  /** Where the mark stands in the new text; null leaves it unplaced on the text in which it was made. */
  segments: z.union([segmentsInput, z.null(), z.literal('delete')]),
});

/**
 * Give an article another text. Every mark of the present text is carried: silently where its words are untouched, by its
 * placement where one is given, else to what is left of its words. Marks that lost them stay unplaced on their revision.
 */
export const reviseArticle = defineCommand({
  name: 'article.revise',
  label: 'Correct the text',
  input: z.object({
    id,
    /** Rich document; checked by `parseDocument`. */
    document: z.unknown(),
    reason: line,
    placements: z.array(placement).max(100_000).optional(),
    /** Of a text that came from a file; a correction by hand leaves the article's origin as it is. */
    origin: originInput.optional(),
  }),
  run(draft, input) {
    const article = draft.get('article', input.id);
    const old = draft.get('revision', `${article.id}:${article.revision}`);
    const document = unwrap(parseDocument(input.document));
    if (isSameJson(document, old.document)) {
      return { revision: article.revision, placed: 0, unplaced: 0, deleted: 0 };
    }
    const fresh = putRevision(draft, old, document, input.reason);
    const { origin = article.origin } = input;
    draft.put('article', { ...article, origin, revision: fresh.number });
    const placements = new Map(
      (input.placements ?? []).map(({ annotationId, segments }) => [annotationId, segments]),
    );
    const annotations = draft.list('annotation', { articleId: article.id });
    const own = new Set(annotations.map((annotation) => annotation.id));
    for (const annotationId of placements.keys()) {
      if (!own.has(annotationId)) {
        throw new Refusal('bad_input', `The article has no mark ${annotationId} to place.`);
      }
    }
    const counts = { placed: 0, unplaced: 0, deleted: 0 };
    const carry = createPlacer(draft, old, fresh);
    for (const annotation of annotations) {
      counts[carry(annotation, placements.get(annotation.id))] += 1;
    }
    return { revision: fresh.number, ...counts };
  },
});

type NewText = Pick<Revision, 'number' | 'text'>;

function putRevision(
  draft: Draft,
  old: Revision,
  document: Revision['document'],
  reason: string,
): NewText {
  const text = buildCanonicalText(document);
  const number = old.number + 1;
  const { articleId } = old;
  draft.put('revision', {
    id: `${articleId}:${number}`,
    articleId,
    number,
    document,
    text,
    sha256: draft.sha256(text),
    reason,
  });
  return { number, text };
}

/** Carries one mark after the other, and says what became of it. */
function createPlacer(draft: Draft, old: Revision, fresh: NewText) {
  const carry = createCarry(
    { text: old.text, map: offsetMapOf(old) },
    { text: fresh.text, map: buildOffsetMap(fresh.text) },
    diffTexts(old.text, fresh.text),
  );
  return (
    annotation: Annotation,
    given: z.output<typeof placement>['segments'] | undefined,
  ): 'placed' | 'unplaced' | 'deleted' => {
    if (given === 'delete') {
      removeAnnotation(draft, annotation.id);
      return 'deleted';
    }
    const isCurrent = annotation.revision === old.number;
    if (given === null || (given === undefined && !isCurrent)) return 'unplaced';
    const { articleId, layer } = annotation;
    if (given === undefined) {
      const { kind, segments } = carry(annotation.segments);
      if (kind === 'lost') return 'unplaced';
      const carried = { ...annotation, revision: fresh.number, segments };
      // Nobody changed a mark whose words are untouched: its stamp stays.
      if (kind !== 'changed') draft.putStamped('annotation', carried);
      else {
        const placed = placeSegments(draft, articleId, fresh.number, layer, segments);
        draft.put('annotation', { ...carried, segments: placed });
      }
      return 'placed';
    }
    const segments = placeSegments(draft, articleId, fresh.number, layer, given);
    draft.put('annotation', { ...annotation, revision: fresh.number, segments });
    return 'placed';
  };
}

/** Place a mark of an earlier text on the present one. Its id, links and comments stay. */
export const placeAnnotation = defineCommand({
  name: 'annotation.place',
  label: 'Place mark',
  input: z.object({ id, segments: segmentsInput }),
  run(draft, input) {
    const annotation = draft.get('annotation', input.id);
    const { articleId, layer } = annotation;
    const { revision } = draft.get('article', articleId);
    const segments = placeSegments(draft, articleId, revision, layer, input.segments);
    draft.put('annotation', { ...annotation, revision, segments });
    return { id: input.id };
  },
});
