import type { RichDocument } from '../text/document.ts';
import type { JsonObject } from '../util/json.ts';
import type { CodePointOffset } from '../text/offsets.ts';
import type { Codebook } from '../codebook/codebook.ts';

/** A random id, unique across projects. */
export type Id = string;
/** UTC instant, ISO 8601 with milliseconds: `2026-11-23T07:00:00.000Z`. */
export type Instant = string;
/**
 * A date as news gives it, its precision shown by its length: `2024`, `2024-10`, `2024-10-16`, `2024-10-16T20:30`,
 * with seconds and a zone (`Z`, `+09:00`) when known. EDTF level 0.
 */
export type NewsDate = string;

/** Who made and last changed a row, and when. The engine sets it; a command never does. */
export interface Stamp {
  readonly createdAt: Instant;
  readonly createdBy: Id;
  readonly updatedAt: Instant;
  readonly updatedBy: Id;
}

/** The project itself; there is exactly one. */
export interface Project extends Stamp {
  readonly id: Id;
  readonly name: string;
  readonly description: string;
  readonly settings: JsonObject;
}

/** A person or program that makes annotations. */
export interface Annotator extends Stamp {
  readonly id: Id;
  readonly name: string;
  /** `#rrggbb`. */
  readonly colour: string;
}

/** Where an article came from. */
export interface Origin {
  /** Name of the file as imported, without its folder; null when typed or pasted. */
  readonly file: string | null;
  /** Importer and version, `text@1`, `markdown@1`, `editor@1`, `json@1`. */
  readonly importer: string;
  /** SHA-256 of the original bytes, lower-case hex: the key of the stored original; null when there is none. */
  readonly sha256: string | null;
  /** WHATWG label of the encoding that was decoded, `utf-8`, `utf-16le`, `windows-1252`; null when there is none. */
  readonly encoding: string | null;
  readonly newline: 'lf' | 'crlf' | 'cr' | 'mixed' | null;
}

/** An imported or written text with its metadata. Its words are in its revisions. */
export interface Article extends Stamp {
  readonly id: Id;
  readonly title: string;
  readonly byline: string;
  readonly publisher: string;
  /** Empty when unknown, as all text fields here. */
  readonly url: string;
  /** null when unknown. */
  readonly published: NewsDate | null;
  /** BCP 47, `en`, `ar`; empty when unknown. */
  readonly language: string;
  readonly tags: readonly string[];
  readonly note: string;
  /** Number of the current revision. */
  readonly revision: number;
  readonly origin: Origin;
  /** When it was put into the trash; null when it is not there. */
  readonly trashedAt: Instant | null;
}

export const articleStatuses = ['new', 'in_progress', 'done', 'in_review', 'final'] as const;
export type ArticleStatus = (typeof articleStatuses)[number];

/** How far one annotator is with one article. No row means `new`. Its id is `articleId:annotatorId`. */
export interface ArticleState extends Stamp {
  readonly id: Id;
  readonly articleId: Id;
  readonly annotatorId: Id;
  readonly status: ArticleStatus;
}

/** One fixed state of an article's rich document. Immutable. Its id is `articleId:number`. */
export interface Revision extends Stamp {
  readonly id: Id;
  readonly articleId: Id;
  /** 1 for the imported text, then counted up. */
  readonly number: number;
  readonly document: RichDocument;
  /** Canonical text of the document: the only text that offsets refer to. */
  readonly text: string;
  /** SHA-256 of the canonical text as UTF-8, lower-case hex. */
  readonly sha256: string;
  readonly reason: string;
}

export const segmentRoles = ['content', 'source', 'cue', 'addressee', 'span'] as const;
/** Parts of a quotation frame, or `span` for the only role of every other layer. */
export type SegmentRole = (typeof segmentRoles)[number];

/** The role of a layer's own words: every annotation has a segment with it. */
export function ownRole(layer: string): 'content' | 'span' {
  return layer === 'quotation' ? 'content' : 'span';
}

/** One fragment of an annotation. Invariant: `text[start:end] === exact` in code points, `start < end`. */
export interface Segment {
  readonly role: SegmentRole;
  readonly start: CodePointOffset;
  readonly end: CodePointOffset;
  readonly exact: string;
}

export const annotationStates = ['accepted', 'suggested', 'rejected'] as const;
export type AnnotationState = (typeof annotationStates)[number];

