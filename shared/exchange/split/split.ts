import type { Id } from '../../records/records.ts';
import type { SplitName } from '../core/exchange-format.ts';
import { findStoryPairs, type TextSketch } from '../../text/near-duplicates.ts';

/** The parts, in the order in which they are written. */
export const splitNames = ['train', 'validation', 'test'] as const satisfies readonly SplitName[];

/**
 * What stays together. `article`: nothing; `story`: near-duplicates; `speaker`, `publisher`: near-duplicates and articles
 * with a speaker or a publisher in common.
 */
export const splitGroupings = ['article', 'story', 'speaker', 'publisher'] as const;
export type SplitGrouping = (typeof splitGroupings)[number];

/** How articles are split. The three parts are percentages and make 100. */
export interface SplitChoice {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  /** The same seed gives the same split of the same articles. */
  readonly seed: number;
  readonly groupBy: SplitGrouping;
}

/** What a split looks at in an article. */
export interface SplitItem {
  readonly id: Id;
  readonly sketch: TextSketch;
  /** Empty when not known. */
  readonly publisher: string;
  /** Ids of entities that are quoted. */
  readonly speakers: readonly Id[];
  /** Ids of entities that are mentioned. */
  readonly entities: readonly Id[];
  /** Ids of claims that occur. */
  readonly claims: readonly Id[];
}

/** Things that articles of two parts have in common. */
export interface LeakageRow {
  readonly kind: 'story' | 'speaker' | 'publisher' | 'entity' | 'claim';
  /** Stories, speakers... that both parts have. */
  readonly trainValidation: number;
  readonly trainTest: number;
  readonly validationTest: number;
}

/** Which article goes where. */
export interface SplitPlan {
  readonly splitOf: ReadonlyMap<Id, SplitName>;
  /** Groups that were kept together, single articles among them. */
  readonly groups: number;
  /** Articles in the largest group. */
  readonly largestGroup: number;
  readonly leakage: readonly LeakageRow[];
}

/**
 * Split articles. Groups are taken in an order that the seed shuffles, the large ones first, each to the part that lacks
 * most: parts come as near to their percentages as the groups allow.
 */
export function planSplit(items: readonly SplitItem[], choice: SplitChoice): SplitPlan {
  const stories = groupItems(items.length, findStoryPairs(items.map(({ sketch }) => sketch)));
  const groups =
    choice.groupBy === 'article' ? items.map((_, i) => i) : joinMore(items, stories, choice);
  const members = new Map<number, number[]>();
  for (const [i, root] of groups.entries()) {
    const list = members.get(root);
    if (list) list.push(i);
    else members.set(root, [i]);
  }
  const order = [...members.values()]
    .map((list) => ({ list, key: hashText(`${choice.seed}:${firstId(items, list)}`) }))
    .sort((a, b) => b.list.length - a.list.length || a.key - b.key);
  // A part of no percent gets nothing, even when every other one is full.
  const wanted = splitNames.map((name) =>
    choice[name] === 0 ? -Infinity : (items.length * choice[name]) / 100,
  );
  const splitOf = new Map<Id, SplitName>();
  for (const { list } of order) {
    const part = wanted.indexOf(Math.max(...wanted));
    wanted[part] = (wanted[part] ?? 0) - list.length;
    for (const i of list) splitOf.set(items[i]?.id ?? '', splitNames[part] ?? 'train');
  }
  return {
    splitOf,
    groups: order.length,
    largestGroup: order[0]?.list.length ?? 0,
    leakage: listLeakage(items, stories, splitOf),
  };
}

/** Least id of some items, which names their group whatever their order. */
function firstId(items: readonly SplitItem[], places: readonly number[]): Id {
  return places.map((i) => items[i]?.id ?? '').reduce((least, id) => (id < least ? id : least));
}

/** The groups that pairs join, as the place of one member for each place. */
function groupItems(count: number, pairs: Iterable<readonly [number, number]>): number[] {
  const parent = Array.from({ length: count }, (_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let at = i; at !== root;) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  for (const [one, other] of pairs) {
    const [a, b] = [rootOf(one), rootOf(other)];
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  return parent.map((_, i) => rootOf(i));
}

/** Stories joined further by what else is to stay together. */
function joinMore(
  items: readonly SplitItem[],
  stories: readonly number[],
  { groupBy }: SplitChoice,
): number[] {
  const pairs = stories.map((root, i): [number, number] => [root, i]);
  const first = new Map<string, number>();
  for (const [i, item] of items.entries()) {
    const values = groupBy === 'speaker' ? item.speakers : publishersOf(item);
    for (const value of groupBy === 'story' ? [] : values) {
      const before = first.get(value);
      if (before === undefined) first.set(value, i);
      else pairs.push([before, i]);
    }
  }
  return groupItems(items.length, pairs);
}

function publishersOf({ publisher }: SplitItem): string[] {
  const name = publisher.trim().toLowerCase();
  return name === '' ? [] : [name];
}

/** What articles of two parts have in common, by kind. */
function listLeakage(
  items: readonly SplitItem[],
  stories: readonly number[],
  splitOf: ReadonlyMap<Id, SplitName>,
): LeakageRow[] {
  const row = (
    kind: LeakageRow['kind'],
    valuesOf: (item: SplitItem, i: number) => readonly (string | number)[],
  ): LeakageRow => {
    const parts = new Map<string | number, Set<SplitName>>();
    for (const [i, item] of items.entries()) {
      const split = splitOf.get(item.id);
      for (const value of valuesOf(item, i)) {
        const set = parts.get(value) ?? new Set();
        if (split) set.add(split);
        parts.set(value, set);
      }
    }
    const count = (one: SplitName, other: SplitName): number =>
      [...parts.values()].filter((set) => set.has(one) && set.has(other)).length;
    return {
      kind,
      trainValidation: count('train', 'validation'),
      trainTest: count('train', 'test'),
      validationTest: count('validation', 'test'),
    };
  };
  return [
    row('story', (_, i) => [stories[i] ?? i]),
    row('speaker', ({ speakers }) => speakers),
    row('publisher', publishersOf),
    row('entity', ({ entities }) => entities),
    row('claim', ({ claims }) => claims),
  ];
}

/** 32-bit hash of a text. @see FNV-1a */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
