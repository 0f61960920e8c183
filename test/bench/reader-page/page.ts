import '../../../renderer/ui/tokens.css';
import '../../../renderer/editor/editor.css';
import { createReader } from '../../../renderer/editor/reader.ts';
import type { ReaderHandle } from '../../../renderer/editor/types.ts';
import { codePoints } from '../../../shared/text/offsets.ts';
import {
  buildMark,
  buildRandom,
  generateDocument,
  generateMarks,
  generateParagraphs,
} from './generate.ts';

/** Times of one run in milliseconds; frames are counted. */
export interface ReaderTimes {
  readonly floor: number;
  readonly open: number;
  readonly create: number;
  readonly select: number;
  readonly remove: number;
  readonly scrollMedian: number;
  readonly scrollP95: number;
  readonly jumpMedian: number;
  readonly jumpSlowFrames: number;
  readonly elements: number;
}

declare global {
  interface Window {
    /** Called by the bench from outside. */
    runReader: (words: number, marks: number, seed: number) => Promise<ReaderTimes>;
  }
}

window.runReader = async (words, marks, seed) => {
  const random = buildRandom(seed);
  const paragraphs = generateParagraphs(words, random);
  const document_ = generateDocument(paragraphs);
  const length = [...paragraphs.join('\n')].length;
  const views = generateMarks(length, marks, random);

  const floor = await measureFloor(paragraphs);
  const host = buildHost();
  let reader: ReaderHandle | undefined;
  const open = await untilPainted(() => {
    reader = createReader(host);
    reader.setArticle({ document: document_, language: 'en', direction: 'ltr' });
    reader.setMarks(views);
  });
  if (!reader) throw new Error('no reader');
  const shown = reader;
  const scroller = host.querySelector<HTMLElement>('.qm-reader');
  if (!scroller) throw new Error('no scroller');
  shown.reveal({ start: codePoints(length >> 1), end: codePoints((length >> 1) + 1) });
  await settle();
  shown.focus();
  const at = length >> 1;
  const create = await untilPainted(() => {
    shown.patchMarks({ put: [buildMark('new', 'quotation', at, at + 60)] });
  });
  const select = await untilPainted(() => shown.setSelected('new'));
  const remove = await untilPainted(() => {
    shown.setSelected(null);
    shown.patchMarks({ remove: ['new'] });
  });
  scroller.scrollTop = 0;
  await settle();
  const scrolls: number[] = [];
  for (let i = 0; i < 60; i++) {
    scrolls.push(await untilPainted(() => void (scroller.scrollTop += 120)));
  }
  const jumps: number[] = [];
  for (let i = 0; i < 30; i++) {
    const top = random() * scroller.scrollHeight;
    jumps.push(await untilPainted(() => void (scroller.scrollTop = top)));
  }
  const elements = host.querySelectorAll('*').length;
  shown.destroy();
  host.remove();
  return {
    floor,
    open,
    create,
    select,
    remove,
    scrollMedian: quantile(scrolls, 0.5),
    scrollP95: quantile(scrolls, 0.95),
    jumpMedian: quantile(jumps, 0.5),
    jumpSlowFrames: jumps.filter((time) => time > 50).length,
    elements,
  };
};

/** The same paragraphs as plain elements in the same box: what any page must pay. */
async function measureFloor(paragraphs: readonly string[]): Promise<number> {
  const host = buildHost();
  const time = await untilPainted(() => {
    const scroller = document.createElement('div');
    scroller.className = 'qm-reader';
    const page = document.createElement('div');
    page.className = 'qm-page';
    for (const text of paragraphs) {
      const block = document.createElement('p');
      block.textContent = text;
      page.append(block);
    }
    scroller.append(page);
    host.append(scroller);
  });
  host.remove();
  await settle();
  return time;
}

function buildHost(): HTMLElement {
  const host = document.createElement('div');
  host.style.cssText = 'position:fixed;inset:0';
  document.body.append(host);
  return host;
}

/** From the call to the end of the frame that shows it. */
async function untilPainted(work: () => void): Promise<number> {
  await nextFrame();
  const start = performance.now();
  work();
  await nextFrame();
  return performance.now() - start;
}

/** Resolves after the next frame was laid out and painted: a message posted in its callback comes after the paint. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.addEventListener('message', () => resolve());
      channel.port1.start();
      channel.port2.postMessage(null);
    });
  });
}

async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) await nextFrame();
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
