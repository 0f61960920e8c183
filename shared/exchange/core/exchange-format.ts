import type { DatasetArticle, DatasetHead } from '../../formats/dataset.ts';
import type { JsonArticle } from '../../formats/json/json-article.ts';
import type { ArticleLinks } from '../../records/read-rows.ts';
import type { ExportMaking } from '../../formats/json/quotemark-build.ts';
import type { Id } from '../../records/records.ts';
import type { AnnotatedArticle } from './annotated-article.ts';

/** What a format counts positions in. `none`: it has no positions. */
export type OffsetUnit = 'code point' | 'utf-16' | 'token' | 'none';

/** Units that a person may choose where a format leaves it open. */
export const chosenUnits = ['code point', 'utf-16', 'byte'] as const;
export type ChosenUnit = (typeof chosenUnits)[number];

/** Part of a dataset for machine learning. */
export type SplitName = 'train' | 'validation' | 'test';

/** A piece of a file as a format makes it. Pieces of one file are written one after the other. */
export interface ExportPiece {
  /** Path below the target, with `/`; empty for the target itself of a format that writes one file. */
  readonly file: string;
  /** Text is written as UTF-8. */
  readonly content: string | Uint8Array;
  /** It separates an article from the one before, and has no place before the first one of those that are read. */
  readonly isBetween?: true;
}

/** What a format could not hold, of one annotation or of a whole article. */
export interface Loss {
  readonly articleId: Id;
  /** null when it concerns the article as a whole. */
  readonly annotationId: Id | null;
  /** One sentence, the same for every loss of its kind: losses are counted by it. */
  readonly reason: string;
}

/** What one export is made from, besides its articles. */
export interface ExportContext {
  /**
   * Everything but the articles. Annotators whom no exported row names are left out; when only a part of the project is
   * exported, also members of the cast and claims.
   */
  readonly head: DatasetHead;
  readonly making: ExportMaking;
  /** Whether the texts of articles may be in the export. Without, the words that a mark covers still stand beside it. */
  readonly hasText: boolean;
  /** What positions are to be counted in; null: in the format's own unit. Only for formats that have `offsetUnits`. */
  readonly offsetUnit: ChosenUnit | null;
  /** Name of the split that is written; null when the articles are not split. */
  readonly split: SplitName | null;
  /** Say what the format could not hold. */
  readonly lose: (loss: Loss) => void;
}

/** One run of a format. Each call gives the pieces that are ready, so that memory does not grow with the project. */
export interface FormatWriter {
  /** Before the first article. */
  readonly begin: () => readonly ExportPiece[];
  readonly article: (item: DatasetArticle) => readonly ExportPiece[];
  /** The same of an article that is JSON in parts, with `,` between marks, and its links. For formats that hold marks as the JSON export does. */
  readonly jsonArticle?: (article: JsonArticle, links: ArticleLinks) => readonly ExportPiece[];
  /** After the last article; piece by piece where that is much. */
  readonly end: () => Iterable<ExportPiece>;
}

/** A file that is read. */
export interface SourceFile {
  /** Path below the folder that is read, with `/`, or the name of a single file. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Line with which the bytes begin when they are a later piece of the file; 1 when left out. */
  readonly firstLine?: number;
}

/** One way to write a project, and to read it back where that is possible. */
export interface ExchangeFormat {
  /** As on the command line, `w3c`. Never changes. */
  readonly id: string;
  /** `W3C Web Annotation`. */
  readonly name: string;
  /** One line: what it is for and who reads it. */
  readonly summary: string;
  /** Extension of its one file, with the dot; null when it writes a folder. */
  readonly extension: string | null;
  readonly offsetUnit: OffsetUnit;
  /** Units to choose from, its own among them; left out where the format leaves no choice. */
  readonly offsetUnits?: readonly ChosenUnit[];
  /**
   * What part of its files `read` takes without the rest, so that the exporter compares a large export piece by piece: a line,
   * the files that one article was written to together with those of `begin` and `end`, or all files with some of their articles
   * only. Left out: only all files at once, which the exporter does up to a size.
   */
  readonly readAlone?: 'line' | 'article' | 'slice';
  /** What it never holds, whatever the project is: whole sentences. */
  readonly losses: readonly string[];
  /** Whether that is all: it never tells of a single mark or article. What it loses is then known without looking. */
  readonly losesByKind?: true;
  /** Begin to write. */
  readonly write: (context: ExportContext) => FormatWriter;
  /**
   * The same for all parts of a split at once, one writer a part: of a format whose folder holds the parts side by side, with
   * names of its own for them. The last writer ends last. Left out: each part is an export by itself.
   */
  readonly writeParts?: (contexts: readonly ExportContext[]) => readonly FormatWriter[];
  /**
   * What it holds of one article: exactly what reading the written files gives. The exporter compares the two, and a law test
   * does over generated projects. Absent when the format cannot be read.
   */
  readonly holds?: (item: DatasetArticle, context: ExportContext) => AnnotatedArticle;
  /**
   * Articles with marks from its files, ours or another program's. Positions are checked against the covered text and
   * converted to code points. Absent when the format cannot be read.
   *
   * @throws Refusal `bad_input`: the message names the file, the line or place, and the reason.
   */
  readonly read?: (files: readonly SourceFile[]) => Iterable<AnnotatedArticle>;
}
