/** Signs of letters and digits in one shingle: about three words, or one clause where writing has no spaces. */
const shingleLength = 16;
/** Hashes that are kept of a text. */
const sketchSize = 128;
/** Shared part from which two texts are one story: copies of a wire report with other heads and cuts share more. */
const likeness = 0.25;
/** Hashes two sketches must share before they are compared at all. */
const leastShared = 3;

/** The smallest hashes of a text's shingles, ascending, each once; empty for a text without letters. */
export type TextSketch = Uint32Array;

/**
 * Sketch of a text that stands for it in a search for near-duplicates: case, spaces and punctuation do not count.
 *
 * @see Broder, On the resemblance and containment of documents (1997): bottom-k sketches
 */
export function buildTextSketch(text: string): TextSketch {
  const signs = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  if (signs === '') return new Uint32Array();
  const length = Math.min(shingleLength, signs.length);
  const hashes = new Uint32Array(signs.length - length + 1);
  const leading = powerOf(31, length - 1);
  let rolling = 0;
  for (let i = 0; i < signs.length; i++) {
    if (i >= length) rolling = (rolling - Math.imul(signs.charCodeAt(i - length), leading)) >>> 0;
    rolling = (Math.imul(rolling, 31) + signs.charCodeAt(i)) >>> 0;
    if (i >= length - 1) hashes[i - length + 1] = mix(rolling);
  }
  hashes.sort();
  return keepSmallest(hashes);
}

function powerOf(base: number, exponent: number): number {
  let power = 1;
  for (let i = 0; i < exponent; i++) power = Math.imul(power, base);
  return power;
}

/** Spreads the bits of a hash (the finaliser of MurmurHash3), so that the smallest ones are a fair sample. */
function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function keepSmallest(sorted: Uint32Array): TextSketch {
  const kept = new Uint32Array(Math.min(sketchSize, sorted.length));
  let count = 0;
  for (let i = 0; i < sorted.length && count < sketchSize; i++) {
    if (i > 0 && sorted[i] === sorted[i - 1]) continue;
    kept[count] = sorted[i] ?? 0;
    count += 1;
  }
  return kept.slice(0, count);
}

/** Estimated part of shingles that two texts share, 0..1; 0 when one of them has none. */
export function estimateLikeness(left: TextSketch, right: TextSketch): number {
  let [i, k, seen, shared] = [0, 0, 0, 0];
  while (seen < sketchSize && i < left.length && k < right.length) {
    const [a, b] = [left[i] ?? 0, right[k] ?? 0];
    if (a === b) shared += 1;
    if (a <= b) i += 1;
    if (b <= a) k += 1;
    seen += 1;
  }
  const rest = Math.min(sketchSize - seen, left.length - i + right.length - k);
  return seen === 0 ? 0 : shared / (seen + rest);
}

/** Pairs of sketches that are near-duplicates, by their places in the list: enough of them to join all that belong together. */
export function findNearDuplicates(sketches: readonly TextSketch[]): [number, number][] {
  const shared = new Map<number, number>();
  const add = (one: number, other: number): void => {
    const key = one * sketches.length + other;
    shared.set(key, (shared.get(key) ?? 0) + 1);
  };
  for (const group of listSharing(sketches)) {
    // With the first one and with the next one: as many pairs as members, however many copies a story has.
    for (let i = 1; i < group.length; i++) {
      add(group[0] ?? 0, group[i] ?? 0);
      if (i > 1) add(group[i - 1] ?? 0, group[i] ?? 0);
    }
  }
  return [...shared]
    .map(([key, count]) => ({
      pair: [Math.floor(key / sketches.length), key % sketches.length] as [number, number],
      count,
    }))
    .filter(({ pair: [one, other], count }) => {
      const [left, right] = [sketches[one], sketches[other]];
      if (!left || !right) return false;
      const enough = Math.min(leastShared, left.length, right.length);
      return count >= enough && estimateLikeness(left, right) >= likeness;
    })
    .map(({ pair }) => pair);
}

/** Places of sketches that share a hash, ascending, for each hash that more than one has. */
function* listSharing(sketches: readonly TextSketch[]): Generator<number[]> {
  // A hash and the place of its sketch in one number, exact below 2^53.
  const places = 2 ** 21;
  if (sketches.length > places) throw new RangeError(`too many texts: ${sketches.length}`);
  const total = sketches.reduce((sum, sketch) => sum + sketch.length, 0);
  const packed = new Float64Array(total);
  let at = 0;
  for (const [place, sketch] of sketches.entries()) {
    for (const hash of sketch) packed[at++] = hash * places + place;
  }
  packed.sort();
  let group: number[] = [];
  let last = -1;
  for (const value of packed) {
    const hash = Math.floor(value / places);
    if (hash !== last) {
      if (group.length > 1) yield group;
      group = [];
      last = hash;
    }
    group.push(value - hash * places);
  }
  if (group.length > 1) yield group;
}
