import type { ReactNode } from 'react';
import styles from './ListView.module.css';

/** The row over a list: its field and what is done to the whole. Wraps where the window is narrow. */
export function ListBar({ children }: { readonly children: ReactNode }) {
  return <div className={styles.bar}>{children}</div>;
}

export interface ListFootProps {
  readonly children: ReactNode;
  /** Name of the actions in it, when it is a toolbar. */
  readonly actionsLabel?: string;
}

/** The row under a list: how much there is, and what can be done to what is chosen. */
export function ListFoot({ children, actionsLabel }: ListFootProps) {
  if (actionsLabel === undefined) return <div className={styles.foot}>{children}</div>;
  return (
    <div className={styles.foot} role="toolbar" aria-label={actionsLabel} data-foot-actions>
      {children}
    </div>
  );
}