/** A mark on one revision of an article. Fragments are stored with it and change with it. */
export interface Annotation extends Stamp {
  readonly id: Id;
  readonly articleId: Id;
  /** Revision number the segments refer to. */
  readonly revision: number;
  /** `quotation`, `mention`, `claim`, or the id of a codebook layer. */
  readonly layer: string;
  /** Id of a label of the layer's tagset; null when none is given (a claim mark needs none). */
  readonly label: string | null;
  /** Who made the annotation: a person or a program. */
  readonly annotatorId: Id;
  readonly state: AnnotationState;
  /** Values by attribute id of the codebook's layer, `{source_kind: 'unnamed'}`. */
  readonly attributes: JsonObject;
  readonly doubt: boolean;
  readonly note: string;
  /** Mention: the entity referred to; null when not linked, and in other layers. */
  readonly entityId: Id | null;
  /** Quotation: the entity that the source resolves to; null when not linked, and in other layers. */
  readonly speakerId: Id | null;
  /** Claim: the claim that occurs here; null in other layers. */
  readonly claimId: Id | null;
  /** Sorted by role (order of `segmentRoles`), then start. At least one. */
  readonly segments: readonly Segment[];
}

/** A member of the project's cast: what mentions refer to and quotations are said by. */
export interface Entity extends Stamp {
  readonly id: Id;
  /** Id of a label of the codebook's `mention` layer, `person`, `organisation`... */
  readonly type: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Ids elsewhere by scheme, `{wikidata: 'Q42'}`. */
  readonly externalIds: Readonly<Record<string, string>>;
  readonly note: string;
  /** The entity this one was merged into: a redirect; null for a living one. */
  readonly mergedInto: Id | null;
}

/** A statement that can be checked. Occurs in any number of articles through annotations of layer `claim`. */
export interface Claim extends Stamp {
  readonly id: Id;
  /** The claim in one self-contained sentence. */
  readonly statement: string;
  /** Entity that claims it; null when unknown. */
  readonly claimantId: Id | null;
  /** Id of a claim type of the codebook, `event_property`, `numerical`...; null when not given. */
  readonly type: string | null;
  readonly note: string;
}

/** One change of a claim's status. Append-only; the current one is the last by `asOf`, then by `recordedAt`. */
export interface ClaimEvent extends Stamp {
  readonly id: Id;
  readonly claimId: Id;
  /** Id of a claim status of the codebook. */
  readonly status: string;
  /** News time from which the status holds. */
  readonly asOf: NewsDate;
  readonly recordedAt: Instant;
  readonly annotatorId: Id;
  readonly reason: string;
  readonly evidenceIds: readonly Id[];
}

export const evidenceKinds = [
  'passage',
  'document',
  'url',
  'dataset',
  'interview',
  'media',
  'other',
] as const;
export const evidenceStances = ['supports', 'refutes', 'mixed', 'context'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];
export type EvidenceStance = (typeof evidenceStances)[number];

/** What a claim's status rests on. */
export interface Evidence extends Stamp {
  readonly id: Id;
  readonly claimId: Id;
  readonly kind: EvidenceKind;
  /** Where it is: for `passage` an annotation or article id, else a title, address or call number as text. */
  readonly ref: string;
  readonly excerpt: string;
  readonly stance: EvidenceStance;
  /** Same value for items that go back to one origin (one wire story); empty when not known. */
  readonly originGroup: string;
  /** From an authority with direct knowledge, or primary material. */
  readonly official: boolean;
  readonly published: NewsDate | null;
  /** SHA-256 of the evidence file, lower-case hex; null when there is none. */
  readonly sha256: string | null;
}

/** A remark on any row. */
export interface Comment extends Stamp {
  readonly id: Id;
  readonly targetType: RecordType;
  readonly targetId: Id;
  /** The comment this one answers; null for the first of a thread. */
  readonly parentId: Id | null;
  readonly body: string;
  readonly annotatorId: Id;
  readonly resolved: boolean;
}

/** The codebook as a row; there is exactly one, with id `codebook`. */
export interface CodebookRecord extends Stamp {
  readonly id: Id;
  readonly version: number;
  readonly codebook: Codebook;
}

/** Every kind of row that commands may change, by the name used in changes, history and merge. */
export interface RecordTypes {
  readonly project: Project;
  readonly annotator: Annotator;
  readonly article: Article;
  readonly article_state: ArticleState;
  readonly revision: Revision;
  readonly annotation: Annotation;
  readonly entity: Entity;
  readonly claim: Claim;
  readonly claim_event: ClaimEvent;
  readonly evidence: Evidence;
  readonly comment: Comment;
  readonly codebook: CodebookRecord;
}

export type RecordType = keyof RecordTypes;
export type RecordOf<Type extends RecordType> = RecordTypes[Type];

/** All record types, parents before children: the order in which rows can be written under foreign keys. */
export const recordTypes = [
  'project',
  'annotator',
  'codebook',
  'article',
  'article_state',
  'revision',
  'entity',
  'claim',
  'evidence',
  'claim_event',
  'annotation',
  'comment',
] as const satisfies readonly RecordType[];
