import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Frame } from './workspace.ts';

/** Hand the type of the reader and the wish for less motion to the style sheets, at once when one changes. */
export function useReadingSettings(frame: Frame): void {
  const { readingFont, columnWidth, lineHeight, motion } = useStore(
    frame.shell,
    (state) => state.settings,
  );
  useEffect(() => {
    const root = document.documentElement;
    root.dataset['readingFont'] = readingFont;
    root.style.setProperty('--column-width', `${columnWidth}ch`);
    root.style.setProperty('--reading-line-height', String(lineHeight));
    if (motion === 'system') delete root.dataset['motion'];
    else root.dataset['motion'] = motion;
  }, [readingFont, columnWidth, lineHeight, motion]);
}
