import type { ReactNode } from 'react';
import { Tooltip as RacTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import styles from './Button.module.css';

export interface TooltipProps {
  /** What the control does; also its accessible name when it shows none. */
  readonly label: string;
  /** Keys for display, `Ctrl+K`. */
  readonly shortcut?: string | undefined;
  readonly placement?: 'top' | 'bottom' | 'left' | 'right' | 'end' | 'start';
  /** One focusable control of this kit. */
  readonly children: ReactNode;
}

/** Name and keys of a control, on hover and on keyboard focus. */
export function Tooltip({ label, shortcut, placement = 'bottom', children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <RacTooltip className={styles.tooltip ?? ''} placement={placement} offset={6}>
        {label}
        {shortcut && <kbd className={styles.keys}>{shortcut}</kbd>}
      </RacTooltip>
    </TooltipTrigger>
  );
}
