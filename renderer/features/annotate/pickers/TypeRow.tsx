import type { Label } from '../../../../shared/codebook/codebook.ts';
import { OptionMark } from './ChoicePicker.tsx';
import styles from './ChoicePicker.module.css';

interface TypeRowProps {
  readonly labels: readonly Label[];
  /** Id of the type that a new entry gets. */
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** Type of a cast entry that is about to be added: by click here, by Tab in the field. */
export function TypeRow({ labels, value, onChange }: TypeRowProps) {
  return (
    <div className={styles.types} role="radiogroup" aria-label="Type of the new cast entry">
      <span className={styles.typesHint}>Type of what is added; Tab changes it</span>
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
