import { describe, expect, test } from 'vitest';
import { buildMarkStore } from '../../../renderer/editor/mark-store.ts';
import {
  buildSegments,
  listStack,
  listUndrawn,
  toCssColour,
} from '../../../renderer/editor/segments.ts';
import type { DrawnSegment } from '../../../renderer/editor/segments.ts';
import type { MarkView } from '../../../renderer/editor/types.ts';
import { mark, quotation } from './marks.ts';

describe('buildSegments', () => {
  test('draws nested quotations with a darker inside and the edges of both', () => {
    const drawn = draw([quotation('outer', [[0, 30]]), quotation('inner', [[10, 20]])]);
    expect(outline(drawn)).toEqual([
      '0-10 outer qm-q1 qm-start qm-start-solid',
      '10-20 inner outer qm-q2 qm-start qm-start-solid qm-end qm-end-solid',
      '20-30 outer qm-q1 qm-end qm-end-solid',
    ]);
  });

  test('draws the edges of two quotations that begin or end together, each in its own style', () => {
    const inner: MarkView = { ...quotation('inner', [[0, 10]]), lineStyle: 'dashed' };
    const last: MarkView = { ...quotation('last', [[20, 30]]), colour: 'speaker_2' };
    const drawn = draw([quotation('outer', [[0, 30]]), inner, last]);
    expect(outline(drawn)).toEqual([
      '0-10 inner outer qm-q2 qm-start qm-start-solid qm-start2 qm-start2-dashed qm-end qm-end-dashed',
      '10-20 outer qm-q1',
      '20-30 last outer qm-q2 qm-tint qm-start qm-start-solid qm-end qm-end-solid qm-end2 qm-end2-solid',
    ]);
    expect(drawn[2]?.attributes['style']).toBe(
      '--qf:var(--speaker-2);--qstart:var(--speaker-2);--qend:var(--quote-line);--qend2:var(--speaker-2)',
    );
  });

  test('names the element with the details where a selected mark begins, and nowhere else', () => {
    const marks = [quotation('q', [[0, 30]]), mark('c', 'claim', 10, 20)];
    const drawn = draw(marks, { selectedId: 'q', detailsId: 'card' });
    expect(drawn.map(({ attributes }) => [attributes['role'], attributes['aria-details']])).toEqual(
      [
        ['mark', 'card'],
        ['mark', undefined],
        [undefined, undefined],
      ],
    );
  });

  test('draws crossing claims in two lanes, the shorter one nearest the text', () => {
    const drawn = draw([mark('a', 'claim', 0, 20), mark('b', 'claim', 10, 25)]);
    expect(outline(drawn)).toEqual([
      '0-10 a qm-o1-dashed',
      '10-20 b a qm-o0-dashed qm-o1-dashed',
      '20-25 b qm-o0-dashed',
    ]);
  });

  test('draws identical marks in their own channels on one element', () => {
    const drawn = draw([
      quotation('q', [[5, 15]]),
      mark('e', 'mention', 5, 15),
      mark('c', 'claim', 5, 15),
    ]);
    expect(outline(drawn)).toEqual([
      '5-15 e c q qm-q1 qm-start qm-start-solid qm-end qm-end-solid qm-u0-solid qm-o0-dashed',
    ]);
  });

  test('keeps adjacent quotations apart by their edges', () => {
    const drawn = draw([quotation('a', [[0, 10]]), quotation('b', [[10, 20]])]);
    expect(outline(drawn)).toEqual([
      '0-10 a qm-q1 qm-start qm-start-solid qm-end qm-end-solid',
      '10-20 b qm-q1 qm-start qm-start-solid qm-end qm-end-solid',
    ]);
  });

  test('draws each fragment of a split quotation, its cue dotted, its source only when selected', () => {
    const split = quotation('q', [
      [0, 10],
      [20, 30],
    ]);
    const full: MarkView = {
      ...split,
      segments: [...split.segments, span('source', 11, 14), span('cue', 15, 19)],
    };
    expect(outline(draw([full]))).toEqual([
      '0-10 q qm-q1 qm-start qm-start-solid qm-end qm-end-solid',
      '15-19 q qm-u0-dotted',
      '20-30 q qm-q1 qm-start qm-start-solid qm-end qm-end-solid',
    ]);
    expect(outline(draw([full], { selectedId: 'q' }))).toEqual([
      '0-10 q qm-q1 qm-start qm-start-solid qm-end qm-end-solid qm-selected qm-ring-start qm-ring-end',
      '11-14 q qm-part qm-ring-start qm-ring-end',
      '15-19 q qm-u0-dotted qm-part qm-ring-start qm-ring-end',
      '20-30 q qm-q1 qm-start qm-start-solid qm-end qm-end-solid qm-selected qm-ring-start qm-ring-end',
    ]);
  });

  test('draws a quotation over paragraphs with edges only at its ends, described in each', () => {
    const long = quotation('q', [[50, 250]]);
    const [first, middle, last] = [
      draw([long], { start: 0, end: 100 }),
      draw([long], { start: 101, end: 200 }),
      draw([long], { start: 201, end: 300 }),
    ];
    expect(outline(first ?? [])).toEqual(['50-100 q qm-q1 qm-start qm-start-solid']);
    expect(outline(middle ?? [])).toEqual(['101-200 q qm-q1']);
    expect(outline(last ?? [])).toEqual(['201-250 q qm-q1 qm-end qm-end-solid']);
    expect(middle?.[0]?.attributes['aria-description']).toBe('quotation q');
  });

  test('cuts at inline nodes without repeating edges or descriptions', () => {
    const drawn = draw([quotation('q', [[0, 20]])], { cuts: [8, 12] });
    expect(outline(drawn)).toEqual([
      '0-8 q qm-q1 qm-start qm-start-solid',
      '8-12 q qm-q1',
      '12-20 q qm-q1 qm-end qm-end-solid',
    ]);
    expect(drawn.map(({ attributes }) => attributes['aria-description'])).toEqual([
      'quotation q',
      undefined,
      undefined,
    ]);
  });

  test('hatches suggestions, hides rejected marks unless selected, flags doubt at the end of the own text', () => {
    const suggested: MarkView = { ...quotation('s', [[0, 5]]), state: 'suggested' };
    const rejected: MarkView = { ...mark('r', 'mention', 10, 15), state: 'rejected' };
    const doubted: MarkView = {
      ...quotation('d', [[20, 25]]),
      doubt: true,
      segments: [span('content', 20, 25), span('cue', 30, 34)],
    };
    expect(outline(draw([suggested, rejected, doubted]))).toEqual([
      '0-5 s qm-hatch qm-start qm-start-dotted qm-end qm-end-dotted',
      '20-25 d qm-q1 qm-start qm-start-solid qm-end qm-end-solid qm-doubt',
      '30-34 d qm-u0-dotted',
    ]);
    expect(outline(draw([rejected], { selectedId: 'r' }))).toEqual([
      '10-15 r qm-u0-dotted qm-selected qm-ring-start qm-ring-end',
    ]);
  });

  test('leaves lines from the third lane on to the inspector and hidden layers out', () => {
    const stacked = [10, 20, 30].map((end) => mark(`e${end}`, 'mention', 0, end));
    expect(outline(draw(stacked))[0]).toBe('0-10 e10 e20 e30 qm-u0-solid qm-u1-solid');
    expect(draw(stacked, { hidden: new Set(['mention']) })).toEqual([]);
  });

  test('gives readers of the page the marks of a stretch, innermost first', () => {
    const [, inner] = draw([quotation('q', [[0, 30]]), mark('e', 'mention', 5, 9)]);
    expect(inner?.attributes).toEqual({
      class: 'qm-seg qm-q1 qm-u0-solid',
      style: '--u0c:var(--person)',
      'data-ann': 'e q',
      'data-kind': 'mention quotation',
      'data-state': 'accepted accepted',
    });
  });
});

