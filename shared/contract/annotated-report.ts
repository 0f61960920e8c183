import type { Id } from '../records/records.ts';

/** What an import of articles with marks did. */
export interface AnnotatedReport {
  /** null when everything was there already. */
  readonly stepId: Id | null;
  /** Id of the format that was read. */
  readonly format: string;
  /** The articles of the files, new ones and those that were there. */
  readonly articleIds: readonly Id[];
  /** How many are new. */
  readonly articles: number;
  readonly annotations: number;
  readonly entities: number;
  readonly claims: number;
  /** Rows that were left as they are, each with its reason. */
  readonly conflicts: readonly string[];
  /** Marks that did not come in, as sentences. */
  readonly leftOut: readonly string[];
}
