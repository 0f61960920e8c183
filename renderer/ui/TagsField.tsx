import { useId, useState, type KeyboardEvent } from 'react';
import { Chip } from './Chip.tsx';
import { cx } from './cx.ts';
import fields from './Field.module.css';
import styles from './MetadataFields.module.css';

export interface TagsFieldProps {
  readonly label: string;
  readonly tags: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
  readonly isDisabled?: boolean;
  readonly quiet?: boolean;
  /** Shown while there is none and one can be added. */
  readonly placeholder?: string;
  /** What one of them is called. */
  readonly noun?: string;
}

/** Free labels: Enter or a comma adds what was typed, Backspace in the empty field takes the last away. */
export function TagsField(props: TagsFieldProps) {
  const { label, tags, onChange, isDisabled = false, quiet } = props;
  const { placeholder = 'Add a tag', noun = 'tag' } = props;
  const id = useId();
  const [text, setText] = useState('');
  const add = () => {
    const fresh = text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '' && !tags.includes(part));
    setText('');
    if (fresh.length > 0) onChange([...tags, ...fresh]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === 'Enter' && text.trim() !== '') || event.key === ',') add();
    else if (event.key === 'Backspace' && text === '' && tags.length > 0)
      onChange(tags.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={cx(fields.field, quiet && fields.quiet)}>
      <label htmlFor={id} className={fields.label}>
        {label}
      </label>
      <div className={cx(fields.input, styles.tags)} data-disabled={isDisabled || undefined}>
        {tags.map((tag) => (
          <Chip
            key={tag}
            {...(!isDisabled && {
              removeLabel: `Remove ${noun} ${tag}`,
              onRemove: () => onChange(tags.filter((other) => other !== tag)),
            })}
          >
            <bdi>{tag}</bdi>
          </Chip>
        ))}
        <input
          id={id}
          className={styles.tagInput}
          value={text}
          dir="auto"
          disabled={isDisabled}
          placeholder={tags.length === 0 && !isDisabled ? placeholder : ''}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={add}
        />
      </div>
    </div>
  );
}
