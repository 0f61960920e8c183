import type { CommandInput } from '../../../../shared/commands/index.ts';
import type { Annotation, Id } from '../../../../shared/records/records.ts';
import { isSameJson } from '../../../../shared/util/json.ts';
import type { Call } from '../../../state/in-flight.ts';
import { bare, type ActionDeps, type MarkBase } from './mark-base.ts';

/** Fields of a mark that going back puts as they were, when they differ from now. */
function listDifferences(now: Annotation, then: Annotation): CommandInput<'annotation.update'> {
  const { label, attributes, doubt, note, state, entityId, speakerId, claimId } = then;
  return {
    id: now.id,
    ...(label !== now.label && { label }),
    ...(!isSameJson(attributes, now.attributes) && { attributes }),
    ...(doubt !== now.doubt && { doubt }),
    ...(note !== now.note && { note }),
    ...(state !== now.state && { state }),
    ...(entityId !== now.entityId && { entityId }),
    ...(speakerId !== now.speakerId && { speakerId }),
    ...(claimId !== now.claimId && { claimId }),
  };
}

/** Comments on marks, and going back in a mark's history. */
export function createRemarks(deps: ActionDeps, base: MarkBase) {
  const { session, tell } = deps;
  return {
    /** Say something about a mark, or answer a comment on it. */
    addComment(annotationId: Id, body: string, parentId: Id | null = null): void {
      const target = { targetType: 'annotation' as const, targetId: annotationId };
      base.send(session.run('comment.create', { ...target, parentId, body }));
      tell(parentId === null ? 'Comment added' : 'Answer added');
    },

    editComment: (id: Id, body: string): void =>
      base.send(session.run('comment.update', { id, body })),

    /** Settle a thread, or open it again. */
    resolveComment(id: Id, resolved: boolean): void {
      base.send(session.run('comment.update', { id, resolved }));
      tell(resolved ? 'Comment settled' : 'Comment opened again');
    },

    deleteComment(id: Id): void {
      base.send(session.run('comment.delete', { id }));
      deps.offerUndo('Comment deleted');
    },

    /**
     * Give a mark the state that its history holds, as one step that can be undone. Its text stays as it is when that state
     * belongs to another revision.
     */
    goBackTo(then: Annotation): void {
      const now = base.find(then.id);
      if (!now) return;
      const calls: Call[] = [];
      if (now.revision === then.revision && !isSameJson(now.segments, then.segments)) {
        const segments = bare(then.segments);
        calls.push({ name: 'annotation.setSegments', input: { id: now.id, segments } });
      }
      const input = listDifferences(now, then);
      if (Object.keys(input).length > 1) calls.push({ name: 'annotation.update', input });
      if (calls.length === 0) return tell('The mark is like that already.');
      base.send(session.runBatch('Go back to earlier state', calls));
      deps.offerUndo('Went back to the earlier state');
    },
  };
}
