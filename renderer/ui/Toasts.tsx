import { useEffect, useRef, useState, type MouseEvent } from 'react';
import { Icon } from './Icon.tsx';
import { IconClose } from './icons.ts';
import styles from './Toasts.module.css';

/** One thing to do about a message. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

/** A toast to draw. */
export interface ToastItem {
  readonly id: number;
  readonly message: string;
  readonly tone?: 'plain' | 'ok' | 'danger';
  readonly action?: ToastAction;
  /** Another thing, before the first. */
  readonly also?: ToastAction;
}

export interface ToastsProps {
  readonly items: readonly ToastItem[];
  readonly onDismiss: (id: number) => void;
  /** How long a message stays. */
  readonly seconds: number;
}

/** A failure has more to read, whatever the person chose for plain messages. */
const leastDangerMs = 20_000;

/** Pressing a button of a message leaves the focus where it is, in the text as a rule. */
function leaveFocus(event: MouseEvent): void {
  event.preventDefault();
}

interface ToastProps extends Omit<ToastsProps, 'items'> {
  readonly item: ToastItem;
}

function Toast({ item, onDismiss, seconds }: ToastProps) {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const cameFrom = useRef<HTMLElement | null>(null);
  const held = pointed || focused;
  useEffect(() => {
    if (held) return undefined;
    const ms = seconds * 1000;
    const shownMs = item.tone === 'danger' ? Math.max(leastDangerMs, ms) : ms;
    const timer = setTimeout(() => onDismiss(item.id), shownMs);
    return () => clearTimeout(timer);
  }, [held, seconds, item.id, item.tone, onDismiss]);
  const actions = [item.also, item.action].filter((action) => action !== undefined);
  /** The focus goes back to where it came from: the buttons vanish with the message. */
  const dismiss = () => {
    if (focused) cameFrom.current?.focus({ preventScroll: true });
    onDismiss(item.id);
  };
  return (
    <div
      className={styles.toast}
      data-tone={item.tone ?? 'plain'}
      data-toast
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={(event) => {
        const from = event.relatedTarget;
        if (from instanceof HTMLElement && !from.closest('[data-toast]')) cameFrom.current = from;
        setFocused(true);
      }}
      onBlur={() => setFocused(false)}
    >
      <span className={styles.message}>{item.message}</span>
      {actions.map((action) => (
        <button
          key={action.label}
          type="button"
          className={styles.action}
          onMouseDown={leaveFocus}
          onClick={() => {
            dismiss();
            action.run();
          }}
        >
          {action.label}
        </button>
      ))}
      <button type="button" className={styles.close} aria-label="Dismiss message" onClick={dismiss}>
        <Icon of={IconClose} size={14} />
      </button>
    </div>
  );
}

/** Messages at the foot of the window. Each waits while the pointer or the focus is on it. */
export function Toasts({ items, onDismiss, seconds }: ToastsProps) {
  return (
    <section className={styles.region} aria-label="Messages">
      {items.map((item) => (
        <Toast key={item.id} item={item} onDismiss={onDismiss} seconds={seconds} />
      ))}
    </section>
  );
}
