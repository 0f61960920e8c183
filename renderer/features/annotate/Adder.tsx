import { useLayoutEffect, useRef } from 'react';
import { useWorkspace } from '../../app/workspace.ts';
import { useAnnotate, useAnnotateState } from './annotate-context.ts';
import styles from './Adder.module.css';

const offered = [
  ['annotate.quotation', 'Quotation'],
  ['annotate.entity', 'Entity'],
  ['annotate.claim', 'Claim'],
] as const;

const offeredForQuotation = [
  ['annotate.speaker', 'Source'],
  ['annotate.cue', 'Cue'],
  ['annotate.addressee', 'Addressee'],
  ['annotate.fragment', 'Add piece'],
] as const;

/** What can be made of a text selected by mouse: beside the text, never over it, and gone with the selection. */
export function Adder() {
  const { commands } = useWorkspace();
  const { reader } = useAnnotate();
  const span = useAnnotateState((state) => state.span);
  const isPointed = useAnnotateState((state) => state.pointed && state.armed === null);
  const hasQuotation = useAnnotateState((state) => state.quotationId !== null);
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const rect = span && reader()?.rectOf(span);
    if (!box.current || !rect) return;
    const { offsetWidth, offsetHeight } = box.current;
    const top = rect.top - offsetHeight - 10;
    box.current.style.top = `${top < 56 ? rect.bottom + 10 : top}px`;
    box.current.style.left = `${Math.max(8, Math.min(rect.left, window.innerWidth - offsetWidth - 8))}px`;
  }, [span, isPointed, hasQuotation, reader]);

  if (!span || !isPointed) return null;
  const rows = hasQuotation ? [...offered, ...offeredForQuotation] : offered;
  return (
    <div ref={box} className={styles.adder} role="toolbar" aria-label="Mark the selection">
      {rows.map(([id, name]) => (
        <button
          key={id}
          type="button"
          className={styles.button}
          tabIndex={-1}
          // Keep the selection and the focus where they are.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => commands.run(id)}
        >
          {name}
          <kbd className={styles.key}>{commands.keyOf(id)}</kbd>
        </button>
      ))}
    </div>
  );
}
