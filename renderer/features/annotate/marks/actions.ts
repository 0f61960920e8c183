import { createFraming } from './framing.ts';
import { createMarkBase, type ActionDeps } from './mark-base.ts';
import { createMarking } from './marking.ts';

/** Everything the person can do to marks of the open article, over one session and one reader. */
export function createActions(deps: ActionDeps) {
  const base = createMarkBase(deps);
  return { ...base, ...createMarking(deps, base), ...createFraming(deps, base) };
}

export type Actions = ReturnType<typeof createActions>;
