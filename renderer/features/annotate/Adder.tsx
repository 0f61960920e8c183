import { useLayoutEffect, useRef } from 'react';
import { codePoints } from '../../../shared/text/offsets.ts';
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

const gap = 10;
const border = 8;

type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

/**
 * Where the bar goes, in CSS pixels of the window: over the first line of the selection, else under its last one, where that is in
 * the column; over the head of the column when the selection fills it.
 */
export function placeAdder(
  { first, last, column }: { readonly first: Box; readonly last: Box; readonly column: Box },
  size: { readonly width: number; readonly height: number },
): { readonly left: number; readonly top: number } {
  const right = column.right - border - size.width;
  const above = first.top - gap - size.height;
  const below = last.bottom + gap;
  const isBelow = above < column.top && below + size.height <= column.bottom;
  return {
    left: Math.max(column.left + border, Math.min(first.left, right)),
    top: isBelow ? below : Math.max(above, column.top),
  };
}

/** What can be made of a text selected by mouse: beside the text, never over it, and gone with the selection. */
export function Adder() {
  const { commands } = useWorkspace();
  const { reader } = useAnnotate();
  const span = useAnnotateState((state) => state.span);
  const isPointed = useAnnotateState((state) => state.pointed && state.armed === null);
  const hasQuotation = useAnnotateState((state) => state.quotationId !== null);
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    // Measuring makes the browser lay the page out: not for nothing.
    if (!span || !isPointed) return undefined;
    const ending = { start: codePoints(Math.max(span.start, span.end - 1)), end: span.end };
    const place = () => {
      const first = reader()?.rectOf(span);
      const last = reader()?.rectOf(ending);
      const column = document.querySelector('[data-pane=article]')?.getBoundingClientRect();
      if (!box.current || !first || !last || !column) return;
      box.current.style.maxInlineSize = `${column.width - 2 * border}px`;
      const { offsetWidth: width, offsetHeight: height } = box.current;
      const { left, top } = placeAdder({ first, last, column }, { width, height });
      box.current.style.top = `${top}px`;
      box.current.style.left = `${left}px`;
    };
    place();
    // It goes along with the text and with the panes beside it.
    const observer = new ResizeObserver(place);
    const pane = document.querySelector('[data-pane=article]');
    if (pane) observer.observe(pane);
    window.addEventListener('scroll', place, { capture: true, passive: true });
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', place, { capture: true });
    };
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
