import { z } from 'zod';
import { recordTypes } from '../records/records.ts';
import { defineCommand } from './define.ts';
import { id, newId, prose, takeId } from './fields.ts';

/** Say something about a row, or answer another comment. */
export const createComment = defineCommand({
  name: 'comment.create',
  label: 'Add comment',
  input: z.object({
    id: newId,
    targetType: z.enum(recordTypes),
    targetId: id,
    parentId: id.nullable().optional(),
    body: prose.min(1),
  }),
  run(draft, input) {
    draft.get(input.targetType, input.targetId);
    const commentId = takeId(draft, 'comment', input.id);
    draft.put('comment', {
      id: commentId,
      targetType: input.targetType,
      targetId: input.targetId,
      parentId: input.parentId ?? null,
      body: input.body,
      annotatorId: draft.annotatorId,
      resolved: false,
    });
    return { id: commentId };
  },
});

/** Change the words of a comment, or mark its thread as settled. */
export const updateComment = defineCommand({
  name: 'comment.update',
  label: 'Edit comment',
  input: z.object({ id, body: prose.min(1).optional(), resolved: z.boolean().optional() }),
  run(draft, input) {
    const comment = draft.get('comment', input.id);
    draft.put('comment', {
      ...comment,
      body: input.body ?? comment.body,
      resolved: input.resolved ?? comment.resolved,
    });
    return { id: input.id };
  },
});

/** Remove a comment; answers to it stay in the thread. */
export const deleteComment = defineCommand({
  name: 'comment.delete',
  label: 'Delete comment',
  input: z.object({ id }),
  run(draft, input) {
    draft.remove('comment', input.id);
    return { id: input.id };
  },
});
