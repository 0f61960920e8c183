import styles from './ProgressBar.module.css';

export interface ProgressBarProps {
  /** What is being done, for a person. */
  readonly label: string;
  readonly done: number;
  /** null while it is not known. */
  readonly total: number | null;
}

/** How far a long job is. */
export function ProgressBar({ label, done, total }: ProgressBarProps) {
  return (
    <div className={styles.block}>
      <span className={styles.label}>{label}</span>
      <progress
        className={styles.bar}
        aria-label={label}
        {...(total !== null && total > 0 && { value: done, max: total })}
      />
      <span className={styles.numbers}>
        {total === null ? '' : `${done.toLocaleString()} of ${total.toLocaleString()}`}
      </span>
    </div>
  );
}
