import { createFraming } from './framing.ts';
import { createLinking } from './linking.ts';
import { createMarkBase, type ActionDeps } from './mark-base.ts';
import { createMarking } from './marking.ts';
import { createRemarks } from './remarks.ts';
import { createShaping } from './shaping.ts';

/** Everything the person can do to marks of the open article, over one session and one reader. */
export function createActions(deps: ActionDeps) {
  const base = createMarkBase(deps);
  const linking = createLinking(deps, base);
  return {
    ...base,
    ...linking,
    ...createRemarks(deps, base),
    ...createMarking(deps, base, linking),
    ...createFraming(deps, base, linking),
    ...createShaping(deps, base),
  };
}

export type Actions = ReturnType<typeof createActions>;
