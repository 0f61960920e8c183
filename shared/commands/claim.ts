import { z } from 'zod';
import {
  evidenceKinds,
  evidenceStances,
  type Annotation,
  type Segment,
} from '../records/records.ts';
import { toStatement } from '../claims/statement.ts';
import { initialClaimStatus } from '../claims/status.ts';
import { Refusal } from '../util/result.ts';
import { defineCommand, type Draft } from './define.ts';
import { resolveEntity } from './entity.ts';
import { given, id, line, newId, newsDate, prose, takeId } from './fields.ts';

const fields = {
  statement: line.trim().min(1, 'A claim needs a statement'),
  claimantId: id.nullable(),
  type: id.nullable(),
  note: prose,
};

/** The claimant, a merged entity followed to the living one, and the type, checked. */
function checkClaim(
  draft: Draft,
  claimantId: string | null,
  type: string | null,
): { claimantId: string | null; type: string | null } {
  const { codebook } = draft.get('codebook', 'codebook');
  if (type !== null && !codebook.claimTypes.some((label) => label.id === type)) {
    throw new Refusal('bad_input', `The codebook has no claim type “${type}”.`);
  }
  return { claimantId: claimantId === null ? null : resolveEntity(draft, claimantId), type };
}

/** Add a claim. It is unverified until its status is set. */
export const createClaim = defineCommand({
  name: 'claim.create',
  label: 'Add claim',
  input: z.object({
    id: newId,
    statement: fields.statement,
    claimantId: fields.claimantId.optional(),
    type: fields.type.optional(),
    note: fields.note.optional(),
  }),
  run(draft, input) {
    const checked = checkClaim(draft, input.claimantId ?? null, input.type ?? null);
    const claimId = input.id ?? draft.newId();
    if (draft.find('claim', claimId)) {
      throw new Refusal('conflict', `There is already a claim with id ${claimId}.`);
    }
    draft.put('claim', {
      id: claimId,
      statement: input.statement,
      ...checked,
      note: input.note ?? '',
    });
    return { id: claimId, status: initialClaimStatus };
  },
});

/** Change wording, claimant, type or note of a claim; keys left out stay. */
export const updateClaim = defineCommand({
  name: 'claim.update',
  label: 'Edit claim',
  input: z.object({ id, ...z.object(fields).partial().shape }),
  run(draft, input) {
    const claim = { ...draft.get('claim', input.id), ...given(input) };
    draft.put('claim', { ...claim, ...checkClaim(draft, claim.claimantId, claim.type) });
    return { id: input.id };
  },
});

/** Record a new status of a claim. Earlier ones stay in its history. */
export const setClaimStatus = defineCommand({
  name: 'claim.setStatus',
  label: 'Set claim status',
  input: z.object({
    id: newId,
    claimId: id,
    status: id,
    /** News time; today when left out. */
    asOf: newsDate.optional(),
    reason: prose.optional(),
    evidenceIds: z.array(id).optional(),
  }),
  run(draft, input) {
    draft.get('claim', input.claimId);
    const { codebook } = draft.get('codebook', 'codebook');
    if (!codebook.claimStatuses.some((label) => label.id === input.status)) {
      throw new Refusal('bad_input', `The codebook has no claim status “${input.status}”.`);
    }
    for (const evidenceId of input.evidenceIds ?? []) {
      if (draft.get('evidence', evidenceId).claimId !== input.claimId) {
        throw new Refusal('bad_input', `The evidence ${evidenceId} belongs to another claim.`);
      }
    }
    const eventId = takeId(draft, 'claim_event', input.id);
    draft.put('claim_event', {
      id: eventId,
      claimId: input.claimId,
      status: input.status,
      asOf: input.asOf ?? draft.now.slice(0, 10),
      recordedAt: draft.now,
      annotatorId: draft.annotatorId,
      reason: input.reason ?? '',
      evidenceIds: input.evidenceIds ?? [],
    });
    return { id: eventId };
  },
});

