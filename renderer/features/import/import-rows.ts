import type { ImportFile, ImportItem, ImportPage } from '../../../shared/contract/import-views.ts';
import { checkDateInput } from '../../ui/news-date.ts';
import type { Metadata } from '../../ui/MetadataFields.tsx';

/** A proposal with what the person made of it. */
export interface ReviewItem {
  readonly item: ImportItem;
  readonly metadata: Metadata;
  readonly isTaken: boolean;
  /** The article that gets this text as a new version; null for an article of its own. */
  readonly versionOf: string | null;
  /** The person has changed more than whether it comes in. */
  readonly isEdited: boolean;
  /** Why it cannot be stored as it is; null when it can. */
  readonly fault: string | null;
}

/** A line of the list: the labels of all files with marks, a file that holds several articles, or one article. Places are those of the items. */
export type ImportRow =
  | { readonly kind: 'labels'; readonly id: string; readonly count: number }
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

/** What the list of an import shows, whatever becomes of its items. */
export interface ReviewList {
  readonly rows: readonly ImportRow[];
  readonly counts: ReviewCounts;
  /** Items with marks, that have labels. */
  readonly marked: readonly ImportItem[];
}

/** Id of the row of a file. */
export function rowOfFile(key: string): string {
  return `file-${key}`;
}

/** Whether a proposal comes in unless the person says otherwise. */
export function isTakenAtFirst({ kind, duplicateOf }: ImportItem): boolean {
  return kind !== 'refused' && duplicateOf === null;
}

/** A proposal before the person has looked at it. */
export function toReview(item: ImportItem): ReviewItem {
  const { title, byline, publisher, url, language, tags, published } = item;
  return {
    item,
    metadata: { title, byline, publisher, url, language, tags, published: published ?? '' },
    isTaken: isTakenAtFirst(item),
    versionOf: null,
    isEdited: false,
    fault: checkDateInput(published ?? ''),
  };
}

/** What an item is after the person has done something with it. */
export function changeItem(
  entry: ReviewItem,
  change: Partial<Pick<ReviewItem, 'metadata' | 'isTaken' | 'versionOf'>>,
): ReviewItem {
  const next = { ...entry, ...change };
  const isEdited = entry.isEdited || 'metadata' in change || 'versionOf' in change;
  return { ...next, isEdited, fault: checkDateInput(next.metadata.published) };
}

/**
 * Puts the list together while its items come in, page by page: the articles of a table or a feed stand below their file. No
 * page takes longer than a frame, however many there are.
 */
export class ReviewBuilder {
  readonly items: ReviewItem[] = [];
  readonly files = new Map<string, ImportFile>();
  readonly #rows: ImportRow[] = [];
  readonly #marked: ImportItem[] = [];
  #counts = { files: 0, near: 0, duplicates: 0, refused: 0 };
  /** The file whose items come. */
  #fileKey: string | null = null;
  #fileRow: { kind: 'file'; id: string; file: ImportFile; from: number; to: number } | null = null;

  /** Take in the next items. */
  add({ files, items }: Pick<ImportPage, 'files' | 'items'>): void {
    for (const file of files) this.files.set(file.key, file);
    for (const item of items) this.addReviewed(toReview(item));
  }

  /** Take in an item that the person has looked at. */
  addReviewed(entry: ReviewItem): void {
    const { item } = entry;
    const at = this.items.push(entry) - 1;
    if (item.fileKey !== this.#fileKey) this.#beginFile(item, at);
    if (this.#fileRow) this.#fileRow.to = at + 1;
    this.#rows.push({ kind: 'item', id: item.key, at });
    if (item.nearDuplicateOf !== null) this.#counts.near += 1;
    if (item.duplicateOf !== null) this.#counts.duplicates += 1;
    if (item.kind === 'refused') this.#counts.refused += 1;
    if ((item.marks?.labels.length ?? 0) > 0) this.#marked.push(item);
  }

  #beginFile(item: ImportItem, at: number): void {
    this.#fileKey = item.fileKey;
    this.#counts.files += 1;
    this.#fileRow = null;
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
    return { rows: labels.concat(this.#rows), counts: this.#counts, marked };
  }
}

/** How many of some items can be taken, and are. */
export function countTaken(
  items: readonly ReviewItem[],
  from = 0,
  to = items.length,
): { readonly possible: number; readonly taken: number } {
  let [possible, taken] = [0, 0];
  for (let at = from; at < to; at += 1) {
    const entry = items[at];
    if (!entry || entry.item.kind === 'refused') continue;
    possible += 1;
    if (entry.isTaken) taken += 1;
  }
  return { possible, taken };
}

/** Whether all, none or some (null) of what can be taken is taken. */
export function isAllTaken({ possible, taken }: ReturnType<typeof countTaken>): boolean | null {
  if (taken === 0) return false;
  return taken === possible ? true : null;
}
