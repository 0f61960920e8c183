import type { ReactNode } from 'react';
import { Checkbox as RacCheckbox } from 'react-aria-components/Checkbox';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Icon } from './Icon.tsx';
import { IconCheck, IconMinus } from './icons.ts';
import { cx } from './cx.ts';
import styles from './Field.module.css';

export interface CheckboxProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  /** Some of what it stands for is ticked, some is not. */
  readonly isIndeterminate?: boolean;
  readonly isDisabled?: boolean;
  /** Only arrows lead to it: one of a list that is one stop of Tab. */
  readonly excludeFromTabOrder?: boolean;
  readonly className?: string | undefined;
}

/** A box to tick with its text. */
export function Checkbox({ children, className, ...rest }: CheckboxProps) {
  return (
    <RacCheckbox {...rest} className={cx(styles.check, className)}>
      <span className={styles.box}>
        <Icon of={rest.isIndeterminate ? IconMinus : IconCheck} size={12} />
      </span>
      <span>{children}</span>
    </RacCheckbox>
  );
}

export interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly id: Value; readonly label: string }[];
  readonly isDisabled?: boolean;
}

/** One of a few, all in sight: a radio group drawn as segments. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { label, hideLabel, value, onChange, options, isDisabled } = props;
  return (
    <RadioGroup
      className={styles.field ?? ''}
      orientation="horizontal"
      value={value}
      onChange={(chosen) => {
        const option = options.find(({ id }) => id === chosen);
        if (option) onChange(option.id);
      }}
      {...(hideLabel && { 'aria-label': label })}
      {...(isDisabled !== undefined && { isDisabled })}
    >
      {!hideLabel && <Label className={styles.label ?? ''}>{label}</Label>}
      <div>
        <div className={styles.segments}>
          {options.map((option) => (
            <Radio key={option.id} value={option.id} className={styles.segment ?? ''}>
              {option.label}
            </Radio>
          ))}
        </div>
      </div>
    </RadioGroup>
  );
}
