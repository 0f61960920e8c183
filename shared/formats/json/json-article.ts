import type { ArticleLinks } from '../../records/read-rows.ts';
import type { DatasetArticle } from '../dataset.ts';

/**
 * An article whose text, document and marks are JSON already, in UTF-8 and to the byte as `buildExportArticle` and
 * `JSON.stringify` make it: as a database can put it together much faster than a program.
 */
export interface JsonArticle {
  /** Everything else; its text, document and annotations are empty. */
  readonly item: DatasetArticle;
  readonly text: Uint8Array;
  readonly document: Uint8Array;
  /** In the order of every export, with the separator that was asked for between two; empty when there are none. */
  readonly marks: Uint8Array;
  readonly markCount: number;
  /** What the marks name; null when nobody wanted to know. */
  readonly links: ArticleLinks | null;
}
