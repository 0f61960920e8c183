import { useMemo } from 'react';
import type { Annotation } from '../../../../shared/records/records.ts';
import { lineAt } from '../../../../shared/text/boundaries.ts';
import { codePoints, utf16 } from '../../../../shared/text/offsets.ts';
import { useSession } from '../../../app/workspace.ts';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { inTextOrder } from '../marks/mark-order.ts';
import { extentOf } from '../marks/mark-views.ts';
import styles from './Inspector.module.css';
import { MarkLine } from './MarkLine.tsx';

const limit = 12;

/** Marks of the text block that holds the caret, without the selected one, in the order of the text. */
function useNearMarks(): readonly Annotation[] {
  const { actions } = useAnnotate();
  const annotations = useSession((state) => state.article?.annotations);
  const selectedId = useAnnotateState((state) => state.selectedId);
  const blockStart = useAnnotateState(({ caret }) => {
    const reading = actions.getReading();
    if (!reading) return 0;
    // The article may have changed a moment before its caret is known.
    const inside = codePoints(Math.min(caret, reading.map.lengthCodePoints));
    return lineAt(reading.text, reading.map.toUtf16(inside)).start;
  });
  // Looked up again when the caret leaves the block only: an article may have 10,000 marks.
  const near = useMemo(() => {
    const reading = actions.getReading();
    if (!annotations || !reading) return [];
    const block = lineAt(reading.text, blockStart);
    const start = reading.map.toCodePoint(utf16(block.start));
    const end = reading.map.toCodePoint(utf16(block.end));
    return inTextOrder(annotations).filter((annotation) => {
      const extent = extentOf(annotation);
      return annotation.state !== 'rejected' && extent.start < end && extent.end > start;
    });
  }, [actions, annotations, blockStart]);
  return near.filter(({ id }) => id !== selectedId);
}

/** Cards near the caret, one line each; nothing when the paragraph has no further mark. */
export function NearMarks() {
  const near = useNearMarks();
  if (near.length === 0) return null;
  return (
    <section className={styles.field} aria-label="In this paragraph">
      <span className={styles.label}>In this paragraph</span>
      <ul className={styles.lines}>
        {near.slice(0, limit).map((annotation) => (
          <MarkLine key={annotation.id} annotation={annotation} />
        ))}
      </ul>
      {near.length > limit && <p className={styles.hint}>and {near.length - limit} more</p>}
    </section>
  );
}
