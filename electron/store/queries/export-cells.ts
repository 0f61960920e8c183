import type { ArticleCells, MarkFilter } from '../../../shared/records/read-rows.ts';
import type { Id, Revision } from '../../../shared/records/records.ts';
import { parseDocument } from '../../../shared/text/document.ts';
import { unwrap } from '../../../shared/util/result.ts';
import type { ReadDb } from '../connection.ts';
import { readInteger, readJson, readStamp, readText } from '../row.ts';
import { join, sql } from '../sql.ts';
import { isFormatted, marksLike } from './export-facts.ts';

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
