import { useEffect, useState } from 'react';
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
}

const plainMs = 8_000;
const dangerMs = 20_000;

function Toast(props: { readonly item: ToastItem; readonly onDismiss: (id: number) => void }) {
  const { item, onDismiss } = props;
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => onDismiss(item.id), item.tone === 'danger' ? dangerMs : plainMs);
    return () => clearTimeout(timer);
  }, [held, item.id, item.tone, onDismiss]);
  const actions = [item.also, item.action].filter((action) => action !== undefined);
  return (
    <div
      className={styles.toast}
      data-tone={item.tone ?? 'plain'}
      data-toast
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles.message}>{item.message}</span>
      {actions.map((action) => (
        <button
          key={action.label}
          type="button"
          className={styles.action}
          onClick={() => {
            onDismiss(item.id);
            action.run();
          }}
        >
          {action.label}
        </button>
      ))}
      <button
        type="button"
        className={styles.close}
        aria-label="Dismiss message"
        onClick={() => onDismiss(item.id)}
      >
        <Icon of={IconClose} size={14} />
      </button>
    </div>
  );
}

/** Messages at the foot of the window. Each waits while the pointer or the focus is on it. */
export function Toasts({ items, onDismiss }: ToastsProps) {
  return (
    <section className={styles.region} aria-label="Messages">
      {items.map((item) => (
        <Toast key={item.id} item={item} onDismiss={onDismiss} />
      ))}
    </section>
  );
}
