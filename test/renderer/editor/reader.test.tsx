import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { sendToBrowser } from './reader-host.ts';
import { codePoints, buildSpan } from '../../../shared/text/offsets.ts';
import { mark, quotation } from './marks.ts';
import { painted, showReader } from './reader-host.ts';
import { longText, showMarked } from './marked-readers.ts';

describe('selection', () => {
  test('keyboard selection gives spans in code points, whole graphemes', async () => {
    const shown = await showReader(['a👩‍👩‍👧b e\u0301f']);
    shown.reader.focus();
    shown.reader.setSelection(buildSpan(0, 0));
    await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
    expect(shown.reader.getSelection()).toEqual({
      mode: 'span',
      caret: 6,
      span: { start: 1, end: 6 },
      blockIndex: 0,
    });
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Shift>}{End}{/Shift}');
    expect(shown.reader.getSelection().span).toEqual({ start: 7, end: 11 });
    expect(shown.calls.selections.at(-1)?.span).toEqual({ start: 7, end: 11 });
  });

  test('selects over paragraphs and tells the block of the caret', async () => {
    const shown = await showMarked();
    shown.reader.setSelection({ start: shown.find('left').start, end: shown.find('Ruiz').end });
    const { span, blockIndex } = shown.reader.getSelection();
    expect([span, blockIndex]).toEqual([
      { start: shown.find('left').start, end: shown.find('Ruiz').end },
      1,
    ]);
  });

  test('the caret passes every place of a right-to-left line once', async () => {
    const text = 'قالت آنا في Marlow اليوم';
    const shown = await showReader([text], { language: 'ar', direction: 'auto' });
    shown.reader.setMarks([mark('e', 'mention', 5, 8), mark('f', 'mention', 12, 18)]);
    shown.reader.focus();
    shown.reader.setSelection(buildSpan(0, 0));
    await painted();
    const carets = new Set([0]);
    for (let i = 0; i < text.length + 2; i++) {
      await userEvent.keyboard('{ArrowLeft}');
      carets.add(shown.reader.getSelection().caret);
    }
    expect(carets.size).toBe(text.length + 1);
  });
});

describe('pointer', () => {
  test('a click takes the smallest mark, clicks again go outward and around', async () => {
    const shown = await showMarked();
    const picked: (string | null)[] = [];
    // Not on one spot: quick clicks there would be a triple click, which selects a paragraph.
    for (const word of ['new', 'safe', 'bridge']) {
      await click(shown.centreOf(word));
      const id = shown.calls.clicks.at(-1)?.id ?? null;
      picked.push(id);
      shown.reader.setSelected(id);
      await painted();
    }
    await click(shown.centreOf('reporters'));
    picked.push(shown.calls.clicks.at(-1)?.id ?? null);
    expect(picked).toEqual(['c', 'q', 'c', null]);
    expect(shown.calls.clicks[0]?.stack).toEqual(['c', 'q']);
    expect(shown.reader.marksAt(shown.find('bridge').start)).toEqual(['c', 'q']);
  });

  test('a click on a chip takes its quotation', async () => {
    const shown = await showMarked();
    const box = shown.host.querySelector('.qm-chip')?.getBoundingClientRect() ?? new DOMRect();
    await click({ x: box.x + 10, y: box.y + 8 });
    expect(shown.calls.clicks.at(-1)?.id).toBe('q');
  });

  test('a handle drags a border to the edge of a word', async () => {
    const shown = await showMarked();
    shown.reader.setSelected('e');
    await painted();
    const box = shown.host.querySelector('[data-side="end"]')?.getBoundingClientRect();
    const target = shown.centreOf('told');
    await drag({ x: (box?.x ?? 0) + 2, y: (box?.y ?? 0) + 10 }, { x: target.x + 12, y: target.y });
    expect(shown.calls.resizes).toEqual([
      {
        id: 'e',
        role: 'span',
        ordinal: 0,
        start: shown.find('Ana').start,
        end: shown.find('told').end,
      },
    ]);
    expect(CSS.highlights.has('qm-preview')).toBe(false);
    expect(shown.calls.clicks).toEqual([]);
  });

  test('a context menu comes with the marks at the pointer', async () => {
    const shown = await showMarked();
    const point = shown.centreOf('Ruiz');
    const x = Math.round(point.x);
    const init = { clientX: x, clientY: point.y, button: 2, bubbles: true, cancelable: true };
    shown.drawn('e')[0]?.dispatchEvent(new MouseEvent('contextmenu', init));
    expect(shown.calls.menus[0]).toMatchObject({ x, stack: ['e'] });
  });
});

