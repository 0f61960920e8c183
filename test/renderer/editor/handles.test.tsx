import { expect, test } from 'vitest';
import type { ReaderOptions } from '../../../renderer/editor/types.ts';
import { longText, markAll, paragraphs } from './marked-readers.ts';
import { mark, quotation } from './marks.ts';
import { painted, sendToBrowser, showReader, type ShownReader } from './reader-host.ts';

test('the quotation mark beside the word goes with a dragged border of a quotation', async () => {
  const shown = await showReader(paragraphs);
  const { start, end } = shown.find('new bridge');
  shown.reader.setMarks([quotation('q', [[start, end]])]);
  shown.reader.setSelected('q');
  await painted();
  await press(shown, 'start');
  await moveTo(shown, 'the new', 'left');
  await release();
  await press(shown, 'end');
  await moveTo(shown, 'they say', 'right');
  await release();
  expect(shown.calls.resizes.map((each) => [each.start, each.end])).toEqual([
    [shown.find('“').start, end],
    [start, shown.find('”').end],
  ]);
});

test('without snapping a border stops at letters, with Alt at words', async () => {
  const shown = await showSelected('e', { getSnap: () => 'off' });
  await press(shown, 'end');
  await moveTo(shown, 'told', 'middle');
  await release();
  await press(shown, 'end');
  await moveTo(shown, 'reporters', 'right', 1);
  await release(1);
  const [free, snapped] = shown.calls.resizes.map(({ end }) => end);
  expect(free).toBeGreaterThan(shown.find('told').start);
  expect(free).toBeLessThan(shown.find('told').end);
  expect(snapped).toBe(shown.find('reporters').end);
});

test('Escape ends a drag without a resize', async () => {
  const shown = await showSelected('e');
  await press(shown, 'end');
  await moveTo(shown, 'reporters', 'right');
  expect(CSS.highlights.has('qm-preview')).toBe(true);
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }));
  await release();
  expect(CSS.highlights.has('qm-preview')).toBe(false);
  expect(shown.calls.resizes).toEqual([]);
});

test('a drag that rests at the lower edge scrolls on, over paragraphs', async () => {
  const shown = await showReader(longText());
  shown.reader.setMarks([mark('m', 'claim', 0, 9)]);
  shown.reader.setSelected('m');
  await painted();
  await press(shown, 'end');
  const box = shown.scroller.getBoundingClientRect();
  await mouse('mouseMoved', box.left + 300, box.bottom - 10);
  await expect.poll(() => shown.scroller.scrollTop).toBeGreaterThan(300);
  await release(0, box.left + 300, box.bottom - 10);
  const stopped = shown.scroller.scrollTop;
  await painted();
  expect(shown.scroller.scrollTop).toBe(stopped);
  expect(shown.calls.resizes[0]?.end).toBeGreaterThan(2 * 203);
});

test('every fragment has two handles of at least 24 pixels, and none where nothing can be written', async () => {
  const shown = await showSelected('q');
  const handles = [...shown.host.querySelectorAll('.qm-handle')];
  expect(handles).toHaveLength(2);
  for (const handle of handles) {
    const { width, height } = getComputedStyle(handle, '::after');
    expect(Math.min(Number.parseFloat(width), Number.parseFloat(height))).toBeGreaterThanOrEqual(
      24,
    );
  }
  const locked = await showSelected('q', { canResize: () => false });
  expect(locked.host.querySelectorAll('.qm-handle')).toHaveLength(0);
  expect(locked.host.querySelector('.qm-seg.qm-selected')).not.toBeNull();
});

async function showSelected(id: string, options: ReaderOptions = {}): Promise<ShownReader> {
  const shown = await showReader(paragraphs, { options });
  shown.reader.setMarks(markAll(shown));
  shown.reader.setSelected(id);
  await painted();
  return shown;
}

async function press(shown: ShownReader, side: 'start' | 'end'): Promise<void> {
  const box = shown.host.querySelector(`[data-side="${side}"]`)?.getBoundingClientRect();
  if (!box) throw new Error(`no handle at the ${side}`);
  await mouse('mousePressed', side === 'end' ? box.x + 2 : box.x + 13, box.y + 10);
}

async function moveTo(
  shown: ShownReader,
  words: string,
  where: 'left' | 'middle' | 'right',
  modifiers = 0,
): Promise<void> {
  const rect = shown.reader.rectOf(shown.find(words)) ?? new DOMRect();
  const x = { left: rect.left + 2, middle: rect.x + rect.width / 2, right: rect.right - 2 }[where];
  await mouse('mouseMoved', x, rect.y + rect.height / 2, modifiers);
}

async function release(modifiers = 0, x = 0, y = 0): Promise<void> {
  await mouse('mouseReleased', x, y, modifiers);
  await painted();
}

/** Real mouse input; the page of the test stands in a frame, whose place counts. `modifiers` 1 is Alt. */
async function mouse(type: string, x: number, y: number, modifiers = 0): Promise<void> {
  const frame = window.frameElement?.getBoundingClientRect();
  await sendToBrowser('Input.dispatchMouseEvent', {
    type,
    x: x + (frame?.x ?? 0),
    y: y + (frame?.y ?? 0),
    modifiers,
    button: 'left',
    buttons: type === 'mouseReleased' ? 0 : 1,
    clickCount: 1,
  });
}
