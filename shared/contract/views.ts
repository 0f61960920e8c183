import type { Codebook } from '../codebook/codebook.ts';
import type { ChosenUnit, OffsetUnit, SplitName } from '../exchange/core/exchange-format.ts';
import type { LeakageRow } from '../exchange/split/split.ts';
import type { Change } from '../records/change.ts';
import type {
  Annotation,
  Annotator,
  Article,
  ArticleStatus,
  Claim,
  ClaimEvent,
  Comment,
  Entity,
  Evidence,
  Id,
  Instant,
  Project,
  RecordType,
  Revision,
} from '../records/records.ts';
import type { JsonValue } from '../util/json.ts';

/** Rows in a project, trash left out. */
export interface ProjectCounts {
  readonly articles: number;
  readonly trashed: number;
  readonly quotations: number;
  readonly mentions: number;
  readonly claimMarks: number;
  readonly annotations: number;
  readonly entities: number;
  readonly claims: number;
  readonly steps: number;
}

/** The open project without its articles. */
export interface ProjectView {
  readonly project: Project;
  /** Who works in this session. */
  readonly annotator: Annotator;
  readonly annotators: readonly Annotator[];
  readonly codebook: Codebook;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** Why nothing can be written, for a person; null when writing works. */
  readonly readOnly: string | null;
  /** What was mended while opening, for a person, such as a leftover journal; empty as a rule. */
  readonly notices: readonly string[];
  readonly counts: ProjectCounts;
}

/** What a command, an undo or a redo did. */
export interface CommandOutcome {
  /** Empty when nothing changed: there is no step then, and nothing to undo. */
  readonly stepId: Id;
  readonly label: string;
  /** Every row that differs; none when the step is large. */
  readonly changes: readonly Change[];
  /** There are too many changes to tell: whatever is shown has to be read again. Absent as a rule. */
  readonly isLarge?: true;
  readonly value: JsonValue;
}

/** What undo and redo would do now; null when nothing. */
export interface HistoryState {
  readonly undo: string | null;
  readonly redo: string | null;
}

/** A step of history as a list shows it. */
export interface HistoryEntry {
  readonly stepId: Id;
  readonly command: string;
  readonly label: string;
  readonly annotator: string;
  readonly at: Instant;
  readonly changeCount: number;
  /** True when a later step has taken it back. */
  readonly undone: boolean;
  /** Changes of the asked row only; empty when no row was asked for. */
  readonly changes: readonly Change[];
}

/** A row of the library. */
export interface ArticleRow {
  readonly id: Id;
  readonly title: string;
  readonly byline: string;
  readonly publisher: string;
  readonly published: string | null;
  readonly language: string;
  readonly tags: readonly string[];
  readonly status: ArticleStatus;
  readonly quotations: number;
  readonly mentions: number;
  readonly claims: number;
  readonly suggestions: number;
  readonly addedAt: Instant;
  readonly updatedAt: Instant;
  readonly trashedAt: Instant | null;
}

export interface ArticleList {
  /** Matches of the filter, of which `rows` is a window. */
  readonly total: number;
  readonly rows: readonly ArticleRow[];
  /** Matches by status with the status part of the filter left out. */
  readonly byStatus: Readonly<Record<ArticleStatus, number>>;
  readonly trashed: number;
}

/** What of an article can be shown before its marks are there. */
export interface ArticleText {
  readonly article: Article;
  /** The current one. */
  readonly revision: Revision;
}

/** An article as it is first shown: with the marks around one place of its text. */
export interface ArticleOpening extends ArticleText {
  readonly status: ArticleStatus;
  /** Marks on the current revision that have words near that place; all of them when the rest is here too. */
  readonly annotations: readonly Annotation[];
  /** null when there is so much of it that it has to be asked for. */
  readonly rest: ArticleRest | null;
}

/** What an article has besides its text and the marks on it. */
export interface ArticleRest {
  readonly article: Article;
  readonly status: ArticleStatus;
  /** Marks that lost their words in a correction: their segments count in an earlier revision. */
  readonly unplaced: readonly Annotation[];
  /** On the article and on its marks. */
  readonly comments: readonly Comment[];
}

/** One article with all that the Annotate view needs. */
export interface ArticleView extends ArticleText, ArticleRest {
  /** Marks on the current revision. */
  readonly annotations: readonly Annotation[];
}

