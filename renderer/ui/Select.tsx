import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as RacSelect, SelectValue } from 'react-aria-components/Select';
import { Icon } from './Icon.tsx';
import { IconCheck, IconChevronDown } from './icons.ts';
import { cx } from './cx.ts';
import fields from './Field.module.css';
import styles from './Menu.module.css';

/** A choice of a `Select`. */
export interface SelectOption<Value extends string> {
  readonly id: Value;
  readonly label: string;
  /** Before the label, an icon as a rule. */
  readonly start?: ReactNode;
  /** Keys for display at the end. */
  readonly shortcut?: string;
}

export interface SelectProps<Value extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  /** null while nothing is chosen. */
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly options: readonly SelectOption<Value>[];
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly className?: string | undefined;
}

/** One of a closed list. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, hideLabel, value, onChange, options, placeholder, isDisabled } = props;
  const chosen = options.find((option) => option.id === value);
  return (
    <RacSelect
      className={cx(fields.field, props.className)}
      value={value}
      onChange={(key) => {
        const option = options.find(({ id }) => id === key);
        if (option) onChange(option.id);
      }}
      {...(hideLabel && { 'aria-label': label })}
      {...(isDisabled !== undefined && { isDisabled })}
    >
      {!hideLabel && <Label className={fields.label ?? ''}>{label}</Label>}
      <Button className={cx(fields.input, fields.select)}>
        <SelectValue className={fields.value ?? ''}>
          {chosen ? (
            <>
              {chosen.start}
              <span className={fields.words}>{chosen.label}</span>
            </>
          ) : (
            (placeholder ?? '—')
          )}
        </SelectValue>
        <Icon of={IconChevronDown} size={14} />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.menu ?? ''} items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={styles.item ?? ''}>
              {option.start}
              <span className={styles.text}>{option.label}</span>
              {option.shortcut && <kbd className={styles.keys}>{option.shortcut}</kbd>}
              <Icon of={IconCheck} size={14} className={styles.tick} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </RacSelect>
  );
}
