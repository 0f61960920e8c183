import { useEffect, useRef } from 'react';
import type { Label } from '../../../../shared/codebook/codebook.ts';
import { OptionMark } from './ChoicePicker.tsx';
import styles from './ChoicePicker.module.css';

interface TypeRowProps {
  readonly labels: readonly Label[];
  /** Id of the type in force. */
  readonly value: string;
  /** What the type is of. */
  readonly label: string;
  /** The label for the eye, with how it is changed by key; the label alone when absent. */
  readonly hint?: string;
  readonly onChange: (id: string) => void;
}

/** Type of a cast entry that is about to be added, or is there: by click. */
export function TypeRow({ labels, value, label, hint = label, onChange }: TypeRowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In a low window the row is one line that scrolls.
    const chosen = row.current?.querySelector('[aria-checked=true]');
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [value]);
  return (
    <div ref={row} className={styles.types} role="radiogroup" aria-label={label}>
      <span className={styles.typesHint}>{hint}</span>
      {labels.map(({ id, name, colour }) => (
        <button
          key={id}
          type="button"
          role="radio"
          aria-checked={id === value}
          tabIndex={-1}
          className={styles.type}
          // The field keeps the focus: the list is driven from there.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChange(id)}
        >
          <OptionMark colour={colour} icon="●" />
          {name}
        </button>
      ))}
    </div>
  );
}