/** One state of an article's text, without the text. */
export interface RevisionRow {
  readonly number: number;
  readonly reason: string;
  readonly createdAt: Instant;
  /** Name of who made it; empty when not known. */
  readonly createdBy: string;
}

/** A member of the cast with its use. Merged entities are left out of lists. */
export interface EntityView {
  readonly entity: Entity;
  readonly mentions: number;
  readonly quotations: number;
  readonly articles: number;
}

/** Where a mark is. */
export interface MarkPlace {
  readonly annotationId: Id;
  readonly articleId: Id;
}

/** A claim with its history, evidence and use. */
export interface ClaimView {
  readonly claim: Claim;
  /** Current status, derived from the events. */
  readonly status: string;
  /** What the evidence lacks for the status; null when nothing. */
  readonly warning: string | null;
  readonly events: readonly ClaimEvent[];
  readonly evidence: readonly Evidence[];
  readonly occurrences: readonly { readonly annotationId: Id; readonly articleId: Id }[];
  /** Articles that evidence of kind `passage` refers to, by its `ref`. */
  readonly passages: readonly {
    readonly ref: Id;
    readonly articleId: Id;
    readonly title: string;
  }[];
}

/** A format to export in, as the dialog and the command line show it. */
export interface ExportFormatView {
  readonly id: string;
  readonly name: string;
  /** One line: what it is for and who reads it. */
  readonly summary: string;
  /** Extension of its one file, with the dot; null when it writes a folder. */
  readonly extension: string | null;
  readonly offsetUnit: OffsetUnit;
  /** Units to choose from; empty where the format leaves no choice. */
  readonly offsetUnits: readonly ChosenUnit[];
  /** What it never holds: whole sentences. */
  readonly losses: readonly string[];
  /** Whether what is written is read back and compared. */
  readonly isCompared: boolean;
}

/** Parts of a split export. */
export interface SplitReport {
  readonly parts: readonly { readonly name: SplitName; readonly articles: number }[];
  /** Groups that were kept together, single articles among them. */
  readonly groups: number;
  /** What articles of two parts have in common. */
  readonly leakage: readonly LeakageRow[];
}

/** What an export would leave out, before it is written. */
export interface ExpectedLosses {
  /** What will be left out or needs attention, item by item. */
  readonly warnings: readonly string[];
  /** null when it is not split, or not counted yet. */
  readonly split: SplitReport | null;
  /** Whether that is all. A preview of many articles does not count for long; `export.losses` does. */
  readonly isCounted: boolean;
}

/** What an export would hold, before it is written. */
export interface ExportPreview extends ExpectedLosses {
  readonly articles: number;
  readonly annotations: number;
  /** Beginning of the main file, as it would be written. */
  readonly sample: string;
  readonly sampleFile: string;
}

/** What an export wrote. */
export interface ExportReport {
  readonly format: string;
  /** Names of the files, relative to the target. */
  readonly files: readonly {
    readonly name: string;
    readonly sizeBytes: number;
    readonly rows: number | null;
  }[];
  /** Files beyond those listed. */
  readonly moreFiles: number;
  readonly articles: number;
  readonly annotations: number;
  readonly losses: readonly string[];
  /** What was found by reading it back, one sentence; null when nothing was compared. */
  readonly comparison: string | null;
  /** Name of the file beside it that says whose names were replaced by what; left out when none were. */
  readonly pseudonyms?: string;
  /** null when it is not split. */
  readonly split: SplitReport | null;
}

/** One fault that a check found. */
export interface CheckFault {
  readonly part:
    'file' | 'schema' | 'checksum' | 'foreign_key' | 'index' | 'offset' | 'text' | 'record';
  /** Row or page it concerns. */
  readonly where: string;
  readonly message: string;
}

export interface CheckReport {
  readonly faults: readonly CheckFault[];
  readonly checked: { readonly rows: number; readonly segments: number; readonly articles: number };
}

/** What the engine tells its window without being asked. */
export interface EngineEvents {
  /** A step was committed, by this window or another client of the engine. */
  readonly step: CommandOutcome & { readonly command: string; readonly history: HistoryState };
  /** Writing has stopped working, or works again (null). */
  readonly readOnly: { readonly reason: string | null };
}

/** A row of any type that a client asks for by id. */
export interface RecordRef {
  readonly type: RecordType;
  readonly id: Id;
}
