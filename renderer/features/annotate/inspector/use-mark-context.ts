import { useMemo } from 'react';
import { useSession } from '../../../app/workspace.ts';
import type { MarkContext } from '../marks/mark-views.ts';

/** What marks are put in words with; null until the project is loaded. */
export function useMarkContext(): MarkContext | null {
  const codebook = useSession((state) => state.project?.codebook);
  const entities = useSession((state) => state.entities);
  const claims = useSession((state) => state.claims);
  return useMemo(
    () => (codebook ? { codebook, entities, claims } : null),
    [codebook, entities, claims],
  );
}
