import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import { IconClose, type IconType } from './icons.ts';
import { cx } from './cx.ts';
import styles from './Chip.module.css';

export interface FilterChipProps {
  readonly label: string;
  readonly icon?: IconType;
  readonly count?: number | undefined;
  readonly isOn: boolean;
  readonly onToggle: () => void;
}

/** A filter that is on or off. */
export function FilterChip({ label, icon, count, isOn, onToggle }: FilterChipProps) {
  return (
    <button type="button" className={styles.chip} aria-pressed={isOn} onClick={onToggle}>
      {icon && <Icon of={icon} size={14} />}
      {label}
      {count !== undefined && <span className={styles.count}>{count.toLocaleString()}</span>}
    </button>
  );
}

export interface ChipProps {
  readonly children: ReactNode;
  /** Name of the thing for the remove button; absent: it cannot be removed. */
  readonly removeLabel?: string;
  readonly onRemove?: () => void;
  readonly className?: string | undefined;
}

/** A small label: a tag, a state. */
export function Chip({ children, removeLabel, onRemove, className }: ChipProps) {
  return (
    <span className={cx(styles.chip, styles.tag, className)}>
      {children}
      {onRemove && (
        <button type="button" className={styles.remove} aria-label={removeLabel} onClick={onRemove}>
          <Icon of={IconClose} size={12} />
        </button>
      )}
    </span>
  );
}
