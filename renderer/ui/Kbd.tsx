import styles from './Kbd.module.css';

/** Keys drawn as caps, `['Ctrl', 'K']`. */
export function Kbd({ caps }: { readonly caps: readonly string[] }) {
  return (
    <kbd className={styles.keys}>
      {caps.map((cap) => (
        <span key={cap} className={styles.cap}>
          {cap}
        </span>
      ))}
    </kbd>
  );
}
