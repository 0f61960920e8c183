import type { ParsedArticle } from '../../shared/formats/articles/article-metadata.ts';
import type { TableMapping } from '../../shared/formats/articles/table-mapping.ts';
import type { Newline } from '../../shared/text/normalise.ts';

/** A file that is read. */
export interface ReaderSource {
  /** Name without folder. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** What the columns of a table hold; null to guess. */
  readonly mapping: TableMapping | null;
}

/** An article of a file, or a place in it that gives none. */
export type ReadPart =
  | {
      readonly kind: 'article';
      readonly parsed: ParsedArticle;
      /** The part of the file that it was read from, as UTF-8; null when it is the whole file. */
      readonly source: { readonly text: string; readonly mediaType: string } | null;
    }
  | { readonly kind: 'refused'; readonly title: string; readonly problem: string };

/** A table of articles, one a row, as far as a person needs it to say what its columns hold. */
export interface ReadTable {
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** The first rows, cells in the order of the columns, long ones cut. */
  readonly rows: readonly (readonly string[])[];
  readonly mapping: TableMapping;
}

/** A file as a reader understood it. */
export interface ReadDocument {
  /** Name and version of the reader, kept as `origin.importer`. A change of what it recognises counts up the version. */
  readonly importer: string;
  readonly mediaType: string;
  /** Encoding of its text; null when it is no text file. */
  readonly encoding: string | null;
  readonly newline: Newline;
  /** In the order of the file. */
  readonly parts: readonly ReadPart[];
  /** null when the file is no table. */
  readonly table: ReadTable | null;
}

/** Reads one format. @throws Refusal saying why the file cannot be read. */
export type DocumentReader = (source: ReaderSource) => Promise<ReadDocument>;

/** Limits on what a file may make of itself, from the threat model. */
export const readerLimits = {
  /** Articles of one file. */
  parts: 100_000,
  /** Elements within elements; honest pages have less than a hundred. */
  markupDepth: 400,
  /** Elements and texts of one marked-up file. */
  markupNodes: 200_000,
  pdfPages: 3000,
} as const;
