import type { Segment } from '../../records/records.ts';
import type { JsonObject } from '../../util/json.ts';
import type { CountedUnit } from './offset-unit.ts';

/**
 * A mark as an exchange format holds it: names and labels instead of links to rows. What a format says nothing of is empty
 * or null.
 */
export interface AnnotatedMark {
  /** Id in the file, unique in its article; null when the format has none. */
  readonly id: string | null;
  /** Id of one of our layers when the format says it, null when only a label is known. */
  readonly layer: string | null;
  /** Label as it stands in the file, `direct`, `PER`; null when there is none. */
  readonly label: string | null;
  /** In code points of the article's text, in the order of `compareSegments`; `exact` is the text they cover. At least one. */
  readonly segments: readonly Segment[];
  readonly attributes: JsonObject;
  readonly note: string;
  readonly doubt: boolean;
  /** A guess of a program that nobody has accepted is `suggested`. */
  readonly state: 'accepted' | 'suggested' | 'rejected';
  /** Name of who made it; null when not said. */
  readonly annotator: string | null;
  /** Name of the entity that a mention refers to, or of a quotation's speaker; null when there is none. */
  readonly entity: string | null;
  /** The statement of the claim that occurs here; null when there is none. */
  readonly claim: string | null;
  /** Status of that claim; null when not said. */
  readonly status: string | null;
}

/** An article with its marks as an exchange format holds them. */
export interface AnnotatedArticle {
  /** Id in the file; null when the format has none. */
  readonly id: string | null;
  /** Empty when the format has none. */
  readonly title: string;
  /** Null when the format does not carry the text. */
  readonly text: string | null;
  /** In the order of `compareAnnotations`, for a file of ours. */
  readonly marks: readonly AnnotatedMark[];
  /** Metadata beside them, by the names of the JSON export: `byline`, `publisher`, `url`, `published`, `language`, `tags`. */
  readonly metadata: JsonObject;
  /** Where it begins in its file, for messages: `line 3`, `task 17`. */
  readonly place: string;
  /** What its positions were counted in, where that is not what the format says; they are in code points here. */
  readonly countedIn?: CountedUnit;
}
