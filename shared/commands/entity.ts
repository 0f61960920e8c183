import { z } from 'zod';
import { findLabel } from '../codebook/codebook.ts';
import { Refusal } from '../util/result.ts';
import { defineCommand, defineLongCommand, doPiece, type Draft, type Work } from './define.ts';
import { given, id, line, newId, prose } from './fields.ts';

const fields = {
  type: id,
  name: line.trim().min(1, 'An entity needs a name'),
  aliases: z.array(line.trim().min(1)),
  externalIds: z.record(z.string(), z.string()),
  note: prose,
};

function checkType(draft: Draft, type: string): void {
  const { codebook } = draft.get('codebook', 'codebook');
  if (!findLabel(codebook, 'mention', type)) {
    throw new Refusal('bad_input', `The codebook has no entity type “${type}”.`);
  }
}

/** Add a member to the cast. */
export const createEntity = defineCommand({
  name: 'entity.create',
  label: 'Add to cast',
  input: z.object({
    id: newId,
    type: fields.type,
    name: fields.name,
    aliases: fields.aliases.optional(),
    externalIds: fields.externalIds.optional(),
    note: fields.note.optional(),
  }),
  run(draft, input) {
    checkType(draft, input.type);
    const entityId = input.id ?? draft.newId();
    if (draft.find('entity', entityId)) {
      throw new Refusal('conflict', `There is already an entity with id ${entityId}.`);
    }
    draft.put('entity', {
      id: entityId,
      type: input.type,
      name: input.name,
      aliases: [...new Set(input.aliases ?? [])],
      externalIds: input.externalIds ?? {},
      note: input.note ?? '',
      mergedInto: null,
    });
    return { id: entityId };
  },
});

/** Change an entity; keys left out stay. */
export const updateEntity = defineCommand({
  name: 'entity.update',
  label: 'Edit cast entry',
  input: z.object({ id, ...z.object(fields).partial().shape }),
  run(draft, input) {
    const entity = draft.get('entity', input.id);
    if (input.type !== undefined) checkType(draft, input.type);
    draft.put('entity', { ...entity, ...given(input) });
    return { id: input.id };
  },
});

/**
 * The living entity behind an id: what a merged one redirects to.
 *
 * @throws Refusal `not_found` when there is none.
 */
export function resolveEntity(draft: Draft, entityId: string): string {
  const { mergedInto } = draft.get('entity', entityId);
  return mergedInto === null ? entityId : resolveEntity(draft, mergedInto);
}

/** Link to another entity, or to none, what is linked to one: a row each portion. */
function* relink(draft: Draft, fromId: string, toId: string | null): Work<null> {
  const linked = [
    ...draft.list('annotation', { entityId: fromId }),
    ...draft.list('annotation', { speakerId: fromId }),
  ];
  const marks = [...new Map(linked.map((mark) => [mark.id, mark])).values()];
  const claims = draft.list('claim', { claimantId: fromId });
  const move = (entityId: string | null) => (entityId === fromId ? toId : entityId);
  const total = marks.length + claims.length;
  let done = 0;
  for (const mark of marks) {
    const { entityId, speakerId } = mark;
    draft.put('annotation', { ...mark, entityId: move(entityId), speakerId: move(speakerId) });
    yield { done: ++done, total };
  }
  for (const claim of claims) {
    draft.put('claim', { ...claim, claimantId: toId });
    yield { done: ++done, total };
  }
  return null;
}

/** Merge one entity into another: links and names move, the merged one stays as a redirect. */
export const mergeEntities = defineLongCommand({
  name: 'entity.merge',
  label: 'Merge cast entries',
  input: z.object({ fromId: id, intoId: id }),
  *steps(draft, { fromId, intoId }) {
    if (fromId === intoId)
      throw new Refusal('bad_input', 'An entity cannot be merged into itself.');
    const from = draft.get('entity', fromId);
    const into = draft.get('entity', intoId);
    if (from.mergedInto !== null || into.mergedInto !== null) {
      throw new Refusal('conflict', 'One of the two entries has been merged already.');
    }
    yield* relink(draft, fromId, intoId);
    for (const redirect of draft.list('entity', { mergedInto: fromId })) {
      draft.put('entity', { ...redirect, mergedInto: intoId });
    }
    const names = new Set([...into.aliases, from.name, ...from.aliases]);
    names.delete(into.name);
    draft.put('entity', {
      ...into,
      aliases: [...names],
      externalIds: { ...from.externalIds, ...into.externalIds },
    });
    draft.put('entity', { ...from, mergedInto: intoId });
    return { id: intoId };
  },
});

/** Remove entities; what was linked to them is unlinked. */
export const deleteEntities = defineLongCommand({
  name: 'entity.delete',
  label: (input) =>
    input.ids.length === 1 ? 'Remove from cast' : `Remove ${input.ids.length} from cast`,
  input: z.object({ ids: z.array(id).min(1) }),
  *steps(draft, { ids }) {
    const removed = new Set<string>();
    for (const [done, entityId] of ids.entries()) {
      // A redirect goes with what it led to, and may be named as well.
      if (removed.has(entityId)) continue;
      const before = { done, total: ids.length };
      yield* doPiece(relink(draft, entityId, null), before);
      for (const redirect of draft.list('entity', { mergedInto: entityId })) {
        yield* doPiece(relink(draft, redirect.id, null), before);
        draft.remove('entity', redirect.id);
        removed.add(redirect.id);
      }
      draft.remove('entity', entityId);
    }
    return { count: ids.length };
  },
});
