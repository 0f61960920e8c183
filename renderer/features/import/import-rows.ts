import type { ImportFile } from '../../../shared/contract/import-views.ts';
import type { ReviewItem } from './import-state.ts';

/** A line of the list: the labels of all files with marks, a file that holds several articles, or one article. */
export type ImportRow =
  | { readonly kind: 'labels'; readonly id: string; readonly items: readonly ReviewItem[] }
  | {
      readonly kind: 'file';
      readonly id: string;
      readonly file: ImportFile;
      readonly items: readonly ReviewItem[];
    }
  | { readonly kind: 'item'; readonly id: string; readonly entry: ReviewItem };

/** Id of the row of a file. */
export function rowOfFile(key: string): string {
  return `file-${key}`;
}

/** Files and articles as the list shows them: the articles of a table or a feed stand below their file. */
export function buildRows(
  files: readonly ImportFile[],
  items: readonly ReviewItem[],
): readonly ImportRow[] {
  const byKey = new Map(files.map((file) => [file.key, file]));
  const parts = new Map<string, ReviewItem[]>();
  for (const entry of items) {
    const list = parts.get(entry.item.fileKey);
    if (list) list.push(entry);
    else parts.set(entry.item.fileKey, [entry]);
  }
  const marked = items.filter(({ item }) => (item.marks?.labels.length ?? 0) > 0);
  const rows: ImportRow[] =
    marked.length === 0 ? [] : [{ kind: 'labels', id: 'labels', items: marked }];
  for (const [key, list] of parts) {
    const file = byKey.get(key);
    if (file && (file.table || list.some(({ item }) => item.part !== null))) {
      rows.push({ kind: 'file', id: rowOfFile(key), file, items: list });
    }
    for (const entry of list) rows.push({ kind: 'item', id: entry.item.key, entry });
  }
  return rows;
}

/** Whether all, none or some (null) of what can be taken is taken. */
export function isAllTaken(items: readonly ReviewItem[]): boolean | null {
  const possible = items.filter(({ item }) => item.kind !== 'refused');
  const taken = possible.filter((entry) => entry.isTaken).length;
  if (taken === 0) return false;
  return taken === possible.length ? true : null;
}
