/** Letters and digits in one shingle: about three words, or one clause where writing has no spaces. */
const shingleLength = 16;
/** Hashes that are kept of a text. */
const sketchSize = 128;
/** Hashes by which an index knows a text. */
const keyCount = 16;
/** As many of those two texts must have in common: of pairs at the threshold one in 300,000 has fewer. */
const leastKeys = 3;
/** Texts that an index looks at for one hash: more have it where every article ends with the same notice. */
const keyLimit = 64;
/** Fewer shingles say nothing: two photo credits are not the same story. */
const minShingles = 100;
/** From here on two texts are said to be near duplicates. */
export const minSimilarity = 0.7;
/** Estimates are off by about 0.04; what they say is near is then counted. */
const minEstimate = 0.55;
/** From here on two texts are one story: copies of a wire report with other heads and cuts share more. */
const sameStory = 0.25;
/** Hashes two sketches must share before they are compared as copies of one story. */
const leastShared = 3;

/**
 * What is left of a text to compare it with others: the smallest hashes of its shingles, ascending, each once. Case, spaces and
 * punctuation do not count. Empty for a text without letters.
 *
 * @see Broder, On the resemblance and containment of documents (1997): bottom-k sketches
 */
export type TextSketch = Uint32Array;

/** The sketch of a text. */
export function sketchText(text: string): TextSketch {
  const hashes = hashShingles(text);
  // Hashes are spread evenly: below this bound are some three times as many as are kept, and only they need be put in order.
  const bound = (2 ** 32 * sketchSize * 3) / hashes.length;
  const least = toSet(hashes.filter((hash) => hash < bound));
  return (least.length >= sketchSize ? least : toSet(hashes)).slice(0, sketchSize);
}

/** Whether a sketch is of a text that is long enough to be compared with others. */
export function isTelling(sketch: TextSketch): boolean {
  return sketch.length >= minShingles;
}

/** Share of their shingles that two texts have in common (Jaccard), 0 to 1; 0 when either has none. */
export function similarityOf(left: string, right: string): number {
  return shareOf(toSet(hashShingles(left)), toSet(hashShingles(right)), Infinity);
}

/** Estimate of `similarityOf` from two sketches. */
export function estimateSimilarity(left: TextSketch, right: TextSketch): number {
  return shareOf(left, right, sketchSize);
}

/** Hashes of the shingles of a text, in their order. */
function hashShingles(text: string): Uint32Array {
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
  return hashes;
}

/** Hashes ascending, each once. */
function toSet(hashes: Uint32Array): Uint32Array {
  hashes.sort();
  return hashes.filter((hash, i) => i === 0 || hash !== hashes[i - 1]);
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

/** What part of the smallest hashes of two lists together, up to a number of them, both lists have; 0 when there are none. */
function shareOf(left: Uint32Array, right: Uint32Array, size: number): number {
  let [i, k, seen, shared] = [0, 0, 0, 0];
  while (seen < size && i < left.length && k < right.length) {
    const [a, b] = [left[i] ?? 0, right[k] ?? 0];
    if (a === b) shared += 1;
    if (a <= b) i += 1;
    if (b <= a) k += 1;
    seen += 1;
  }
  if (i === 0 || k === 0) return 0;
  return shared / (seen + Math.min(size - seen, left.length - i + right.length - k));
}

/** Texts by their sketches; finds the likely near duplicates of one without comparing it with all. */
export interface NearIndex {
  readonly size: number;
  /** Add a text, or put another in the place of one with that id. */
  add(id: string, sketch: TextSketch): void;
  remove(id: string): void;
  /** Ids that may be near duplicates, the likeliest first. Whoever asks compares the texts. */
  find(sketch: TextSketch): string[];
}

/** An empty index. */
export function createNearIndex(): NearIndex {
  // Texts by numbers: counting a thousand of them for every text that is looked for takes a fraction of what ids would.
  const numberOf = new Map<string, number>();
  const texts: ({ readonly id: string; readonly sketch: TextSketch } | null)[] = [];
  const numbersByKey = new Map<number, number[]>();
  /** How many hashes each text shares with the one that is looked for; all 0 in between. */
  let shared = new Uint8Array(1024);
  return {
    get size() {
      return numberOf.size;
    },
    add(id, sketch) {
      this.remove(id);
      const number = texts.push({ id, sketch }) - 1;
      numberOf.set(id, number);
      for (const key of sketch.subarray(0, keyCount)) {
        const numbers = numbersByKey.get(key);
        if (numbers) numbers.push(number);
        else numbersByKey.set(key, [number]);
      }
    },
    remove(id) {
      const number = numberOf.get(id);
      if (number === undefined) return;
      for (const key of texts[number]?.sketch.subarray(0, keyCount) ?? []) {
        const rest = (numbersByKey.get(key) ?? []).filter((other) => other !== number);
        if (rest.length > 0) numbersByKey.set(key, rest);
        else numbersByKey.delete(key);
      }
      numberOf.delete(id);
      texts[number] = null;
    },
    find(sketch) {
      if (shared.length < texts.length) shared = new Uint8Array(texts.length * 2);
      // Many texts share one phrase, few share several: the others need not be compared.
      const seen: number[] = [];
      for (const key of sketch.subarray(0, keyCount)) {
        const numbers = numbersByKey.get(key) ?? [];
        for (let i = 0; i < numbers.length && i < keyLimit; i += 1) {
          const number = numbers[i] ?? 0;
          const count = (shared[number] ?? 0) + 1;
          shared[number] = count;
          if (count === 1) seen.push(number);
        }
      }
      const estimates: [string, number][] = [];
      for (const number of seen) {
        const text = (shared[number] ?? 0) < leastKeys ? null : texts[number];
        shared[number] = 0;
        if (text) estimates.push([text.id, estimateSimilarity(sketch, text.sketch)]);
      }
      return estimates
        .filter(([, estimate]) => estimate >= minEstimate)
        .sort(([, left], [, right]) => right - left)
        .map(([id]) => id);
    },
  };
}

/** Pairs of sketches of one story, by their places in the list: enough of them to join all that belong together. */
export function findStoryPairs(sketches: readonly TextSketch[]): [number, number][] {
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
      return count >= enough && estimateSimilarity(left, right) >= sameStory;
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
