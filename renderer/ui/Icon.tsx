import type { IconType } from './icons.ts';

export interface IconProps {
  readonly of: IconType;
  /** Edge in px; 16 as a rule. */
  readonly size?: number;
  readonly className?: string | undefined;
}

/** An icon beside a text or a name; always hidden from screen readers. */
export function Icon({ of: Drawing, size = 16, className }: IconProps) {
  return <Drawing size={size} strokeWidth={1.75} aria-hidden className={className ?? ''} />;
}
