/** Formats that a codebook alone is written in; all but `html` are read. */
export const codebookFormats = ['json', 'csv', 'qdc', 'html'] as const;
export type CodebookFormat = (typeof codebookFormats)[number];

/** What a file of a codebook says beside it. */
export interface CodebookInfo {
  /** Name of the project. */
  readonly title: string;
  readonly version: number;
  readonly generator: string;
  /** UTC instant. */
  readonly exportedAt: string;
}

/** What taking in a codebook changed: layers, labels, attributes, claim statuses and types. */
export interface CodebookImport {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Version of the codebook now. */
  readonly version: number;
}
