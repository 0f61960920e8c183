import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea as RacTextArea } from 'react-aria-components/TextArea';
import { TextField as RacTextField } from 'react-aria-components/TextField';
import { cx } from './cx.ts';
import styles from './Field.module.css';

interface CommonProps {
  readonly label: string;
  /** Keep the label for screen readers only. */
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Called when the person leaves the field. */
  readonly onBlur?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly placeholder?: string;
  readonly hint?: ReactNode;
  /** What is wrong with the value; null or absent when nothing. */
  readonly error?: string | null;
  readonly isDisabled?: boolean;
  readonly isRequired?: boolean;
  readonly autoFocus?: boolean;
  /** Looks like text until hovered or focused. */
  readonly quiet?: boolean;
  readonly className?: string | undefined;
  /** Direction and language of the content. */
  readonly dir?: 'auto' | 'ltr' | 'rtl';
}

export interface TextFieldProps extends CommonProps {
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly maxLength?: number;
}

function shell(props: CommonProps) {
  const { label, hideLabel, value, onChange, onBlur, isDisabled, isRequired, error } = props;
  return {
    value,
    onChange,
    className: cx(styles.field, props.quiet && styles.quiet, props.className),
    ...(hideLabel && { 'aria-label': label }),
    ...(onBlur && { onBlur }),
    ...(props.onKeyDown && { onKeyDown: props.onKeyDown }),
    ...(isDisabled !== undefined && { isDisabled }),
    ...(isRequired !== undefined && { isRequired }),
    ...(props.autoFocus !== undefined && { autoFocus: props.autoFocus }),
    isInvalid: error !== null && error !== undefined,
    // Our messages only; the browser's own bubble never shows.
    validationBehavior: 'aria',
  } as const;
}

function Around(props: { readonly of: CommonProps; readonly children: ReactNode }) {
  const { label, hideLabel, hint, error } = props.of;
  return (
    <>
      {!hideLabel && <Label className={styles.label ?? ''}>{label}</Label>}
      {props.children}
      {hint && !error && (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </>
  );
}

/** One line of text with its label. */
export function TextField(props: TextFieldProps) {
  return (
    <RacTextField
      {...shell(props)}
      {...(props.maxLength !== undefined && { maxLength: props.maxLength })}
    >
      <Around of={props}>
        <Input
          className={styles.input ?? ''}
          dir={props.dir ?? 'auto'}
          {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
          {...(props.inputRef && { ref: props.inputRef })}
        />
      </Around>
    </RacTextField>
  );
}

export interface TextAreaProps extends CommonProps {
  readonly rows?: number;
  readonly inputRef?: Ref<HTMLTextAreaElement>;
}

/** Text of several lines with its label; grows with its content. */
export function TextArea(props: TextAreaProps) {
  return (
    <RacTextField {...shell(props)}>
      <Around of={props}>
        <RacTextArea
          className={cx(styles.input, styles.area, props.rows === 1 && styles.oneLine)}
          dir={props.dir ?? 'auto'}
          rows={props.rows ?? 3}
          {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
          {...(props.inputRef && { ref: props.inputRef })}
        />
      </Around>
    </RacTextField>
  );
}
