import type { Ref } from 'react';
import { checkDateInput } from './news-date.ts';
import { TagsField } from './TagsField.tsx';
import { TextArea, TextField } from './TextField.tsx';
import styles from './MetadataFields.module.css';

/** What is known of an article, as typed: `published` may be wrong while it is being written. */
export interface Metadata {
  readonly title: string;
  readonly byline: string;
  readonly publisher: string;
  /** '' when unknown. */
  readonly published: string;
  readonly url: string;
  readonly language: string;
  readonly tags: readonly string[];
}

export interface MetadataFieldsProps {
  readonly value: Metadata;
  readonly onChange: (change: Partial<Metadata>) => void;
  /** The person left a field. */
  readonly onCommit?: () => void;
  readonly isDisabled?: boolean;
  readonly quiet?: boolean;
  readonly autoFocus?: boolean;
  readonly titleRef?: Ref<HTMLTextAreaElement>;
}

/** The fields of an article's metadata, the same wherever they are edited. */
export function MetadataFields(props: MetadataFieldsProps) {
  const { value, onChange, onCommit, isDisabled = false, quiet = false } = props;
  const common = {
    isDisabled,
    quiet,
    ...(onCommit && { onBlur: onCommit }),
    ...(quiet && { placeholder: '—' }),
  };
  return (
    <div className={styles.fields}>
      <TextArea
        {...common}
        className={styles.wide}
        label="Title"
        rows={1}
        value={value.title}
        // A title is one line, however long.
        onChange={(title) => onChange({ title: title.replaceAll('\n', ' ') })}
        {...(props.autoFocus && { autoFocus: true })}
        {...(props.titleRef && { inputRef: props.titleRef })}
      />
      <TextField
        {...common}
        label="Byline"
        value={value.byline}
        onChange={(byline) => onChange({ byline })}
      />
      <TextField
        {...common}
        label="Publisher"
        value={value.publisher}
        onChange={(publisher) => onChange({ publisher })}
      />
      <TextField
        {...common}
        label="Date"
        // As people write it; leaving the field brings the `T` back.
        value={value.published.replace('T', ' ')}
        placeholder={quiet ? '—' : '2024-10-16'}
        error={checkDateInput(value.published)}
        onChange={(published) => onChange({ published })}
      />
      <TextField
        {...common}
        label="Language"
        value={value.language}
        placeholder={quiet ? '—' : 'en'}
        maxLength={35}
        onChange={(language) => onChange({ language })}
      />
      <TextField
        {...common}
        className={styles.wide}
        label="Web address"
        dir="ltr"
        value={value.url}
        onChange={(url) => onChange({ url })}
      />
      <div className={styles.wide}>
        <TagsField
          label="Tags"
          tags={value.tags}
          isDisabled={isDisabled}
          quiet={quiet}
          onChange={(tags) => onChange({ tags })}
        />
      </div>
    </div>
  );
}
