import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import type { IconType } from './icons.ts';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  readonly icon?: IconType;
  readonly title: string;
  readonly children?: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
}

/** What a screen shows when it has nothing to show: one sentence and what to do. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {icon && (
        <div className={styles.drawing}>
          <Icon of={icon} size={22} />
        </div>
      )}
      <h2 className={styles.title}>{title}</h2>
      {children && <p className={styles.text}>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
