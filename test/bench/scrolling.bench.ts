import type { Page } from '@playwright/test';
import type { Bench } from './measure.ts';
import { settle } from './page-clock.ts';

/** Opens the article that is scrolled, with its marks or without. */
export interface Opening {
  readonly marked: () => Promise<unknown>;
  readonly plain: () => Promise<unknown>;
}

/** What a round of scrolling gives, one value of it a bench. */
interface Scrolled {
  /** Milliseconds of every frame of steady scrolling. */
  readonly frames: readonly number[];
  /** Frames that steady scrolling has left out, at 60 a second. */
  readonly dropped: number;
  /** Milliseconds from each jump to the end of the frame that shows it. */
  readonly jumps: readonly number[];
}

/** Steady scrolling as by a wheel, and jumps as by dragging the scroll bar. */
export function createScrollBenches(page: Page, label: string, open: Opening): readonly Bench[] {
  const floorIs = 'the same text without marks';
  const last: { marked: Scrolled | null; plain: Scrolled | null } = { marked: null, plain: null };
  const scroll = async (which: 'marked' | 'plain') => {
    await open[which]();
    return (last[which] = await scrollPage(page));
  };
  const part =
    (which: 'marked' | 'plain', pick: (scrolled: Scrolled) => readonly number[]) => async () =>
      pick(last[which] ?? (await scroll(which)));
  return [
    {
      name: `scroll frame, ${label}`,
      floorIs,
      measure: async () => (await scroll('marked')).frames,
      floor: async () => (await scroll('plain')).frames,
    },
    {
      name: `dropped of 120 frames, ${label}`,
      unit: 'frames',
      floorIs,
      measure: part('marked', ({ dropped }) => [dropped]),
      floor: part('plain', ({ dropped }) => [dropped]),
    },
    {
      name: `jump, ${label}`,
      floorIs,
      measure: part('marked', ({ jumps }) => jumps),
      floor: part('plain', ({ jumps }) => jumps),
    },
  ];
}

async function scrollPage(page: Page): Promise<Scrolled> {
  await settle(page);
  return page.evaluate(async () => {
    const scroller = document.querySelector('.qm-reader');
    if (!scroller) throw new Error('no article is open');
    const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
    const painted = async () => {
      await frame();
      await new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', done, { once: true });
        port1.start();
        port2.postMessage(null);
      });
    };
    const frames: number[] = [];
    let dropped = 0;
    scroller.scrollTop = 0;
    await painted();
    let before = await frame();
    const first = before;
    for (let i = 0; i < 120; i++) {
      scroller.scrollTop += 100;
      const now = await frame();
      frames.push(now - before);
      before = now;
    }
    dropped = Math.max(0, Math.round(((before - first) * 60) / 1000) - 120);
    const jumps: number[] = [];
    for (let i = 0; i < 20; i++) {
      await frame();
      const start = performance.now();
      // Golden-ratio steps: far apart, never the same place twice, the same in every round.
      scroller.scrollTop = ((i * 0.618034) % 1) * scroller.scrollHeight;
      await painted();
      jumps.push(performance.now() - start);
    }
    return { frames, dropped, jumps };
  });
}
