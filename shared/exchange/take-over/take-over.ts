import type { DatasetHead } from '../../formats/dataset.ts';
import type { Article, Id, Revision } from '../../records/records.ts';
import type { JsonValue } from '../../util/json.ts';
import type { LabelMap } from './label-map.ts';

/** What is in the project already. */
export interface KnownProject {
  readonly head: Pick<DatasetHead, 'project' | 'annotators' | 'codebook' | 'entities' | 'claims'>;
  /** The article with that current text, by its SHA-256; null when there is none. */
  readonly findByText: (sha256: string) => KnownArticle | null;
  /** The article with that id; null when there is none. */
  readonly findById: (id: Id) => KnownArticle | null;
  /** Id of the article that an annotation is on; null when there is no such annotation. */
  readonly findOwner: (annotationId: Id) => Id | null;
}

/** A stored article with its current revision. */
export interface KnownArticle {
  readonly article: Article;
  readonly revision: Revision;
}

/** How articles with marks are taken over. */
export interface TakeOver {
  readonly known: KnownProject;
  readonly labels: LabelMap;
  /** Id and name of the format, and of the file or folder. */
  readonly formatId: string;
  readonly formatName: string;
  readonly fileName: string;
  /** Who imports: makes what the file names no annotator for. */
  readonly annotatorId: Id;
  /** UTC instant. */
  readonly now: string;
  /** SHA-256 of a text as UTF-8, lower-case hex. */
  readonly sha256: (text: string) => string;
}

/** A stamp that the import fills in. */
export const noStamp = { createdAt: '', createdBy: '', updatedAt: '', updatedBy: '' };

const randomId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** An id that follows from what it names. */
export function deriveId({ sha256 }: Pick<TakeOver, 'sha256'>, ...parts: readonly JsonValue[]): Id {
  const hex = sha256(JSON.stringify(parts));
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}

/** Whether an id of a file is a random one, as ours are: others, `T1` or `7`, are unique in their file only. */
export function isOwnId(id: string): boolean {
  return randomId.test(id);
}
