import { useRef, type KeyboardEvent } from 'react';
import { Icon } from './Icon.tsx';
import { IconClose, IconSearch } from './icons.ts';
import { cx } from './cx.ts';
import styles from './Field.module.css';

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** Marks the field for a command that focuses it. */
  readonly name?: string;
  /** Enter or ArrowDown: go on to the results. */
  readonly onLeave?: () => void;
  readonly className?: string | undefined;
}

/** A filter field. Esc empties it, Enter and ArrowDown go on to what was found. */
export function SearchField(props: SearchFieldProps) {
  const { label, value, onChange, onLeave } = props;
  const input = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && value !== '') {
      event.preventDefault();
      event.stopPropagation();
      onChange('');
    } else if (
      (event.key === 'Enter' || event.key === 'ArrowDown' || event.key === 'Escape') &&
      onLeave
    ) {
      event.preventDefault();
      onLeave();
    }
  };
  return (
    <div className={cx(styles.search, props.className)}>
      <Icon of={IconSearch} className={styles.lens} />
      <input
        ref={input}
        type="search"
        className={styles.input}
        aria-label={label}
        value={value}
        dir="auto"
        spellCheck={false}
        placeholder={props.placeholder ?? label}
        data-focus-name={props.name}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {value !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label="Clear filter"
          onClick={() => {
            onChange('');
            input.current?.focus();
          }}
        >
          <Icon of={IconClose} size={14} />
        </button>
      )}
    </div>
  );
}
