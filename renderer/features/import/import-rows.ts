import type { ImportFile, ImportItem, ImportPage } from '../../../shared/contract/import-views.ts';
import { checkDateInput, normaliseDateInput } from '../../ui/news-date.ts';
import type { Metadata } from '../../ui/MetadataFields.tsx';

/** A proposal with what the person made of it. */
export interface ReviewItem {
  readonly item: ImportItem;
  readonly metadata: Metadata;
  readonly isTaken: boolean;
  /** The article that gets this text as a new version; null for an article of its own. */
  readonly versionOf: string | null;
}

/** What the person has changed about one item; what is not in it is as it came. */
export type ItemChange = Partial<Omit<ReviewItem, 'item'>>;

/**
 * What the person made of an import, by rule: of all files, of one file, of one item, the nearer one holds. Nothing here grows with
 * the number of articles.
 */
export interface Choices {
  /** Whether everything of a file comes in, by its key. */
  readonly files: ReadonlyMap<string, boolean>;
  /** By key of the item. */
  readonly items: ReadonlyMap<string, ItemChange & { readonly item: ImportItem }>;
}

export const noChoices: Choices = { files: new Map(), items: new Map() };

/** A line of the list: the labels of all files with marks, all near-duplicates, a file that holds several articles, or one article. Places are those of the items. */
export type ImportRow =
  | { readonly kind: 'labels'; readonly id: string; readonly count: number }
  | { readonly kind: 'near'; readonly id: string }
  | {
      readonly kind: 'file';
      readonly id: string;
      readonly file: ImportFile;
      readonly from: number;
      /** After its last item. */
      readonly to: number;
    }
  | { readonly kind: 'item'; readonly id: string; readonly at: number };

/** How many there are of what, whatever comes in. */
export interface ReviewCounts {
  readonly files: number;
  readonly near: number;
  readonly duplicates: number;
  readonly refused: number;
}

/** How many items can be taken, and how many are unless the person says otherwise. */
interface Sums {
  possible: number;
  taken: number;
}

/** What the list of an import shows, whatever becomes of its items. */
export interface ReviewList {
  readonly items: readonly ImportItem[];
  readonly rows: readonly ImportRow[];
  readonly counts: ReviewCounts;
  /** Items with marks, that have labels. */
  readonly marked: readonly ImportItem[];
  /** Items that are nearly the same as another article. */
  readonly near: readonly ImportItem[];
  /** Items that came with a date that cannot be stored. */
  readonly undated: readonly ImportItem[];
  readonly sums: Readonly<Sums>;
  /** By key of the file. */
  readonly sumsOf: ReadonlyMap<string, Readonly<Sums>>;
}

/** Id of the row of a file. */
export function rowOfFile(key: string): string {
  return `file-${key}`;
}

/** Whether a proposal comes in unless the person says otherwise. */
export function isTakenAtFirst({ kind, duplicateOf }: ImportItem): boolean {
  return kind !== 'refused' && duplicateOf === null;
}

/** Whether a proposal comes in as long as nothing is said of itself. */
function isTakenByRule(item: ImportItem, { files }: Choices): boolean {
  if (item.kind === 'refused') return false;
  return files.get(item.fileKey) ?? isTakenAtFirst(item);
}

/** A proposal as it stands. */
export function reviewOf(item: ImportItem, choices: Choices): ReviewItem {
  const { title, byline, publisher, url, language, tags, published } = item;
  const change = choices.items.get(item.key);
  return {
    item,
    metadata: change?.metadata ?? {
      ...{ title, byline, publisher, url, language, tags },
      published: published ?? '',
    },
    isTaken: change?.isTaken ?? isTakenByRule(item, choices),
    versionOf: change?.versionOf ?? null,
  };
}

/** The choices after one about some items. */
export function changeItems(
  choices: Choices,
  changed: readonly ImportItem[],
  change: ItemChange,
): Choices {
  const items = new Map(choices.items);
  for (const item of changed) items.set(item.key, { ...items.get(item.key), ...change, item });
  return { ...choices, items };
}

/** The choices after all of a file is taken, or left out. */
export function changeFile(choices: Choices, fileKey: string, isTaken: boolean): Choices {
  const items = [...choices.items].map(([key, { isTaken: own, ...rest }]) => {
    const isOwn = rest.item.fileKey !== fileKey && own !== undefined;
    return [key, isOwn ? { ...rest, isTaken: own } : rest] as const;
  });
  return { files: new Map([...choices.files, [fileKey, isTaken]]), items: new Map(items) };
}

/** The choices without those about a file that was read anew. */
export function forgetFile(choices: Choices, fileKey: string): Choices {
  const files = new Map(choices.files);
  files.delete(fileKey);
  const items = [...choices.items].filter(([, { item }]) => item.fileKey !== fileKey);
  return { files, items: new Map(items) };
}

/** The first item that cannot be stored as it is; null when nothing stands in the way. */
export function findFaulty({ undated }: ReviewList, choices: Choices): ImportItem | null {
  const edited = [...choices.items.values()].map(({ item }) => item);
  const isFaulty = (item: ImportItem) => {
    const { isTaken, metadata } = reviewOf(item, choices);
    return isTaken && checkDateInput(metadata.published) !== null;
  };
  return [...undated, ...edited].find(isFaulty) ?? null;
}

