/** A rectangle in CSS pixels of the window. */
export type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

/** What a picker is about, as it is drawn. */
export interface PickerAnchor {
  /** The first line, and the last one; the same for words on one line. */
  readonly first: Box;
  readonly last: Box;
  /** The column of the text. */
  readonly column: Box;
}

/** The room that there is: above the status bar. */
export interface PickerRoom {
  readonly width: number;
  readonly height: number;
}

/** Where a picker stands, and how high it may be: its list scrolls. */
export interface PickerPlace {
  readonly left: number;
  readonly top: number;
  readonly maxHeight: number;
}

const gap = 8;
/** With less than this there is no list to choose from. */
const leastHeight = 200;

/**
 * Beside what it is about, so that this can be read while one chooses: under its last line, else over its first one, else at the
 * end of the column; where none of that has room for all of it, on the side that has most, with a shorter list. Over the words
 * only where they fill the window.
 */
export function placePicker(
  anchor: PickerAnchor | null,
  size: { readonly width: number; readonly height: number },
  room: PickerRoom,
): PickerPlace {
  const clampLeft = (left: number) => Math.max(gap, Math.min(left, room.width - size.width - gap));
  const clampTop = (top: number) => Math.max(gap, Math.min(top, room.height - size.height - gap));
  const whole = room.height - 2 * gap;
  const isSeen = anchor !== null && anchor.last.bottom > 0 && anchor.first.top < room.height;
  if (!isSeen) {
    const top = clampTop((room.height - size.height) / 3);
    return { left: clampLeft((room.width - size.width) / 2), top, maxHeight: whole };
  }
  const { first, last, column } = anchor;
  const left = clampLeft(first.left);
  const above = first.top - 2 * gap;
  const below = room.height - last.bottom - 2 * gap;
  const under = (maxHeight: number) => ({ left, top: last.bottom + gap, maxHeight });
  const over = (height: number) => ({ left, top: first.top - gap - height, maxHeight: height });
  if (size.height <= below) return under(below);
  if (size.height <= above) return over(size.height);
  for (const beside of [column.right + gap, column.left - gap - size.width]) {
    if (beside === clampLeft(beside))
      return { left: beside, top: clampTop(first.top), maxHeight: whole };
  }
  if (Math.max(above, below) < leastHeight) {
    return { left, top: clampTop(first.bottom + gap), maxHeight: whole };
  }
  return below >= above ? under(below) : over(above);
}