describe('view', () => {
  test('peeking hides every mark and moves nothing', async () => {
    const shown = await showReader(longText());
    shown.reader.setMarks(
      Array.from({ length: 40 }, (_, i) => quotation(`q${i}`, [[i * 203, i * 203 + 60]])),
    );
    shown.scroller.scrollTop = 700;
    await painted();
    const top = shown.scroller.scrollTop;
    const rect = shown.text.querySelector('.qm-seg')?.getBoundingClientRect();
    shown.reader.setPeek(true);
    await painted();
    const seg = shown.text.querySelector('.qm-seg');
    expect(getComputedStyle(seg ?? shown.text).backgroundColor).toBe('rgba(0, 0, 0, 0)');
    expect(seg?.getBoundingClientRect()).toEqual(rect);
    expect(shown.scroller.scrollTop).toBe(top);
    shown.reader.setPeek(false);
    expect(getComputedStyle(seg ?? shown.text).backgroundColor).not.toBe('rgba(0, 0, 0, 0)');
  });

  test('hides layers', async () => {
    const shown = await showMarked();
    shown.reader.setHidden(['quotation', 'claim']);
    await painted();
    expect([shown.drawn('q').length, shown.drawn('c').length, shown.drawn('e').length]).toEqual([
      0, 0, 1,
    ]);
    expect(shown.host.querySelectorAll('.qm-bar, .qm-chip').length).toBe(0);
    expect(shown.reader.marksAt(codePoints(25))).toEqual([]);
  });

  test('reveal leaves a span alone that is in the middle half', async () => {
    const shown = await showReader(longText());
    shown.scroller.scrollTop = 2000;
    await painted();
    const middle = [...shown.text.children].find((each) => each.getBoundingClientRect().top > 200);
    const index = [...shown.text.children].indexOf(middle ?? shown.text);
    const before = shown.scroller.scrollTop;
    const start = shown.find(`Paragraph ${index} `).start;
    shown.reader.reveal(buildSpan(start, start + 5));
    expect(shown.scroller.scrollTop).toBe(before);
    shown.reader.reveal(buildSpan(0, 5));
    expect(shown.scroller.scrollTop).toBeLessThan(200);
  });

  test('paints find hits and the current one without elements, and takes them away', async () => {
    const shown = await showMarked();
    const elements = shown.text.querySelectorAll('*').length;
    shown.reader.setFindHits([shown.find('the'), shown.find('bridge'), shown.find('flood')], 1);
    expect([
      CSS.highlights.get('qm-find')?.size,
      CSS.highlights.get('qm-find-current')?.size,
    ]).toEqual([2, 1]);
    const [current] = [...(CSS.highlights.get('qm-find-current') ?? [])];
    const range = document.createRange();
    if (current) {
      range.setStart(current.startContainer, current.startOffset);
      range.setEnd(current.endContainer, current.endOffset);
    }
    expect(range.toString()).toBe('bridge');
    expect(shown.text.querySelectorAll('*').length).toBe(elements);
    shown.reader.setFindHits([], null);
    expect(CSS.highlights.has('qm-find')).toBe(false);
  });

  test('Space scrolls and is no input', async () => {
    const shown = await showReader(longText());
    shown.reader.focus();
    await userEvent.keyboard(' ');
    await painted();
    expect(shown.scroller.scrollTop).toBeGreaterThan(300);
    expect(shown.calls.locked).toEqual([]);
  });

  test('leaves nothing behind when destroyed', async () => {
    const shown = await showMarked();
    shown.reader.setFindHits([shown.find('the')], null);
    shown.reader.destroy();
    await painted();
    expect([shown.host.childElementCount, CSS.highlights.has('qm-find')]).toEqual([0, false]);
  });
});

interface Point {
  readonly x: number;
  readonly y: number;
}

async function click(point: Point): Promise<void> {
  await mouse('mousePressed', point);
  await mouse('mouseReleased', point);
  await painted();
}

async function drag(from: Point, to: Point): Promise<void> {
  await mouse('mousePressed', from);
  await mouse('mouseMoved', { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });
  await mouse('mouseMoved', to);
  await mouse('mouseReleased', to);
  await painted();
}

/** Real mouse input; the page of the test stands in a frame, whose place counts. */
async function mouse(
  type: 'mousePressed' | 'mouseMoved' | 'mouseReleased',
  { x, y }: Point,
): Promise<void> {
  const frame = window.frameElement?.getBoundingClientRect();
  await sendToBrowser('Input.dispatchMouseEvent', {
    type,
    x: x + (frame?.x ?? 0),
    y: y + (frame?.y ?? 0),
    button: 'left',
    buttons: type === 'mouseReleased' ? 0 : 1,
    clickCount: 1,
  });
}
