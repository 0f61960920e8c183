import type { MarkPatch, MarkSegment, MarkView } from './types.ts';

/** A fragment of a mark as the store finds it. */
export interface StoredSegment {
  readonly mark: MarkView;
  readonly segment: MarkSegment;
  /** Number of the fragment within its role, from 0. */
  readonly ordinal: number;
}

/**
 * The marks of an article outside the document: one entry per fragment, in typed arrays sorted by start, with the
 * greatest end so far, so that a query by interval looks at few entries and a patch is one pass over integers.
 */
export interface MarkStore {
  readonly size: number;
  get(id: string): MarkView | null;
  /** Replace everything. */
  set(marks: readonly MarkView[]): void;
  patch(patch: MarkPatch): void;
  /** Fragments that overlap or touch `[start, end]`, by start; with `start === end` those that hold a caret there. */
  listTouching(start: number, end: number): StoredSegment[];
}

/** The entries, column by column. `slots` and `segments` name the mark and its fragment. */
interface Columns {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly slots: Int32Array;
  readonly segments: Int32Array;
  /** Greatest end of this entry and all before it. */
  readonly maxEnds: Int32Array;
}

interface Entry {
  readonly start: number;
  readonly end: number;
  readonly slot: number;
  readonly segment: number;
}

/** Build an empty store. */
export function buildMarkStore(): MarkStore {
  let marks: (MarkView | null)[] = [];
  let slotById = new Map<string, number>();
  let columns = allocate(0);

  function set(all: readonly MarkView[]): void {
    marks = [];
    slotById = new Map();
    columns = allocate(0);
    patch({ put: all });
  }

  function patch({ put = [], remove = [] }: MarkPatch): void {
    const gone = new Set<number>();
    for (const id of [...remove, ...put.map((mark) => mark.id)]) {
      const slot = slotById.get(id);
      if (slot === undefined) continue;
      gone.add(slot);
      marks[slot] = null;
      slotById.delete(id);
    }
    const added: Entry[] = [];
    // The last of two puts of one id counts.
    for (const mark of new Map(put.map((each) => [each.id, each])).values()) {
      const slot = marks.length;
      marks.push(mark);
      slotById.set(mark.id, slot);
      mark.segments.forEach(({ start, end }, segment) => added.push({ start, end, slot, segment }));
    }
    columns = merge(columns, gone, added.sort(compareEntries));
    if (marks.length > 64 && marks.length > 4 * slotById.size) compact();
  }

  /** Drops the slots of removed marks, which a long session would pile up. */
  function compact(): void {
    set([...slotById.keys()].flatMap((id) => find(id) ?? []));
  }

  function find(id: string): MarkView | null {
    const slot = slotById.get(id);
    return slot === undefined ? null : (marks[slot] ?? null);
  }

  function listTouching(start: number, end: number): StoredSegment[] {
    const found: StoredSegment[] = [];
    for (let i = firstAtLeast(columns.maxEnds, start); i < columns.starts.length; i++) {
      if (at(columns.starts, i) > end) break;
      if (at(columns.ends, i) < start) continue;
      const mark = marks[at(columns.slots, i)];
      const index = at(columns.segments, i);
      const segment = mark?.segments[index];
      if (mark && segment) found.push({ mark, segment, ordinal: ordinalOf(mark, index) });
    }
    return found;
  }

  return {
    get size() {
      return slotById.size;
    },
    get: find,
    set,
    patch,
    listTouching,
  };
}

/** Number of a mark's fragment within its role. */
export function ordinalOf(mark: MarkView, index: number): number {
  const role = mark.segments[index]?.role;
  let ordinal = 0;
  for (let i = 0; i < index; i++) if (mark.segments[i]?.role === role) ordinal++;
  return ordinal;
}

function allocate(length: number): Columns {
  return {
    starts: new Int32Array(length),
    ends: new Int32Array(length),
    slots: new Int32Array(length),
    segments: new Int32Array(length),
    maxEnds: new Int32Array(length),
  };
}

function compareEntries(left: Entry, right: Entry): number {
  return left.start - right.start || left.end - right.end || left.slot - right.slot;
}

/** One pass: the old entries without those of removed marks, and the new ones in their places. */
function merge(old: Columns, gone: ReadonlySet<number>, added: readonly Entry[]): Columns {
  let kept = old.starts.length;
  if (gone.size > 0) for (const slot of old.slots) if (gone.has(slot)) kept--;
  const next = allocate(kept + added.length);
  let length = 0;
  let maxEnd = -1;
  const write = (start: number, end: number, slot: number, segment: number): void => {
    maxEnd = Math.max(maxEnd, end);
    next.starts[length] = start;
    next.ends[length] = end;
    next.slots[length] = slot;
    next.segments[length] = segment;
    next.maxEnds[length] = maxEnd;
    length++;
  };
  let k = 0;
  for (let i = 0; i < old.starts.length; i++) {
    const slot = at(old.slots, i);
    if (gone.has(slot)) continue;
    const start = at(old.starts, i);
    for (let entry = added[k]; entry && entry.start < start; entry = added[++k]) {
      write(entry.start, entry.end, entry.slot, entry.segment);
    }
    write(start, at(old.ends, i), slot, at(old.segments, i));
  }
  for (let entry = added[k]; entry; entry = added[++k]) {
    write(entry.start, entry.end, entry.slot, entry.segment);
  }
  return next;
}

/** Index of the first value of an ascending array that is at least `value`. */
function firstAtLeast(values: Int32Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(values, middle) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function at(values: Int32Array, i: number): number {
  const value = values[i];
  if (value === undefined) throw new RangeError(`no entry ${i} in a table of ${values.length}`);
  return value;
}