test('listUndrawn tells which underlines found no lane', () => {
  const store = buildMarkStore();
  store.set([10, 20, 30, 40].map((end) => mark(`e${end}`, 'mention', 0, end)));
  const found = store.listTouching(0, 100);
  const block = { start: 0, end: 100, found, cuts: [], selectedId: null };
  const list = (hidden: ReadonlySet<string>) =>
    listUndrawn({ ...block, hidden }).map(({ mark: { id }, start }) => `${id} ${start}`);
  expect(list(new Set())).toEqual(['e30 0', 'e40 0']);
  expect(list(new Set(['mention']))).toEqual([]);
});

test('listStack orders the marks at a caret from the smallest outward', () => {
  const store = buildMarkStore();
  store.set([quotation('q', [[0, 30]]), mark('c', 'claim', 5, 20), mark('e', 'mention', 5, 9)]);
  const at = (offset: number) => listStack(store.listTouching(offset, offset), new Set(), null);
  expect([at(7), at(9), at(25), at(31)]).toEqual([['e', 'c', 'q'], ['e', 'c', 'q'], ['q'], []]);
});

test('toCssColour takes tokens and hex colours, and nothing that could be CSS of its own', () => {
  expect(['quote', 'person', '#1b4dd8', 'x;}'].map(toCssColour)).toEqual([
    'var(--quote-line)',
    'var(--person)',
    '#1b4dd8',
    'var(--other)',
  ]);
});

interface Place {
  readonly start?: number;
  readonly end?: number;
  readonly cuts?: readonly number[];
  readonly selectedId?: string;
  readonly detailsId?: string;
  readonly hidden?: ReadonlySet<string>;
}

function draw(marks: readonly MarkView[], place: Place = {}): DrawnSegment[] {
  const {
    start = 0,
    end = 100,
    cuts = [],
    selectedId = null,
    hidden = new Set(),
    detailsId = null,
  } = place;
  const store = buildMarkStore();
  store.set(marks);
  return buildSegments({
    start,
    end,
    cuts,
    selectedId,
    hidden,
    detailsId,
    found: store.listTouching(start, end),
  });
}

function span(role: 'content' | 'source' | 'cue', start: number, end: number) {
  const [segment] = mark('x', 'x', start, end).segments;
  if (!segment) throw new Error('a mark has a segment');
  return { ...segment, role };
}

/** `start-end ids classes` of each stretch. */
function outline(drawn: readonly DrawnSegment[]): string[] {
  return drawn.map(({ start, end, attributes }) => {
    const classes = attributes['class']?.replace('qm-seg ', '');
    return `${start}-${end} ${attributes['data-ann']} ${classes}`;
  });
}
