import { describe, expect, test } from 'vitest';
import { buildSpan } from '../../../shared/text/offsets.ts';
import { mark, quotation } from './marks.ts';
import { painted, showReader } from './reader-host.ts';
import { longText, markAll, paragraphs, showMarked } from './marked-readers.ts';

describe('drawing', () => {
  test('draws overlapping marks as stretches with all their ids, and no more elements than stretches', async () => {
    const shown = await showMarked();
    const texts = [...shown.text.querySelectorAll('.qm-seg')].map((each) => [
      each.textContent,
      each.getAttribute('data-ann'),
    ]);
    expect(texts).toEqual([
      ['“', 'q'],
      ['the new bridge is safe', 'c q'],
      [', whatever they say”', 'q'],
      ['Ana Ruiz', 'e'],
    ]);
  });

  test('tells assistive technology of quotations and claims, once each', async () => {
    const shown = await showMarked();
    const described = [...shown.text.querySelectorAll('[aria-description]')].map((each) => [
      each.getAttribute('role'),
      each.getAttribute('aria-description'),
    ]);
    expect(described).toEqual([
      ['mark', 'quotation q'],
      ['mark', 'claim c'],
    ]);
    expect(shown.text.getAttribute('aria-label')).toContain('locked');
  });

  test('moves no letter when marks come, are selected, doubted or go', async () => {
    const shown = await showReader(paragraphs);
    const where = () =>
      ['minister', 'and left', 'Ruiz', 'flood'].map((part) => {
        const { x, y } = shown.centreOf(part);
        return { x: Math.round(x), y: Math.round(y) };
      });
    const before = where();
    const doubted = { ...mark('d', 'mention', 4, 12), doubt: true };
    shown.reader.setMarks([...markAll(shown), doubted]);
    shown.reader.setSelected('q');
    await painted();
    where().forEach(({ x, y }, i) => {
      expect(Math.abs(x - (before[i]?.x ?? 0))).toBeLessThanOrEqual(2);
      expect(y).toBe(before[i]?.y);
    });
  });

  test('puts a bar beside a claim and the speaker beside the quotation', async () => {
    const shown = await showMarked();
    const bar = shown.host.querySelector('.qm-bar');
    const chip = shown.host.querySelector('.qm-chip');
    const line = shown.reader.rectOf(shown.find('the new bridge'));
    expect([bar?.textContent, chip?.querySelector('.qm-name')?.textContent]).toEqual([
      '○',
      'Ana Ruiz',
    ]);
    expect(Math.abs((bar?.getBoundingClientRect().top ?? 0) - (line?.top ?? 99))).toBeLessThan(2);
    expect(bar?.getBoundingClientRect().right).toBeLessThan(line?.left ?? 0);
    expect(chip?.getBoundingClientRect().left).toBeGreaterThan(line?.right ?? 0);
  });

  test('draws only what changed', async () => {
    const shown = await showMarked();
    const kept = shown.drawn('q')[0];
    shown.reader.patchMarks({ put: [mark('new', 'mention', 75, 80)], remove: ['e'] });
    await painted();
    expect([shown.drawn('e').length, shown.drawn('new').length]).toEqual([0, 1]);
    expect(shown.drawn('q')[0]).toBe(kept);
  });

  test('draws the window around the view of a long article, and follows it', async () => {
    const shown = await showReader(longText());
    const marks = Array.from({ length: 400 }, (_, i) =>
      mark(`m${i}`, 'mention', i * 203, i * 203 + 9),
    );
    shown.reader.setMarks(marks);
    await painted();
    expect(shown.drawn('m0').length).toBe(1);
    expect(shown.drawn('m399').length).toBe(0);
    expect(shown.text.querySelectorAll('.qm-seg').length).toBeLessThan(80);
    shown.reader.reveal(buildSpan(399 * 203, 399 * 203 + 9));
    await painted();
    expect([shown.drawn('m0').length, shown.drawn('m399').length]).toEqual([0, 1]);
    const top = shown.drawn('m399')[0]?.getBoundingClientRect().top ?? 0;
    expect(top).toBeGreaterThan(100);
    expect(top).toBeLessThan(500);
  });

  test('draws and selects in right-to-left text, edges on their logical sides', async () => {
    const text = 'قالت آنا رويز: «الجسر آمن» يوم الثلاثاء.';
    const shown = await showReader([text], { language: 'ar', direction: 'auto' });
    const span = shown.find('«الجسر آمن»');
    shown.reader.setMarks([quotation('q', [[span.start, span.end]])]);
    shown.reader.setSelected('q');
    await painted();
    const [segment] = shown.drawn('q');
    const box = segment?.getBoundingClientRect() ?? new DOMRect();
    const grip = (side: string) =>
      shown.host.querySelector<HTMLElement>(`[data-side="${side}"]`)?.style.left ?? '';
    expect(Number.parseFloat(grip('start'))).toBeGreaterThan(Number.parseFloat(grip('end')));
    expect(getComputedStyle(segment ?? shown.text).direction).toBe('rtl');
    expect(box.right).toBeGreaterThan(box.left);
    expect(shown.host.querySelector('.qm-chip')?.classList.contains('qm-rtl')).toBe(true);
  });
});
