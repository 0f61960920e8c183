/** Counts how often something was started again, to stop when it cannot stay up. */
export interface RestartLimit {
  /** Note a failure. True when it may be started once more. */
  readonly allow: () => boolean;
  /** Forget the past: the person asked for another try. */
  readonly reset: () => void;
}

/** At most `most` restarts within `windowMs`. */
export function createRestartLimit(
  most: number,
  windowMs: number,
  now: () => number,
): RestartLimit {
  let times: number[] = [];
  return {
    allow() {
      times = times.filter((time) => now() - time < windowMs);
      if (times.length >= most) return false;
      times.push(now());
      return true;
    },
    reset() {
      times = [];
    },
  };
}
