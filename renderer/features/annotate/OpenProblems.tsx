import { useSession } from '../../app/workspace.ts';
import { useAnnotate } from './annotate-context.ts';
import styles from './AnnotateView.module.css';

/** How many marks of the article are still open; pressing it goes to the first of them. Nothing when none is. */
export function OpenProblems() {
  const { navigation, actions, reader } = useAnnotate();
  const annotations = useSession((state) => state.article?.annotations);
  const count = annotations ? navigation.countOpenProblems() : 0;
  if (count === 0) return null;
  const showFirst = () => {
    const first = navigation.findOpenProblem();
    if (first) actions.select(first.id, { reveal: true });
    reader()?.focus();
  };
  return (
    <button type="button" className={styles.open} onClick={showFirst}>
      {count} open
      <span className="visually-hidden">: go to the first</span>
    </button>
  );
}
