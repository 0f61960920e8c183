import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import styles from './Splitter.module.css';

export interface SplitterProps {
  /** Name of the pane it sizes, `Outline`. */
  readonly label: string;
  /** Id of that pane's element. */
  readonly controls: string;
  /** Size of the pane in px. */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  readonly onResize: (size: number) => void;
  /** Where the pane is, seen from the splitter. */
  readonly side: 'start' | 'end' | 'below';
  /** Size on double click and Enter. */
  readonly initial: number;
}

/** WAI-ARIA window splitter: drag, arrows (Shift for more), Home and End; Enter and double click go back to the initial size. */
export function Splitter(props: SplitterProps) {
  const { label, controls, size, min, max, onResize, side, initial } = props;
  const [dragging, setDragging] = useState(false);
  const from = useRef({ at: 0, size: 0 });
  const horizontal = side === 'below';
  const set = (next: number) => onResize(Math.round(Math.min(max, Math.max(min, next))));
  /** 1 when moving right or down makes the pane larger. */
  const sign = (element: Element): 1 | -1 => {
    if (side === 'below') return -1;
    const rtl = getComputedStyle(element).direction === 'rtl';
    return (side === 'start') !== rtl ? 1 : -1;
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { at: horizontal ? event.clientY : event.clientX, size };
    setDragging(true);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!dragging) return;
    const moved = (horizontal ? event.clientY : event.clientX) - from.current.at;
    set(from.current.size + moved * sign(event.currentTarget));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = (event.shiftKey ? 64 : 16) * sign(event.currentTarget);
    if (event.key === (horizontal ? 'ArrowDown' : 'ArrowRight')) set(size + step);
    else if (event.key === (horizontal ? 'ArrowUp' : 'ArrowLeft')) set(size - step);
    else if (event.key === 'Home') set(min);
    else if (event.key === 'End') set(max);
    else if (event.key === 'Enter') set(initial);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // A focusable separator is a widget: WAI-ARIA, window splitter pattern.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={styles.splitter}
      aria-label={`Resize ${label}`}
      aria-orientation={horizontal ? 'horizontal' : 'vertical'}
      aria-controls={controls}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      data-dragging={dragging || undefined}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => setDragging(false)}
      onPointerCancel={() => setDragging(false)}
      onDoubleClick={() => set(initial)}
      onKeyDown={onKeyDown}
    />
  );
}