/** What the engine is told: only of what is not as it came. */
export function buildChoice(choices: Choices) {
  const changed = [...choices.items.values()];
  const named = changed.filter(({ item, metadata, versionOf }) => {
    const isAsItCame = metadata === undefined && (versionOf ?? null) === null;
    return reviewOf(item, choices).isTaken && !(isAsItCame && isTakenByRule(item, choices));
  });
  const without = changed.filter(
    ({ item }) => !reviewOf(item, choices).isTaken && isTakenByRule(item, choices),
  );
  return {
    rest: 'take' as const,
    files: Object.fromEntries(choices.files),
    without: without.map(({ item }) => item.key),
    items: named.map(({ item }) => {
      const { metadata, versionOf } = reviewOf(item, choices);
      return {
        ...metadata,
        key: item.key,
        versionOf,
        tags: [...metadata.tags],
        published: normaliseDateInput(metadata.published) || null,
      };
    }),
  };
}

/**
 * Puts the list together while its items come in, page by page: the articles of a table or a feed stand below their file. No
 * page takes longer than a frame, however many there are.
 */
export class ReviewBuilder {
  readonly items: ImportItem[] = [];
  readonly files = new Map<string, ImportFile>();
  readonly #rows: ImportRow[] = [];
  readonly #marked: ImportItem[] = [];
  readonly #near: ImportItem[] = [];
  readonly #undated: ImportItem[] = [];
  readonly #counts = { files: 0, near: 0, duplicates: 0, refused: 0 };
  readonly #sums: Sums = { possible: 0, taken: 0 };
  readonly #sumsOf = new Map<string, Sums>();
  /** The file whose items come. */
  #fileRow: { kind: 'file'; id: string; file: ImportFile; from: number; to: number } | null = null;
  #fileSums: Sums = { possible: 0, taken: 0 };

  /** Take in the next items. */
  add({ files, items }: Pick<ImportPage, 'files' | 'items'>): void {
    for (const file of files) this.files.set(file.key, file);
    for (const item of items) this.#add(item);
  }

  #add(item: ImportItem): void {
    const at = this.items.push(item) - 1;
    if (item.fileKey !== this.items[at - 1]?.fileKey) this.#beginFile(item, at);
    if (this.#fileRow) this.#fileRow.to = at + 1;
    this.#rows.push({ kind: 'item', id: item.key, at });
    if (item.nearDuplicateOf !== null) {
      this.#counts.near += 1;
      this.#near.push(item);
    }
    if (item.duplicateOf !== null) this.#counts.duplicates += 1;
    if ((item.marks?.labels.length ?? 0) > 0) this.#marked.push(item);
    if (item.published !== null && checkDateInput(item.published) !== null) {
      this.#undated.push(item);
    }
    if (item.kind === 'refused') {
      this.#counts.refused += 1;
      return;
    }
    for (const sums of [this.#sums, this.#fileSums]) {
      sums.possible += 1;
      if (isTakenAtFirst(item)) sums.taken += 1;
    }
  }

  #beginFile(item: ImportItem, at: number): void {
    this.#counts.files += 1;
    this.#fileRow = null;
    this.#fileSums = { possible: 0, taken: 0 };
    this.#sumsOf.set(item.fileKey, this.#fileSums);
    const file = this.files.get(item.fileKey);
    if (!file || (file.table === null && item.part === null)) return;
    this.#fileRow = { kind: 'file', id: rowOfFile(item.fileKey), file, from: at, to: at };
    this.#rows.push(this.#fileRow);
  }

  /** The list of all that came. */
  build(): ReviewList {
    const marked = this.#marked;
    const labels: ImportRow[] =
      marked.length === 0 ? [] : [{ kind: 'labels', id: 'labels', count: marked.length }];
    const near: ImportRow[] = this.#near.length > 1 ? [{ kind: 'near', id: 'near' }] : [];
    return {
      items: this.items,
      rows: labels.concat(near, this.#rows),
      counts: this.#counts,
      marked,
      near: this.#near,
      undated: this.#undated,
      sums: this.#sums,
      sumsOf: this.#sumsOf,
    };
  }
}

/** How many items can be taken and are, of all files or of one: by the rules, without looking at every item. */
export function countTaken(
  { sums, sumsOf }: ReviewList,
  choices: Choices,
  fileKey: string | null = null,
): Readonly<Sums> {
  const all = fileKey === null ? sums : sumsOf.get(fileKey);
  const possible = all?.possible ?? 0;
  let taken = all?.taken ?? 0;
  for (const [key, isTaken] of choices.files) {
    const own = fileKey === null || fileKey === key ? sumsOf.get(key) : undefined;
    if (own) taken += (isTaken ? own.possible : 0) - own.taken;
  }
  for (const { item, isTaken } of choices.items.values()) {
    if (isTaken === undefined || (fileKey !== null && item.fileKey !== fileKey)) continue;
    taken += Number(isTaken) - Number(isTakenByRule(item, choices));
  }
  return { possible, taken };
}

/** How many near-duplicates there are, and how many of them come in. */
export function countNear({ near }: ReviewList, choices: Choices): Readonly<Sums> {
  const taken = near.filter((item) => reviewOf(item, choices).isTaken).length;
  return { possible: near.length, taken };
}

/** `2 of 3 kept`, for near-duplicates. */
export function describeKept({ possible, taken }: Readonly<Sums>): string {
  return `${taken.toLocaleString()} of ${possible.toLocaleString()} kept`;
}

/** Whether all, none or some (null) of what can be taken is taken. */
export function isAllTaken({ possible, taken }: Readonly<Sums>): boolean | null {
  if (taken === 0) return false;
  return taken === possible ? true : null;
}
