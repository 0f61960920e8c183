import { findAgain, findBeside } from '../../../../shared/anchoring/find-again.ts';
import type { Annotation } from '../../../../shared/records/records.ts';
import { buildOffsetMap } from '../../../../shared/text/offsets.ts';
import type { Workspace } from '../../../app/workspace.ts';
import type { AnnotateTools } from '../annotate-context.ts';
import { bare, type SegmentInput } from '../marks/mark-base.ts';

/** What can be done with marks that lost their words in a correction. */
export function createUnplacedActions({ store, actions }: AnnotateTools, workspace: Workspace) {
  const { session } = workspace;
  const place = (annotation: Annotation, segments: readonly SegmentInput[]): void => {
    const work = async () => {
      await session.run('annotation.place', { id: annotation.id, segments: [...segments] });
      actions.select(annotation.id, { reveal: true });
      workspace.offerUndo('Mark placed');
    };
    actions.send(work());
  };
  return {
    /** On the selected text, with source, cue and addressee where their words stand near it. */
    placeOnSelection(annotation: Annotation): void {
      const { span } = store.getState();
      if (!span) return workspace.announce('Select text first.');
      const text = actions.getArticle()?.revision.text ?? '';
      const beside = findBeside(annotation.segments, span, { text, map: buildOffsetMap(text) });
      const role = annotation.layer === 'quotation' ? 'content' : 'span';
      place(annotation, [{ role, start: span.start, end: span.end }, ...bare(beside)]);
    },

    /** Where its words stand now, nearest to where they were. */
    findAgain(annotation: Annotation): void {
      const text = actions.getArticle()?.revision.text ?? '';
      const found = findAgain(annotation.segments, { text, map: buildOffsetMap(text) });
      if (!found) return workspace.announce('Its words do not occur in the text.');
      place(annotation, bare(found));
    },

    remove(annotation: Annotation): void {
      const work = async () => {
        await session.run('annotation.delete', { ids: [annotation.id] });
        workspace.offerUndo('Mark deleted');
      };
      actions.send(work());
    },
  };
}
