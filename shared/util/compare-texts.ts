/**
 * Order of texts by code point: that of their UTF-8, in which SQLite sorts, and the same on every machine. By UTF-16 units, as
 * `<` has it, characters beyond the first plane come before U+E000 to U+FFFF.
 */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i += 1) {
    const [one, other] = [left.charCodeAt(i), right.charCodeAt(i)];
    if (one !== other) return rankOf(one) - rankOf(other);
  }
  return left.length - right.length;
}

/** A UTF-16 unit by the code point that it begins or ends: halves of surrogate pairs after all others. */
function rankOf(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
