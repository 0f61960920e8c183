/**
 * What is left of a text to compare it with others: the least values of its word sequences under many hash functions. Null
 * for a text that is too short to say anything.
 */
export type TextSketch = Uint32Array;

/** Words that make one sequence. */
const sequenceLength = 4;
/** Fewer sequences say nothing: two photo credits are not the same story. */
const minSequences = 20;
/** Bands of equal values bring two texts together: likely from 0.6 on, all but certain from 0.75. */
const bandCount = 16;
const bandRows = 4;
const hashCount = bandCount * bandRows;
/** From here on two texts are said to be near duplicates. */
export const minSimilarity = 0.7;
/** Estimates are off by about 0.06; what they say is near is then counted. */
const minEstimate = 0.55;

/** Words, and the characters of scripts that set no spaces between them. */
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu;

/** Multipliers and summands of the hash functions; fixed, so that sketches can be compared. */
const factors = listNumbers(0x9e3779b9, (value) => value | 1);
const summands = listNumbers(0x85ebca6b, (value) => value);

/**
 * The sketch of a text: MinHash over sequences of four words.
 *
 * @see Broder, On the resemblance and containment of documents (1997)
 */
export function sketchText(text: string): TextSketch | null {
  const sequences = listSequences(text);
  if (sequences.size < minSequences) return null;
  const sketch = new Uint32Array(hashCount).fill(0xffffffff);
  for (const sequence of sequences) {
    for (let i = 0; i < hashCount; i++) {
      const value = mix(Math.imul(sequence, factors[i] ?? 1) + (summands[i] ?? 0));
      if (value < (sketch[i] ?? 0)) sketch[i] = value;
    }
  }
  return sketch;
}

/** Share of their word sequences that two texts have in common (Jaccard), 0 to 1; 0 when either has none. */
export function similarityOf(left: string, right: string): number {
  const [one, other] = [listSequences(left), listSequences(right)];
  if (one.size === 0 || other.size === 0) return 0;
  let common = 0;
  for (const sequence of one) if (other.has(sequence)) common++;
  return common / (one.size + other.size - common);
}

/** Estimate of `similarityOf` from two sketches. */
export function estimateSimilarity(left: TextSketch, right: TextSketch): number {
  let equal = 0;
  for (let i = 0; i < hashCount; i++) if (left[i] === right[i]) equal++;
  return equal / hashCount;
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
  const sketches = new Map<string, TextSketch>();
  const bands = new Map<number, Set<string>>();
  return {
    get size() {
      return sketches.size;
    },
    add(id, sketch) {
      this.remove(id);
      sketches.set(id, sketch);
      for (const key of listBands(sketch)) {
        const ids = bands.get(key);
        if (ids) ids.add(id);
        else bands.set(key, new Set([id]));
      }
    },
    remove(id) {
      const sketch = sketches.get(id);
      if (!sketch) return;
      sketches.delete(id);
      for (const key of listBands(sketch)) {
        const ids = bands.get(key);
        ids?.delete(id);
        if (ids?.size === 0) bands.delete(key);
      }
    },
    find(sketch) {
      const estimates = new Map<string, number>();
      for (const key of listBands(sketch)) {
        for (const id of bands.get(key) ?? []) {
          const other = sketches.get(id);
          if (other && !estimates.has(id)) estimates.set(id, estimateSimilarity(sketch, other));
        }
      }
      return [...estimates]
        .filter(([, estimate]) => estimate >= minEstimate)
        .sort(([, left], [, right]) => right - left)
        .map(([id]) => id);
    },
  };
}

/** Hashes of the word sequences of a text, case and punctuation set aside. */
function listSequences(text: string): Set<number> {
  const hashes = (text.toLowerCase().match(words) ?? []).map(hashWord);
  const sequences = new Set<number>();
  for (let i = 0; i + sequenceLength <= hashes.length; i++) {
    let sequence = 0;
    for (let k = 0; k < sequenceLength; k++) {
      sequence = Math.imul(sequence ^ (hashes[i + k] ?? 0), 0x01000193);
    }
    sequences.add(mix(sequence));
  }
  return sequences;
}

/** FNV-1a over UTF-16 units. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash;
}

/** Spread every bit over all of them (the end of MurmurHash3). */
function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function listBands(sketch: TextSketch): number[] {
  return Array.from({ length: bandCount }, (_, band) => {
    let key = band;
    for (let row = 0; row < bandRows; row++) {
      key = Math.imul(key ^ (sketch[band * bandRows + row] ?? 0), 0x01000193) ^ band;
    }
    return mix(key);
  });
}

function listNumbers(seed: number, shape: (value: number) => number): Int32Array {
  let state = seed;
  return Int32Array.from({ length: hashCount }, () => {
    state = mix(state + 0x6d2b79f5);
    return shape(state);
  });
}
