import { useEffect, useRef, useState } from 'react';
import { useSession } from '../../app/workspace.ts';
import type { AnnotateTools } from './annotate-context.ts';
import styles from './ReadingProgress.module.css';

/** Share of the article that has been scrolled to, 0 to 1; 0 when there is nothing to scroll. */
function shareOf(scroller: HTMLElement): number {
  const hidden = scroller.scrollHeight - scroller.clientHeight;
  return hidden <= 0 ? 0 : Math.min(1, scroller.scrollTop / hidden);
}

/** How far the reading is, and how many marks of the article are still open; pressing it goes to the first of them. */
export function ReadingProgress({ tools }: { readonly tools: AnnotateTools }) {
  const { navigation, actions } = tools;
  const line = useRef<HTMLDivElement>(null);
  const [percent, setPercent] = useState(0);
  const annotations = useSession((state) => state.article?.annotations);
  const count = annotations ? navigation.countOpenProblems() : 0;
  useEffect(() => {
    const pane = line.current?.parentElement;
    // Scrolling does not bubble; it is heard on its way down.
    const onScroll = ({ target }: Event) => {
      if (!(target instanceof HTMLElement) || !target.matches('.qm-reader')) return;
      const share = shareOf(target);
      line.current?.style.setProperty('--share', String(share));
      setPercent(Math.round(share * 100));
    };
    pane?.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => pane?.removeEventListener('scroll', onScroll, { capture: true });
  }, []);
  const showFirst = () => {
    const first = navigation.findOpenProblem();
    if (first) actions.select(first.id, { reveal: true });
    tools.reader()?.focus();
  };
  return (
    <div ref={line} className={styles.line}>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label="Read"
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      />
      {count > 0 && (
        <button type="button" className={styles.open} onClick={showFirst}>
          {count} open
          <span className="visually-hidden">: go to the first</span>
        </button>
      )}
    </div>
  );
}
