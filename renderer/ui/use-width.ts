import { useCallback, useState } from 'react';

/** A ref for an element and its inner width in px, followed as it changes; null before it is known. */
export function useWidth(): readonly [(element: HTMLElement | null) => () => void, number | null] {
  const [width, setWidth] = useState<number | null>(null);
  const follow = useCallback((element: HTMLElement | null) => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.round(entry.contentRect.width));
    });
    if (element) observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [follow, width];
}
