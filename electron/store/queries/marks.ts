import type { Annotation, Comment, Id } from '../../../shared/records/records.ts';
import type { Span } from '../../../shared/text/offsets.ts';
import type { ReadDb } from '../connection.ts';
import { readInteger, readText } from '../row.ts';
import { names, sql } from '../sql.ts';
import { annotationTable } from '../tables/annotation.ts';
import { commentTable } from '../tables/comment.ts';

const selectMarks = sql`SELECT ${names(annotationTable.columns)}${annotationTable.derived ?? sql``} FROM annotation`;

/** Marks of one revision with a fragment that overlaps or touches a span, oldest first. */
export function listMarksNear(
  db: ReadDb,
  articleId: Id,
  revision: number,
  { start, end }: Span,
): Annotation[] {
  return db
    .all(
      sql`${selectMarks} WHERE article_id = ${articleId} AND revision = ${revision} AND EXISTS (
        SELECT 1 FROM segment
        WHERE annotation_id = annotation.id AND start_offset <= ${end} AND end_offset >= ${start}
      ) ORDER BY created_at, id`,
    )
    .map((row) => annotationTable.fromRow(row));
}

/** Number of marks of an article, of every revision. */
export function countMarks(db: ReadDb, articleId: Id): number {
  const row = db.get(sql`SELECT count(*) AS marks FROM annotation WHERE article_id = ${articleId}`);
  return row ? readInteger(row, 'marks') : 0;
}

/** All marks of an article, of every revision, oldest first, one by one. Nothing else may be asked until it has ended. */
export function* eachMark(db: ReadDb, articleId: Id): IterableIterator<Annotation> {
  const rows = db.iterate(sql`${selectMarks} WHERE article_id = ${articleId}
    ORDER BY created_at, id`);
  for (const row of rows) yield annotationTable.fromRow(row);
}

/** Comments on an article and on its marks, oldest first. */
export function listArticleComments(db: ReadDb, articleId: Id): Comment[] {
  return db
    .all(
      sql`SELECT ${names(commentTable.columns)} FROM comment WHERE target_id = ${articleId}
        OR target_id IN (SELECT id FROM annotation WHERE article_id = ${articleId})
        ORDER BY created_at, id`,
    )
    .map((row) => commentTable.fromRow(row));
}

/** The article of a mark; null when there is none. */
export function findArticleOfMark(db: ReadDb, annotationId: Id): Id | null {
  const row = db.get(sql`SELECT article_id FROM annotation WHERE id = ${annotationId}`);
  return row ? readText(row, 'article_id') : null;
}
