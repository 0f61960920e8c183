import type { Page } from '@playwright/test';

/** Some frames without anything to do. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let frames = 4;
        const next = () => {
          if (frames-- > 0) requestAnimationFrame(next);
          else requestIdleCallback(() => resolve(), { timeout: 1000 });
        };
        next();
      }),
  );
}

/** Let the page draw so many frames. */
export async function drawFrames(page: Page, count: number): Promise<void> {
  await page.evaluate(async (frames) => {
    for (let i = 0; i < frames; i++) await new Promise((done) => requestAnimationFrame(done));
  }, count);
}

/** A clock in the page that the next key starts. */
export interface Clock {
  /** Milliseconds from the key event to the end of the frame that shows what it did. */
  readonly done: () => Promise<number>;
}

/**
 * Start a clock at the next key; it stops when `isShown` is true, at the end of that frame or of one of the next.
 *
 * @param frames 1: the frame in which it is true; 2: the one after.
 */
export async function armed(
  page: Page,
  frames: number,
  argument: string,
  isShown: (argument: string) => boolean,
): Promise<Clock> {
  const clock = await page.evaluateHandle(
    ({ frames: wanted, argument: given, source }) => {
      // The page's policy forbids to build functions from text, so it comes as one from outside.
      const check: unknown = Reflect.get(window, source);
      if (typeof check !== 'function') throw new Error('no check');
      const time = new Promise<number>((resolve) => {
        window.addEventListener(
          'keydown',
          ({ timeStamp }) => {
            let left = wanted;
            const look = () => {
              if ((left < wanted || check(given)) && --left === 0) {
                // Before any other task that waits, an answer of the engine for one.
                const end = () => resolve(performance.now() - timeStamp);
                void scheduler.postTask(end, { priority: 'user-blocking' });
              } else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          },
          { capture: true, once: true },
        );
      });
      return { time };
    },
    { frames, argument, source: await expose(page, isShown) },
  );
  return { done: () => clock.evaluate(({ time }) => time) };
}

let checks = 0;

/** Put a function into the page under a name of its own. */
async function expose(page: Page, check: (argument: string) => boolean): Promise<string> {
  const name = `benchCheck${checks++}`;
  await page.evaluate(`window.${name} = ${String(check)}`);
  return name;
}
