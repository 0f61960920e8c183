import type { Id, Revision } from '../../../shared/records/records.ts';
import { parseDocument } from '../../../shared/text/document.ts';
import { unwrap } from '../../../shared/util/result.ts';
import type { ReadDb } from '../connection.ts';
import { readInteger, readJson, readStamp, readText } from '../row.ts';
import { join, sql } from '../sql.ts';
import { isFormatted, marksLike, type MarkFilter } from './export-facts.ts';

/** A mark as tables hold it, its segments apart. */
export interface MarkCells {
  readonly rowId: number;
  readonly id: Id;
  readonly layer: string;
  readonly label: string | null;
  readonly state: string;
  readonly annotatorId: Id;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly doubt: boolean;
  readonly note: string;
  /** JSON, as it is stored. */
  readonly attributes: string;
  readonly entityId: Id | null;
  readonly speakerId: Id | null;
  readonly claimId: Id | null;
}

/** A segment of one of them. */
export interface SegmentCells {
  /** Row of its mark. */
  readonly rowId: number;
  readonly role: string;
  readonly start: number;
  readonly end: number;
  readonly exact: string;
}

/** Marks of a revision and their segments, both in no order. */
export interface ArticleCells {
  readonly marks: readonly MarkCells[];
  readonly segments: readonly SegmentCells[];
}

/** Names of columns are names of keys, so that rows need not be copied: they are millions. */
export function listCells(
  db: ReadDb,
  articleId: Id,
  revision: number,
  filter: MarkFilter,
): ArticleCells {
  const chosen = join(
    [sql`a.article_id = ${articleId}`, sql`a.revision = ${revision}`, ...marksLike(filter)],
    ' AND ',
  );
  const marks =
    db.all(sql`SELECT a.rowid AS rowId, a.id, layer, label, state, annotator_id AS annotatorId,
    created_at AS createdAt, updated_at AS updatedAt, doubt, note, attributes,
    entity_id AS entityId, speaker_id AS speakerId, claim_id AS claimId
    FROM annotation AS a WHERE ${chosen}`);
  const segments =
    db.all(sql`SELECT a.rowid AS rowId, role, start_offset AS start, end_offset AS end, exact
    FROM annotation AS a CROSS JOIN segment ON annotation_id = a.id WHERE ${chosen}`);
  // The schema is strict: columns have the types that it says.
  return { marks, segments } as unknown as ArticleCells;
}

/** A revision with its text, and its document when there is more than plain paragraphs in it; null when there is none. */
export function findPlainRevision(db: ReadDb, articleId: Id, number: number): Revision | null {
  const row =
    db.get(sql`SELECT id, number, sha256, reason, created_at, created_by, updated_at, updated_by, text,
    iif(${isFormatted}, document, '') AS document FROM revision
    WHERE article_id = ${articleId} AND number = ${number}`);
  if (!row) return null;
  const isPlain = row['document'] === '';
  return {
    id: readText(row, 'id'),
    articleId,
    number: readInteger(row, 'number'),
    sha256: readText(row, 'sha256'),
    reason: readText(row, 'reason'),
    ...readStamp(row),
    text: readText(row, 'text'),
    document: isPlain
      ? { type: 'doc', content: [] }
      : unwrap(parseDocument(readJson(row, 'document'))),
  };
}
