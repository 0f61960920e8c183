import { z } from 'zod';
import { annotationStates } from '../records/records.ts';
import { jsonValue } from '../util/json-schema.ts';
import { Refusal } from '../util/result.ts';
import { checkLabel, placeSegments, resolveLinks, segmentsInput } from './annotation.ts';
import { defineCommand, type Draft } from './define.ts';
import { id, line, prose, takeId } from './fields.ts';

const instant = z.iso.datetime();
const stamp = { createdAt: instant, createdBy: id, updatedAt: instant, updatedBy: id };

const annotation = z.object({
  id,
  articleId: id,
  revision: z.number().int().positive(),
  layer: id,
  label: z.string().nullable(),
  annotatorId: id,
  state: z.enum(annotationStates),
  attributes: z.record(z.string(), jsonValue),
  doubt: z.boolean(),
  note: prose,
  entityId: id.nullable(),
  speakerId: id.nullable(),
  claimId: id.nullable(),
  segments: segmentsInput,
  ...stamp,
});
const comment = z.object({
  id,
  parentId: id.nullable(),
  body: prose.min(1),
  annotatorId: id,
  resolved: z.boolean(),
  ...stamp,
});
const claim = z.object({
  id,
  statement: line.min(1),
  claimantId: id.nullable(),
  type: id.nullable(),
  note: prose,
  ...stamp,
});

function checkAuthors(draft: Draft, row: Record<'createdBy' | 'updatedBy', string>): void {
  for (const annotatorId of new Set([row.createdBy, row.updatedBy])) {
    draft.get('annotator', annotatorId);
  }
}

/**
 * Bring back a deleted annotation as it was, whoever made it and wrote the comments on it, with the claim that went along. On an
 * article that has another text by now it comes back unplaced.
 */
export const restoreAnnotation = defineCommand({
  name: 'annotation.restore',
  label: 'Restore mark',
  input: z.object({ annotation, comments: z.array(comment).max(10_000), claim: claim.nullable() }),
  run(draft, input) {
    const { articleId, revision, layer, annotatorId } = input.annotation;
    takeId(draft, 'annotation', input.annotation.id);
    if (revision > draft.get('article', articleId).revision) {
      throw new Refusal('bad_input', 'The article has no text of that number.');
    }
    checkLabel(draft, layer, input.annotation.label);
    draft.get('annotator', annotatorId);
    for (const row of [
      input.annotation,
      ...input.comments,
      ...(input.claim ? [input.claim] : []),
    ]) {
      checkAuthors(draft, row);
    }
    if (input.claim && !draft.find('claim', input.claim.id)) draft.putStamped('claim', input.claim);
    const {
      entityId = null,
      speakerId = null,
      claimId = null,
    } = resolveLinks(draft, input.annotation);
    draft.putStamped('annotation', {
      ...input.annotation,
      entityId,
      speakerId,
      claimId,
      segments: placeSegments(draft, articleId, revision, layer, input.annotation.segments),
    });
    for (const each of input.comments) {
      takeId(draft, 'comment', each.id);
      draft.get('annotator', each.annotatorId);
      const target = { targetType: 'annotation', targetId: input.annotation.id } as const;
      draft.putStamped('comment', { ...each, ...target });
    }
    return { id: input.annotation.id };
  },
});
