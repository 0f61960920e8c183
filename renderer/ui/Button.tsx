import type { ReactNode } from 'react';
import { Button as RacButton } from 'react-aria-components/Button';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import type { IconType } from './icons.ts';
import { Tooltip, type TooltipProps } from './Tooltip.tsx';
import styles from './Button.module.css';

interface CommonProps {
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  readonly tone?: 'plain' | 'primary' | 'danger' | 'ghost';
  readonly size?: 'small' | 'normal' | 'large';
  readonly className?: string | undefined;
  readonly autoFocus?: boolean;
  readonly id?: string;
  /** For toggles. */
  readonly isPressed?: boolean;
  readonly type?: 'button' | 'submit';
}

export interface ButtonProps extends CommonProps {
  readonly children: ReactNode;
  readonly icon?: IconType;
  /** Keys for display, drawn inside the button. */
  readonly shortcut?: string | undefined;
}

function classes({ tone = 'plain', size = 'normal', className }: CommonProps, own?: string) {
  return cx(
    styles.button,
    tone !== 'plain' && styles[tone],
    size !== 'normal' && styles[size],
    own,
    className,
  );
}

/** What the widget itself takes; look and toggle state are ours. */
function common(props: CommonProps) {
  const { isPressed, onPress, isDisabled, autoFocus, id, type } = props;
  const rest = {
    ...(onPress && { onPress }),
    ...(isDisabled !== undefined && { isDisabled }),
    ...(autoFocus !== undefined && { autoFocus }),
    ...(id !== undefined && { id }),
    ...(type && { type }),
  };
  return { ...rest, ...(isPressed !== undefined && { 'aria-pressed': isPressed }) };
}

/** A button with a text. */
export function Button({ children, icon, shortcut, ...rest }: ButtonProps) {
  return (
    <RacButton {...common(rest)} className={classes(rest)}>
      {icon && <Icon of={icon} />}
      {children}
      {shortcut && (
        <kbd className={styles.keys} aria-hidden>
          {shortcut}
        </kbd>
      )}
    </RacButton>
  );
}

export interface IconButtonProps extends CommonProps {
  readonly icon: IconType;
  /** Name for screen readers and the tooltip. */
  readonly label: string;
  /** Keys for display in the tooltip. */
  readonly shortcut?: string | undefined;
  readonly placement?: TooltipProps['placement'];
}

/** A button that shows only an icon; its name and keys are in a tooltip. */
export function IconButton({ icon, label, shortcut, placement, ...rest }: IconButtonProps) {
  const button = { tone: 'ghost', ...rest } as const;
  return (
    <Tooltip label={label} shortcut={shortcut} {...(placement && { placement })}>
      <RacButton {...common(button)} aria-label={label} className={classes(button, styles.icon)}>
        <Icon of={icon} />
      </RacButton>
    </Tooltip>
  );
}
