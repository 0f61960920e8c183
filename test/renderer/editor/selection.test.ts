import { expect, test } from 'vitest';
import { buildPositionMap } from '../../../renderer/editor/positions.ts';
import { toProseMirror } from '../../../renderer/editor/schema.ts';
import { dragBorder } from '../../../renderer/editor/selection.ts';
import type { Snap } from '../../../renderer/editor/selection.ts';
import { buildSpan, codePoints } from '../../../shared/text/offsets.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';

const text = 'The U.N. said “very 👩‍👩‍👧 safe” today.';
const positions = buildPositionMap(toProseMirror(plainTextDocument([text])));

test.each<readonly [string, number, 'start' | 'end', number, Snap, string]>([
  ['snaps an end to the nearer edge of a word', 9, 'end', 12, 'word', 'said'],
  ['goes where it is dragged when free', 9, 'end', 12, 'free', 'sai'],
  [
    'snaps a start back over an abbreviation with its full stop',
    9,
    'start',
    5,
    'word',
    'U.N. said',
  ],
  ['never ends on white space', 9, 'end', 14, 'free', 'said'],
  ['never becomes empty', 9, 'end', 2, 'word', 'said'],
  ['keeps joined emoji whole', 15, 'end', 22, 'free', 'very 👩‍👩‍👧'],
])('%s', (_name, start, side, offset, snap, expected) => {
  const word = /^[^ ]+/u.exec([...text].slice(start).join(''))?.[0] ?? '';
  const span = buildSpan(start, start + [...word].length);
  const dragged = dragBorder(positions, {
    span,
    side,
    offset: codePoints(offset),
    snap,
    marks: 'without',
    language: 'en',
  });
  expect([...text].slice(dragged.start, dragged.end).join('')).toBe(expected);
});

test.each<readonly [string, 'start' | 'end', string, string]>([
  ['start', 'start', 'very', '“very 👩‍👩‍👧 safe'],
  ['end', 'end', 'afe', 'very 👩‍👩‍👧 safe”'],
])('takes the quotation mark at the %s of quoted words along', (_name, side, at, expected) => {
  const offset = codePoints([...text.slice(0, text.indexOf(at))].length + (side === 'end' ? 2 : 1));
  const start = [...text.slice(0, text.indexOf('very'))].length;
  const span = buildSpan(start, [...text.slice(0, text.indexOf('safe') + 4)].length);
  const drag = { span, side, offset, snap: 'word', language: 'en' } as const;
  const taken = (marks: 'with' | 'without') => {
    const dragged = dragBorder(positions, { ...drag, marks });
    return [...text].slice(dragged.start, dragged.end).join('');
  };
  expect(taken('with')).toBe(expected);
  expect(taken('without')).toBe('very 👩‍👩‍👧 safe');
});
