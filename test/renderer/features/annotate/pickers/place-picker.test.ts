import { describe, expect, test } from 'vitest';
import {
  placePicker,
  type PickerAnchor,
} from '../../../../../renderer/features/annotate/pickers/place-picker.ts';

const room = { width: 1280, height: 772 };
const size = { width: 400, height: 270 };

/** Lines from one height to another in a column of text. */
function lines(top: number, bottom: number, column = { left: 360, right: 820 }): PickerAnchor {
  const line = (at: number) => ({ left: 560, right: 800, top: at, bottom: at + 24 });
  return {
    first: line(top),
    last: line(bottom - 24),
    column: { ...column, top: 0, bottom: 2000 },
  };
}

describe('a picker covers nothing of what it is about', () => {
  test('under the last line where there is room for it, else over the first one', () => {
    expect(placePicker(lines(100, 220), size, room)).toMatchObject({ left: 560, top: 228 });
    expect(placePicker(lines(440, 560), size, room)).toMatchObject({ left: 560, top: 162 });
  });

  test('beside the column where there is no room above or below', () => {
    const { left, top } = placePicker(lines(200, 600), size, room);
    expect({ left, top }).toEqual({ left: 828, top: 200 });
  });

  test('with a shorter list in a window where it fits nowhere', () => {
    const narrow = { width: 800, height: 572 };
    const wide = { left: 330, right: 780 };
    const under = placePicker(lines(150, 320, wide), size, narrow);
    expect(under).toEqual({ left: 392, top: 328, maxHeight: 236 });
    const over = placePicker(lines(250, 420, wide), size, narrow);
    expect(over).toEqual({ left: 392, top: 8, maxHeight: 234 });
  });

  test('over words that fill the window, below their first line', () => {
    const narrow = { width: 800, height: 572 };
    const at = placePicker(lines(60, 540, { left: 330, right: 780 }), size, narrow);
    expect(at).toMatchObject({ top: 92 });
  });
});

test('in the middle when there is nothing to stand beside, and always in the window', () => {
  expect(placePicker(null, size, room)).toMatchObject({ left: 440 });
  const { left, top } = placePicker(
    lines(-900, -800, { left: -600, right: -100 }),
    { width: 400, height: 900 },
    { width: 420, height: 400 },
  );
  expect(left).toBeGreaterThanOrEqual(8);
  expect(top).toBeGreaterThanOrEqual(8);
});
