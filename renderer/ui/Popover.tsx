import type { ReactNode, RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover as RacPopover } from 'react-aria-components/Popover';
import { cx } from './cx.ts';
import styles from './Menu.module.css';

export interface PopoverProps {
  readonly label: string;
  readonly triggerRef: RefObject<Element | null>;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly children: ReactNode;
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'right' | 'left' | 'bottom';
  readonly className?: string | undefined;
  /** Leave out the inner space. */
  readonly flush?: boolean;
}

/** Content beside a control; closes with Esc and outside presses, focus goes back to where it was. */
export function Popover(props: PopoverProps) {
  const { label, triggerRef, isOpen, onOpenChange, placement = 'bottom start' } = props;
  return (
    <RacPopover
      className={cx(styles.popover, !props.flush && styles.padded, props.className)}
      triggerRef={triggerRef}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      placement={placement}
      offset={6}
    >
      <Dialog aria-label={label} data-key-context="picker">
        {props.children}
      </Dialog>
    </RacPopover>
  );
}
