import { cx } from '../../ui/cx.ts';
import type { FilterValue } from './filter-values.ts';
import styles from './QueryField.module.css';

/** Values for the filter that is being typed, below the field; driven from there. */
export function FilterValueList(props: {
  readonly id: string;
  readonly label: string;
  /** What may be written, where it is not in the list. */
  readonly hint: string;
  readonly values: readonly FilterValue[];
  /** The one that Enter takes; null while it takes what is typed. */
  readonly active: number | null;
  readonly onChoose: (value: string) => void;
}) {
  const { id, label, hint, values, active, onChoose } = props;
  return (
    // Keeps the focus in the field.
    <div className={styles.list} onPointerDown={(event) => event.preventDefault()}>
      <div id={id} role="listbox" aria-label={label}>
        {values.map(({ value, label: name, detail }, i) => (
          <div
            key={value}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === active}
            className={cx(styles.option, i === active && styles.active)}
            onClick={() => onChoose(value)}
            onKeyDown={() => onChoose(value)}
          >
            <bdi className={styles.name}>{name}</bdi>
            <span className={styles.detail}>{detail}</span>
          </div>
        ))}
      </div>
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
    </div>
  );
}
