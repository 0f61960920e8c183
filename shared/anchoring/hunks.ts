/** Items of two lists that differ: `[start, end)` of the old one stands as `[newStart, newEnd)` in the new one. */
export interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Edits up to which the greedy search looks; beyond it, time and memory would grow with their square. */
const maxDistance = 500;

/** A pair of equal items: its place in the old list and in the new one. */
type Match = readonly [old: number, fresh: number];

/** What differs between two lists of numbers, in their order, no two hunks touching. */
export function listHunks(old: Int32Array, fresh: Int32Array): Hunk[] {
  const hunks: Hunk[] = [];
  const add = (hunk: Hunk): void => {
    if (hunk.start === hunk.end && hunk.newStart === hunk.newEnd) return;
    const last = hunks.at(-1);
    if (last && last.end === hunk.start && last.newEnd === hunk.newStart) {
      hunks[hunks.length - 1] = { ...last, end: hunk.end, newEnd: hunk.newEnd };
    } else hunks.push(hunk);
  };
  split(old, fresh, { start: 0, end: old.length, newStart: 0, newEnd: fresh.length }, add);
  return hunks;
}

function trim(old: Int32Array, fresh: Int32Array, range: Hunk): Hunk {
  let { start, end, newStart, newEnd } = range;
  while (start < end && newStart < newEnd && old[start] === fresh[newStart]) {
    start += 1;
    newStart += 1;
  }
  while (start < end && newStart < newEnd && old[end - 1] === fresh[newEnd - 1]) {
    end -= 1;
    newEnd -= 1;
  }
  return { start, end, newStart, newEnd };
}

function split(old: Int32Array, fresh: Int32Array, range: Hunk, add: (hunk: Hunk) => void): void {
  const inner = trim(old, fresh, range);
  if (inner.start === inner.end || inner.newStart === inner.newEnd) return add(inner);
  const matches = findShortest(old, fresh, inner);
  if (matches) return addBetween(matches, inner, add);
  const anchors = findAnchors(old, fresh, inner);
  if (anchors.length === 0) return add(inner);
  addBetween(anchors, inner, (gap) => split(old, fresh, gap, add));
}

/** What lies between matches. */
function addBetween(matches: readonly Match[], range: Hunk, add: (hunk: Hunk) => void): void {
  let { start, newStart } = range;
  for (const [at, newAt] of matches) {
    add({ start, end: at, newStart, newEnd: newAt });
    start = at + 1;
    newStart = newAt + 1;
  }
  add({ start, end: range.end, newStart, newEnd: range.newEnd });
}

/**
 * Equal items on a shortest edit script.
 *
 * @returns null when more than `maxDistance` items differ.
 * @see E. Myers, An O(ND) Difference Algorithm and Its Variations, 1986, figure 2
 */
function findShortest(old: Int32Array, fresh: Int32Array, range: Hunk): Match[] | null {
  const width = range.end - range.start;
  const height = range.newEnd - range.newStart;
  const limit = Math.min(width + height, maxDistance);
  const reach = new Int32Array(2 * limit + 3);
  const trace: Int32Array[] = [];
  const middle = limit + 1;
  for (let distance = 0; distance <= limit; distance += 1) {
    trace.push(reach.slice(middle - distance - 1, middle + distance + 2));
    for (let k = -distance; k <= distance; k += 2) {
      const [left, right] = [reach[middle + k - 1] ?? 0, reach[middle + k + 1] ?? 0];
      let x = k === -distance || (k !== distance && left < right) ? right : left + 1;
      let y = x - k;
      while (x < width && y < height && old[range.start + x] === fresh[range.newStart + y]) {
        x += 1;
        y += 1;
      }
      reach[middle + k] = x;
      if (x >= width && y >= height) return walkBack(trace, range, distance);
    }
  }
  return null;
}

/** From the end of the search to its beginning; row `d` of the trace holds diagonals `-d-1..d+1`. */
function walkBack(trace: readonly Int32Array[], range: Hunk, distance: number): Match[] {
  const matches: Match[] = [];
  let x = range.end - range.start;
  let y = range.newEnd - range.newStart;
  for (let d = distance; d >= 0; d -= 1) {
    const row = trace[d];
    const k = x - y;
    const at = (diagonal: number) => row?.[diagonal + d + 1] ?? 0;
    const isDown = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const fromX = d === 0 ? 0 : at(isDown ? k + 1 : k - 1);
    const fromY = d === 0 ? 0 : fromX - (isDown ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      matches.push([range.start + x, range.newStart + y]);
    }
    [x, y] = [fromX, fromY];
  }
  return matches.reverse();
}

/**
 * Items that occur once in both ranges, as many as keep their order.
 *
 * @see B. Cohen, Patience Diff
 */
function findAnchors(old: Int32Array, fresh: Int32Array, range: Hunk): Match[] {
  const inOld = listUnique(old, range.start, range.end);
  const inFresh = listUnique(fresh, range.newStart, range.newEnd);
  const pairs: Match[] = [];
  for (const [id, at] of inOld) {
    const newAt = inFresh.get(id);
    if (newAt !== undefined) pairs.push([at, newAt]);
  }
  return longestIncreasing(pairs.sort(([left], [right]) => left - right));
}

function listUnique(items: Int32Array, start: number, end: number): Map<number, number> {
  const seen = new Map<number, number>();
  for (let i = start; i < end; i += 1) {
    const id = items[i] ?? -1;
    seen.set(id, seen.has(id) ? -1 : i);
  }
  for (const [id, at] of seen) if (at < 0) seen.delete(id);
  return seen;
}

/** The longest run of pairs whose second places increase; they come sorted by their first. */
function longestIncreasing(pairs: readonly Match[]): Match[] {
  const piles: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [index, pair] of pairs.entries()) {
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[piles[middle] ?? 0]?.[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    before.push(low > 0 ? piles[low - 1] : undefined);
    piles[low] = index;
  }
  const run: Match[] = [];
  for (let at = piles.at(-1); at !== undefined; at = before[at]) {
    const pair = pairs[at];
    if (pair) run.push(pair);
  }
  return run.reverse();
}
