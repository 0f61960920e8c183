/** The order of what people do while a step is on its way whose effect is not shown yet. */
export interface Turns {
  /** What is done from now on waits until the result is called. */
  readonly hold: () => () => void;
  /** Do something in its turn: at once when nothing holds, so that a key is drawn in its own frame; else after all before it. */
  readonly take: <Value>(work: () => Value) => Value | Promise<Awaited<Value>>;
}

/** Turns that nothing holds. */
export function createTurns(): Turns {
  let holding = 0;
  const waiting: (() => void)[] = [];
  // One after the other: each may hold those after it.
  const goOn = () => {
    while (holding === 0) {
      const next = waiting.shift();
      if (!next) return;
      next();
    }
  };
  return {
    hold() {
      holding += 1;
      return () => {
        holding -= 1;
        goOn();
      };
    },
    take<Value>(work: () => Value) {
      if (holding === 0 && waiting.length === 0) return work();
      return new Promise<Awaited<Value>>((resolve, reject) => {
        waiting.push(() => {
          try {
            resolve(work() as Awaited<Value>);
          } catch (error) {
            reject(error as Error);
          }
        });
      });
    },
  };
}

/** Texts that are typed and not sent. */
export interface Drafts {
  /** How one is stored; call the result when it is no more. */
  readonly add: (store: () => void) => () => void;
  /** Store all of them. */
  readonly store: () => void;
}

/** No text is typed. */
export function createDrafts(): Drafts {
  const drafts = new Set<() => void>();
  return {
    add(store) {
      drafts.add(store);
      return () => drafts.delete(store);
    },
    store() {
      for (const draft of drafts) draft();
    },
  };
}
