import { useEffect } from 'react';
import type { Settings } from '../../shared/contract/settings.ts';

/** Sets the tokens of high contrast, by `data-contrast` on the root: chosen, or asked for by the system. */
export function useContrast(contrast: Settings['contrast']): void {
  useEffect(() => {
    const root = document.documentElement;
    const system = matchMedia('(prefers-contrast: more)');
    const apply = () => {
      const isHigh = contrast === 'high' || (contrast === 'system' && system.matches);
      if (isHigh) root.dataset['contrast'] = 'high';
      else delete root.dataset['contrast'];
    };
    apply();
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [contrast]);
}
