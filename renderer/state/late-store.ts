import type { StoreApi } from 'zustand/vanilla';

/** Runs work later; returns how to call it off. */
export type Schedule = (work: () => void) => () => void;

/**
 * Stores that show their states after the next paint, all at once: what hangs on them does not hold up what is drawn at once.
 * States that come in between are passed over.
 */
export interface LateStores {
  /**
   * A store of this group that follows another one. Until the first catching up it has that one's initial state. Writing
   * through it shows at once, so that a field whose text it holds keeps up with typing.
   */
  of<State>(store: StoreApi<State>): StoreApi<State>;
  /** Show now what has come. */
  flush(): void;
  /** Begin to follow; call the result to stop. */
  start(): () => void;
}

/** How long a window that draws no frames is waited for, in milliseconds. */
const hiddenMs = 100;

/** With the next frame that is drawn. */
export const withFrame: Schedule = (work) => {
  const run = () => {
    cancel();
    work();
  };
  const timer = setTimeout(run, hiddenMs);
  const frame = requestAnimationFrame(run);
  function cancel(): void {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  }
  return cancel;
};

/** When two frames have been drawn and there is time. */
export const afterPaint: Schedule = (work) => {
  let frame = 0;
  let idle = 0;
  const run = () => {
    cancel();
    work();
  };
  const timer = setTimeout(run, hiddenMs);
  frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => {
      idle = requestIdleCallback(run, { timeout: hiddenMs });
    });
  });
  function cancel(): void {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    cancelIdleCallback(idle);
  }
  return cancel;
};

/**
 * A group without stores yet.
 *
 * @param isUrgent Asked at every change: whether it has to be shown at once.
 */
export function createLateStores(
  isUrgent: () => boolean,
  schedule: Schedule = afterPaint,
): LateStores {
  const members: { readonly follow: () => () => void; readonly catchUp: () => void }[] = [];
  let cancel: (() => void) | null = null;
  const flush = (): void => {
    cancel?.();
    cancel = null;
    for (const member of members) member.catchUp();
  };
  const request = (): void => {
    if (isUrgent()) flush();
    else cancel ??= schedule(flush);
  };
  return {
    of<State>(store: StoreApi<State>): StoreApi<State> {
      let shown = store.getInitialState();
      const listeners = new Set<(state: State, before: State) => void>();
      members.push({
        follow: () => store.subscribe(request),
        catchUp() {
          const before = shown;
          shown = store.getState();
          if (shown !== before) for (const listener of [...listeners]) listener(shown, before);
        },
      });
      const setState = ((part: State, replace?: false) => {
        store.setState(part, replace);
        flush();
      }) as StoreApi<State>['setState'];
      return {
        getState: () => shown,
        getInitialState: () => store.getInitialState(),
        setState,
        subscribe(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      };
    },
    flush,
    start() {
      const stops = members.map(({ follow }) => follow());
      request();
      return () => {
        cancel?.();
        cancel = null;
        for (const stop of stops) stop();
      };
    },
  };
}