/** Remove claims with their events and evidence; marks of them stay without a claim. */
export const deleteClaims = defineCommand({
  name: 'claim.delete',
  label: (input) => (input.ids.length === 1 ? 'Delete claim' : `Delete ${input.ids.length} claims`),
  input: z.object({ ids: z.array(id).min(1) }),
  run(draft, { ids }) {
    for (const claimId of ids) {
      for (const annotation of draft.list('annotation', { claimId })) {
        draft.put('annotation', { ...annotation, claimId: null });
      }
      for (const event of draft.list('claim_event', { claimId }))
        draft.remove('claim_event', event.id);
      for (const item of draft.list('evidence', { claimId })) draft.remove('evidence', item.id);
      draft.remove('claim', claimId);
    }
    return { count: ids.length };
  },
});

/**
 * Remove a claim that no mark states any more and of which nothing else is known, no status, evidence, note, comment or edit: a
 * mark had brought it along, and it goes with it.
 *
 * @param mark As it was.
 */
export function removeBareClaim(draft: Draft, mark: Annotation): void {
  const { claimId, segments } = mark;
  const claim = claimId === null ? null : draft.find('claim', claimId);
  if (!claim || claim.note !== '' || claim.type !== null) return;
  const isEdited =
    claim.updatedAt !== claim.createdAt && claim.statement !== toStatement(wordsOf(segments));
  const isKnown =
    isEdited ||
    draft.list('annotation', { claimId: claim.id }).length > 0 ||
    draft.list('claim_event', { claimId: claim.id }).length > 0 ||
    draft.list('evidence', { claimId: claim.id }).length > 0 ||
    draft.list('comment', { targetId: claim.id }).length > 0;
  if (!isKnown) draft.remove('claim', claim.id);
}

/** The statement of a claim that is its marked words still, and marked there only, follows them; not once it has been judged. */
export function followWords(
  draft: Draft,
  { claimId, segments: before }: Annotation,
  after: readonly Segment[],
): void {
  const claim = claimId === null ? null : draft.find('claim', claimId);
  if (!claim || claim.statement !== toStatement(wordsOf(before))) return;
  const isJudged =
    draft.list('claim_event', { claimId: claim.id }).length > 0 ||
    draft.list('evidence', { claimId: claim.id }).length > 0;
  if (isJudged || draft.list('annotation', { claimId: claim.id }).length > 1) return;
  const statement = toStatement(wordsOf(after));
  if (statement !== claim.statement) draft.put('claim', { ...claim, statement });
}

function wordsOf(segments: readonly Segment[]): string {
  return segments
    .filter(({ role }) => role === 'span')
    .map(({ exact }) => exact)
    .join(' ');
}

const evidenceFields = {
  kind: z.enum(evidenceKinds),
  ref: prose,
  excerpt: prose,
  stance: z.enum(evidenceStances),
  originGroup: line,
  official: z.boolean(),
  published: newsDate.nullable(),
};

/** Back up a claim: record evidence for or against it. */
export const createEvidence = defineCommand({
  name: 'evidence.create',
  label: 'Add evidence',
  input: z.object({ id: newId, claimId: id, ...evidenceFields }),
  run(draft, input) {
    draft.get('claim', input.claimId);
    const evidenceId = takeId(draft, 'evidence', input.id);
    draft.put('evidence', { ...input, id: evidenceId, sha256: null });
    return { id: evidenceId };
  },
});

/** Change evidence; keys left out stay. */
export const updateEvidence = defineCommand({
  name: 'evidence.update',
  label: 'Edit evidence',
  input: z.object({ id, ...z.object(evidenceFields).partial().shape }),
  run(draft, input) {
    draft.put('evidence', { ...draft.get('evidence', input.id), ...given(input) });
    return { id: input.id };
  },
});

/** Remove evidence; events that named it no longer do. */
export const deleteEvidence = defineCommand({
  name: 'evidence.delete',
  label: 'Remove evidence',
  input: z.object({ id }),
  run(draft, input) {
    const { claimId } = draft.get('evidence', input.id);
    for (const event of draft.list('claim_event', { claimId })) {
      if (!event.evidenceIds.includes(input.id)) continue;
      const evidenceIds = event.evidenceIds.filter((evidenceId) => evidenceId !== input.id);
      draft.put('claim_event', { ...event, evidenceIds });
    }
    draft.remove('evidence', input.id);
    return { id: input.id };
  },
});
