import type { MarkPlace, ProjectCounts } from '../../../shared/contract/views.ts';
import type { Id } from '../../../shared/records/records.ts';
import type { ReadDb } from '../connection.ts';
import { readInteger, readText } from '../row.ts';
import { sql, type Sql } from '../sql.ts';

/** How often a member of the cast is used, trash left out. */
export interface EntityUse {
  readonly mentions: number;
  readonly quotations: number;
  readonly articles: number;
}

/** Use of every entity that is used at all, by its id. */
export function countEntityUses(db: ReadDb): Map<Id, EntityUse> {
  const rows = db.all(sql`SELECT entity, sum(mention) AS mentions, sum(quotation) AS quotations,
      count(DISTINCT article_id) AS articles
    FROM (SELECT entity_id AS entity, 1 AS mention, 0 AS quotation, article_id FROM annotation
            WHERE entity_id IS NOT NULL AND state <> 'rejected'
          UNION ALL
          SELECT speaker_id, 0, 1, article_id FROM annotation
            WHERE speaker_id IS NOT NULL AND state <> 'rejected') u
    JOIN article a ON a.id = u.article_id
    WHERE a.trashed_at IS NULL GROUP BY entity`);
  return new Map(
    rows.map((row) => [
      readText(row, 'entity'),
      {
        mentions: readInteger(row, 'mentions'),
        quotations: readInteger(row, 'quotations'),
        articles: readInteger(row, 'articles'),
      },
    ]),
  );
}

/** Places named at most: nobody goes through more one by one. */
const maxPlaces = 5000;

/** Where a member of the cast is mentioned or, when nowhere, speaks; trash, rejected marks and those on earlier texts left out. */
export function listEntityPlaces(db: ReadDb, entityId: Id): MarkPlace[] {
  const list = (linked: Sql) =>
    db
      .all(
        sql`SELECT n.id, n.article_id FROM annotation n
          JOIN article a ON a.id = n.article_id AND a.revision = n.revision
          WHERE ${linked} AND n.state <> 'rejected' AND a.trashed_at IS NULL
          ORDER BY a.created_at, a.row_id,
            (SELECT min(s.start_offset) FROM segment s WHERE s.annotation_id = n.id AND s.role IN ('content', 'span'))
          LIMIT ${maxPlaces}`,
      )
      .map((row) => ({
        annotationId: readText(row, 'id'),
        articleId: readText(row, 'article_id'),
      }));
  const mentions = list(sql`n.entity_id = ${entityId}`);
  return mentions.length > 0 ? mentions : list(sql`n.speaker_id = ${entityId}`);
}

/** A mark of a claim. */
export interface ClaimOccurrence {
  readonly claimId: Id;
  readonly annotationId: Id;
  readonly articleId: Id;
}

/** Where claims occur, trash and rejected marks left out; with `claimId` of that one only. */
export function listOccurrences(db: ReadDb, claimId: Id | null): ClaimOccurrence[] {
  const one = claimId === null ? sql`n.claim_id IS NOT NULL` : sql`n.claim_id = ${claimId}`;
  return db
    .all(
      sql`SELECT n.claim_id, n.id, n.article_id FROM annotation n JOIN article a ON a.id = n.article_id
        WHERE ${one} AND n.state <> 'rejected' AND a.trashed_at IS NULL
        ORDER BY a.created_at, a.row_id, n.created_at, n.id`,
    )
    .map((row) => ({
      claimId: readText(row, 'claim_id'),
      annotationId: readText(row, 'id'),
      articleId: readText(row, 'article_id'),
    }));
}

/** What evidence of kind `passage` refers to. */
export interface PassageName {
  readonly claimId: Id;
  /** `ref` of the evidence: id of an annotation or of an article. */
  readonly ref: Id;
  readonly articleId: Id;
  readonly title: string;
}

/** Articles that claims' evidence quotes, directly or by a mark in them; with `claimId` of that one only. */
export function listPassages(db: ReadDb, claimId: Id | null): PassageName[] {
  const one =
    claimId === null
      ? sql`e.kind = 'passage'`
      : sql`e.kind = 'passage' AND e.claim_id = ${claimId}`;
  return db
    .all(
      sql`SELECT e.claim_id, e.ref, a.id, a.title FROM evidence e
          JOIN annotation n ON n.id = e.ref JOIN article a ON a.id = n.article_id WHERE ${one}
        UNION SELECT e.claim_id, e.ref, a.id, a.title FROM evidence e
          JOIN article a ON a.id = e.ref WHERE ${one}`,
    )
    .map((row) => ({
      claimId: readText(row, 'claim_id'),
      ref: readText(row, 'ref'),
      articleId: readText(row, 'id'),
      title: readText(row, 'title'),
    }));
}

/** Count the rows of a project. */
export function countRows(db: ReadDb): ProjectCounts {
  const row = db.get(sql`SELECT
    (SELECT count(*) FROM article WHERE trashed_at IS NULL) AS articles,
    (SELECT count(*) FROM article WHERE trashed_at IS NOT NULL) AS trashed,
    (SELECT count(*) FROM entity WHERE merged_into IS NULL) AS entities,
    (SELECT count(*) FROM claim) AS claims,
    (SELECT count(*) FROM history WHERE instr(id, '#') = 0) AS steps`);
  const layers = new Map(
    db
      .all(
        sql`SELECT n.layer, count(*) AS count FROM annotation n JOIN article a ON a.id = n.article_id
          WHERE a.trashed_at IS NULL GROUP BY n.layer`,
      )
      .map((layer) => [readText(layer, 'layer'), readInteger(layer, 'count')]),
  );
  const count = (column: string) => (row ? readInteger(row, column) : 0);
  return {
    articles: count('articles'),
    trashed: count('trashed'),
    quotations: layers.get('quotation') ?? 0,
    mentions: layers.get('mention') ?? 0,
    claimMarks: layers.get('claim') ?? 0,
    annotations: [...layers.values()].reduce((sum, number) => sum + number, 0),
    entities: count('entities'),
    claims: count('claims'),
    steps: count('steps'),
  };
}
