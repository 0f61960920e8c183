import type { Id, SegmentRole } from '../../../shared/records/records.ts';
import { segmentRoles } from '../../../shared/records/records.ts';
import type { ReadDb } from '../connection.ts';
import { readInteger, readOneOf, readText, readTextOrNull, readTexts } from '../row.ts';
import { among, sql, type Row } from '../sql.ts';

/** An article outside of the trash with the row of its current revision, for a search. */
export interface Candidate {
  readonly rowId: number;
  readonly articleId: Id;
  readonly revision: number;
  readonly title: string;
  readonly publisher: string;
  readonly published: string | null;
  readonly language: string;
  readonly tags: readonly string[];
}

/** An own segment of a mark, its mark's fields with it. */
export interface MarkPiece {
  readonly markId: Id;
  readonly articleId: Id;
  readonly revision: number;
  readonly layer: string;
  readonly label: string | null;
  readonly entityId: Id | null;
  readonly speakerId: Id | null;
  readonly claimId: Id | null;
  readonly role: SegmentRole;
  /** Code points, as `end`. */
  readonly start: number;
  readonly end: number;
  /** Words of the cue; empty when it has none or was read without cues. */
  readonly cue: string;
}

function readRowId(row: Row): number {
  return readInteger(row, 'row_id');
}

/** Row ids of revisions after one, in order: those that the index of words names for a query, all of them without one. */
export function listRevisionRows(
  db: ReadDb,
  query: string | null,
  { after, limit }: { readonly after: number; readonly limit: number },
): number[] {
  const rows =
    query === null
      ? sql`SELECT row_id FROM revision WHERE row_id > ${after} ORDER BY row_id LIMIT ${limit}`
      : sql`SELECT rowid AS row_id FROM revision_fts
          WHERE revision_fts MATCH ${query} AND rowid > ${after} ORDER BY rowid LIMIT ${limit}`;
  return db.all(rows).map(readRowId);
}

/** How many revisions the index of words names for a query: earlier ones and those in the trash are counted too. */
export function countRevisions(db: ReadDb, query: string): number {
  const row = db.get(
    sql`SELECT count(*) AS count FROM revision_fts WHERE revision_fts MATCH ${query}`,
  );
  return row ? readInteger(row, 'count') : 0;
}

/** Row ids of current revisions with marks linked to one of some entities or claims, in order. */
export function listRowsOfLinked(
  db: ReadDb,
  link: 'entity' | 'claim',
  linked: readonly Id[],
): number[] {
  const column = link === 'entity' ? sql`n.entity_id` : sql`n.claim_id`;
  return db
    .all(
      sql`SELECT DISTINCT r.row_id FROM annotation n
        JOIN article a ON a.id = n.article_id AND a.revision = n.revision AND a.trashed_at IS NULL
        JOIN revision r ON r.article_id = a.id AND r.number = a.revision
        WHERE ${among(column, linked)} AND n.state <> 'rejected' ORDER BY r.row_id`,
    )
    .map(readRowId);
}

/** The articles behind rows of revisions, those only whose current revision it is, outside of the trash. */
export function listCandidates(db: ReadDb, rowIds: readonly number[]): Candidate[] {
  return db
    .all(
      sql`SELECT r.row_id, a.id, a.revision, a.title, a.publisher, a.published, a.language, a.tags
        FROM revision r JOIN article a ON a.id = r.article_id AND a.revision = r.number
        WHERE ${among(sql`r.row_id`, rowIds)} AND a.trashed_at IS NULL ORDER BY r.row_id`,
    )
    .map((row) => ({
      rowId: readRowId(row),
      articleId: readText(row, 'id'),
      revision: readInteger(row, 'revision'),
      title: readText(row, 'title'),
      publisher: readText(row, 'publisher'),
      published: readTextOrNull(row, 'published'),
      language: readText(row, 'language'),
      tags: readTexts(row, 'tags'),
    }));
}

/** Texts of revisions by their row ids. */
export function listTexts(db: ReadDb, rowIds: readonly number[]): Map<number, string> {
  const rows = db.all(sql`SELECT row_id, text FROM revision WHERE ${among(sql`row_id`, rowIds)}`);
  return new Map(rows.map((row) => [readRowId(row), readText(row, 'text')]));
}

/** Own segments of the marks of some articles, rejected marks left out, those of one mark together and in the order of the text. */
export function listMarkPieces(
  db: ReadDb,
  articleIds: readonly Id[],
  {
    layers = 'all',
    cues = 'without',
  }: { readonly layers?: readonly string[] | 'all'; readonly cues?: 'with' | 'without' } = {},
): MarkPiece[] {
  const cue =
    cues === 'with'
      ? sql`(SELECT group_concat(c.exact, ' ') FROM segment c WHERE c.annotation_id = n.id AND c.role = 'cue')`
      : sql`NULL`;
  const inLayers = layers === 'all' ? sql`true` : among(sql`n.layer`, layers);
  return db
    .all(
      sql`SELECT n.id, n.article_id, n.revision, n.layer, n.label, n.entity_id, n.speaker_id, n.claim_id,
          s.role, s.start_offset, s.end_offset, ${cue} AS cue
        FROM annotation n JOIN segment s ON s.annotation_id = n.id
        WHERE ${among(sql`n.article_id`, articleIds)} AND ${inLayers} AND n.state <> 'rejected' AND s.role IN ('content', 'span')
        ORDER BY n.article_id, n.id, s.start_offset`,
    )
    .map((row) => ({
      markId: readText(row, 'id'),
      articleId: readText(row, 'article_id'),
      revision: readInteger(row, 'revision'),
      layer: readText(row, 'layer'),
      label: readTextOrNull(row, 'label'),
      entityId: readTextOrNull(row, 'entity_id'),
      speakerId: readTextOrNull(row, 'speaker_id'),
      claimId: readTextOrNull(row, 'claim_id'),
      role: readOneOf(row, 'role', segmentRoles),
      start: readInteger(row, 'start_offset'),
      end: readInteger(row, 'end_offset'),
      cue: readTextOrNull(row, 'cue') ?? '',
    }));
}

