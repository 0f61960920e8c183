import type { LineStyle } from '../../../shared/codebook/codebook.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import type { RichDocument } from '../../../shared/text/document.ts';
import { buildSpan } from '../../../shared/text/offsets.ts';
import type { MarkView } from '../../../renderer/editor/types.ts';

/** Seeded generator (mulberry32) of numbers in 0..1. */
export function buildRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const words =
  'the council said on Tuesday that a new bridge over the river would cost more than planned and open late because of the flood which damaged two of its piers while engineers from the ministry were told to wait for steel “we will not pay” she added according to officials in Marlow Ana Ruiz 東京 😀 naïve'.split(
    ' ',
  );

/** News-like paragraphs of 40 to 120 words, so many words in all. */
export function generateParagraphs(count: number, random: () => number): string[] {
  const paragraphs: string[] = [];
  for (let left = count; left > 0;) {
    const length = Math.min(left, 40 + Math.floor(random() * 81));
    const text = Array.from({ length }, () => words[Math.floor(random() * words.length)] ?? '');
    paragraphs.push(text.join(' '));
    left -= length;
  }
  return paragraphs;
}

/** A document of generated paragraphs. */
export function generateDocument(paragraphs: readonly string[]): RichDocument {
  return plainTextDocument(paragraphs);
}

const kinds = ['quotation', 'mention', 'mention', 'mention', 'claim'];
const colours = ['person', 'organisation', 'place', 'event', 'other'];
const lines: readonly LineStyle[] = ['solid', 'dashed', 'double', 'dotted'];

/** Marks spread over a text: four of five in a row, the fifth nested in or crossing its neighbour. */
export function generateMarks(textLength: number, count: number, random: () => number): MarkView[] {
  const step = textLength / count;
  return Array.from({ length: count }, (_, i) => {
    const kind = kinds[i % kinds.length] ?? 'mention';
    const length = kind === 'mention' ? 6 + random() * 14 : 40 + random() * 160;
    const start = Math.min(Math.floor(i * step), textLength - 2);
    const end = Math.min(Math.floor(start + length), textLength);
    return buildMark(`m${i}`, kind, start, Math.max(end, start + 1), i);
  });
}

/** One mark of one fragment. */
export function buildMark(
  id: string,
  kind: string,
  start: number,
  end: number,
  variant = 0,
): MarkView {
  const line = lines[variant % lines.length] ?? 'solid';
  const span = buildSpan(start, end);
  return {
    id,
    kind,
    label: null,
    lineStyle: line,
    colour:
      kind === 'quotation'
        ? 'quote'
        : kind === 'claim'
          ? 'claim'
          : (colours[variant % colours.length] ?? 'other'),
    state: 'accepted',
    doubt: false,
    segments: [{ role: kind === 'quotation' ? 'content' : 'span', ...span }],
    chip: kind === 'quotation' ? 'Ana Ruiz' : null,
    status: kind === 'claim' ? { id: 'unverified', icon: '○', line, colour: 'unverified' } : null,
    description: `${kind} ${id}`,
  };
}
