import { useEffect, useRef, useState } from 'react';
import styles from './ReadingProgress.module.css';

/** Share of the article that has been scrolled to, 0 to 1; 0 when there is nothing to scroll. */
function shareOf(scroller: HTMLElement): number {
  const hidden = scroller.scrollHeight - scroller.clientHeight;
  return hidden <= 0 ? 0 : Math.min(1, scroller.scrollTop / hidden);
}

/** How far the reading is, as a line above the text. */
export function ReadingProgress() {
  const line = useRef<HTMLDivElement>(null);
  const [percent, setPercent] = useState(0);
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
    </div>
  );
}