/** Something with a name that is searched: a member of the cast or a claim. */
export interface Named {
  readonly id: Id;
  readonly name: string;
  /** Other names; none for a claim. */
  readonly aliases: readonly string[];
}

/** The living members of the cast. */
export function listCastNames(db: ReadDb): Named[] {
  return db
    .all(sql`SELECT id, name, aliases FROM entity WHERE merged_into IS NULL ORDER BY row_id`)
    .map((row) => ({
      id: readText(row, 'id'),
      name: readText(row, 'name'),
      aliases: readTexts(row, 'aliases'),
    }));
}

/** All claims by their statements. */
export function listStatements(db: ReadDb): Named[] {
  return db.all(sql`SELECT id, statement FROM claim ORDER BY row_id`).map((row) => ({
    id: readText(row, 'id'),
    name: readText(row, 'statement'),
    aliases: [],
  }));
}

/** Name of a member of the cast, by id. Prepared once for each search. */
export function findEntityName(db: ReadDb, id: Id): string {
  const row = db.get(sql`SELECT name FROM entity WHERE id = ${id}`);
  return row ? readText(row, 'name') : '';
}

/** Current status of every claim that has an event, by claim: the last in the order of `compareClaimEvents`. */
export function listClaimStatuses(db: ReadDb): Map<Id, string> {
  const rows = db.all(
    sql`SELECT claim_id, status FROM claim_event ORDER BY as_of, recorded_at, id`,
  );
  return new Map(rows.map((row) => [readText(row, 'claim_id'), readText(row, 'status')]));
}

/** A note or comment with what it is on. */
export interface Note {
  readonly text: string;
  /** The record that it is on: of a comment its target. */
  readonly on: 'annotation' | 'article' | 'entity' | 'claim' | 'other';
  readonly targetId: Id;
  readonly isComment: boolean;
}

/** Notes of articles, of the cast and of claims, and comments; those of marks come by `listMarkNotes`. */
export function listNotes(db: ReadDb): Note[] {
  const notes = db.all(
    sql`SELECT 'article' AS kind, id, note AS text FROM article WHERE note <> '' AND trashed_at IS NULL
      UNION ALL SELECT 'entity', id, note FROM entity WHERE note <> '' AND merged_into IS NULL
      UNION ALL SELECT 'claim', id, note FROM claim WHERE note <> ''`,
  );
  const comments = db.all(
    sql`SELECT target_type AS kind, target_id AS id, body AS text FROM comment ORDER BY created_at, id`,
  );
  const toNote = (row: Row, isComment: boolean): Note => {
    const kind = readText(row, 'kind');
    const kinds = ['annotation', 'article', 'entity', 'claim'] as const;
    return {
      text: readText(row, 'text'),
      on: kinds.find((each) => each === kind) ?? 'other',
      targetId: readText(row, 'id'),
      isComment,
    };
  };
  return [...notes.map((row) => toNote(row, false)), ...comments.map((row) => toNote(row, true))];
}

/** Notes of marks among a stretch of the table's rows; null at its end. */
export function listMarkNotes(
  db: ReadDb,
  { after, count }: { readonly after: number; readonly count: number },
): Note[] | null {
  const last = db.get(sql`SELECT max(rowid) AS row_id FROM annotation`)?.['row_id'];
  if (typeof last !== 'number' || last <= after) return null;
  return db
    .all(
      sql`SELECT id, note FROM annotation
        WHERE rowid > ${after} AND rowid <= ${after + count} AND note <> '' AND state <> 'rejected'`,
    )
    .map((row) => ({
      text: readText(row, 'note'),
      on: 'annotation',
      targetId: readText(row, 'id'),
      isComment: false,
    }));
}

/** The article with a mark and the mark itself, for a note on it; null when it is gone or in the trash. */
export function findMarkPlace(
  db: ReadDb,
  markId: Id,
): { readonly articleId: Id; readonly layer: string } | null {
  const row = db.get(
    sql`SELECT n.article_id, n.layer FROM annotation n JOIN article a ON a.id = n.article_id
      WHERE n.id = ${markId} AND a.trashed_at IS NULL`,
  );
  return row ? { articleId: readText(row, 'article_id'), layer: readText(row, 'layer') } : null;
}

/** Row of the current revision of an article outside of the trash; null when there is none. */
export function findRevisionRow(db: ReadDb, articleId: Id): number | null {
  const row = db.get(
    sql`SELECT r.row_id FROM article a JOIN revision r ON r.article_id = a.id AND r.number = a.revision
      WHERE a.id = ${articleId} AND a.trashed_at IS NULL`,
  );
  return row ? readRowId(row) : null;
}
