import type { UsedLabel } from '../exchange/take-over/label-list.ts';
import type { TableMapping } from '../formats/articles/table-mapping.ts';
import type { Id } from '../records/records.ts';

/** What an importer proposes for one file, for the person to correct. */
export interface ImportItem {
  /** Key of the item within its session. */
  readonly key: string;
  /** Key of its file within the session. */
  readonly fileKey: string;
  readonly fileName: string;
  /** Place among the articles of its file, from 1; null when the file is one article. */
  readonly part: number | null;
  readonly sizeBytes: number;
  /** `dataset` items bring articles, cast and claims of their own and cannot be edited here. */
  readonly kind: 'article' | 'dataset' | 'refused';
  /** Why it was refused, or that it is a duplicate and of what; null when all is well. */
  readonly problem: string | null;
  /** The stored article with the same text, or with an empty id another file of the session; null when none. */
  readonly duplicateOf: { readonly id: Id; readonly title: string } | null;
  /** The most similar article in the project, or with an empty id one of the session; null when none is near. */
  readonly nearDuplicateOf: {
    readonly id: Id;
    readonly title: string;
    /** Share of the word sequences of both that they have in common, 0 to 1. */
    readonly similarity: number;
  } | null;
  readonly title: string;
  readonly byline: string;
  readonly publisher: string;
  readonly url: string;
  readonly published: string | null;
  readonly language: string;
  readonly tags: readonly string[];
  readonly encoding: string | null;
  /** First lines of the text as it will be stored; empty in long lists, `import.item` has them. */
  readonly preview: string;
  readonly words: number;
  /** Lines taken out as page furniture or as metadata, with the reason. */
  readonly dropped: readonly {
    readonly line: number;
    readonly text: string;
    readonly reason: string;
  }[];
  /** What a file of another program's marks holds; null for every other one. */
  readonly marks: ImportMarks | null;
}

/** Marks of a file of another program, before it is said what its labels are here. */
export interface ImportMarks {
  /** `Label Studio`. */
  readonly format: string;
  readonly articles: number;
  readonly marks: number;
  /** Those among them that a program guessed: they come in as suggestions. */
  readonly suggested: number;
  /** The most used first. */
  readonly labels: readonly UsedLabel[];
  /** What positions were counted in, as a sentence; null when the format has none. */
  readonly unit: string | null;
}

/** A file of an import that may be read in more than one way, or gave more than one article. */
export interface ImportFile {
  readonly key: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** What it was read as: `Word document`. */
  readonly format: string;
  /** Its columns and what they were taken for; null when it is no table of articles. */
  readonly table: ImportTable | null;
}

/** A table of articles, one a row. */
export interface ImportTable {
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** The first rows, cells in the order of the columns, long ones cut. */
  readonly rows: readonly (readonly string[])[];
  readonly mapping: TableMapping;
}

/** A part of the items of a session, in their order. */
export interface ImportPage {
  /** Files of these items that hold several, or a table. */
  readonly files: readonly ImportFile[];
  readonly items: readonly ImportItem[];
  /** Items in all. */
  readonly itemCount: number;
}

/** A file with what it gave. */
export interface ImportedFile extends Omit<ImportPage, 'files'> {
  readonly file: ImportFile;
}

export interface ImportSession extends ImportPage {
  readonly sessionId: Id;
  /** What could not be done for the whole of it, for a person; null when nothing. */
  readonly note: string | null;
}

/** What an import did. */
export interface ImportReport {
  readonly stepId: Id | null;
  readonly articleIds: readonly Id[];
  readonly imported: number;
  /** Articles that got a new version. */
  readonly revised: number;
  /** Marks of files of other programs. */
  readonly marks: number;
  readonly skipped: readonly { readonly fileName: string; readonly reason: string }[];
  /** What was left out of files that came in: because it was chosen so, or as parts of no quotation. */
  readonly leftOut: readonly { readonly fileName: string; readonly reason: string }[];
}
