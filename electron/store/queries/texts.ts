import type { Id } from '../../../shared/records/records.ts';
import type { ReadDb } from '../connection.ts';
import { readText } from '../row.ts';
import { sql } from '../sql.ts';

/** An article by what a person knows it by. */
export interface ArticleName {
  readonly id: Id;
  readonly title: string;
}

/** The article whose current text has that hash, one outside the trash first; null when there is none. */
export function findArticleByText(db: ReadDb, sha256: string): ArticleName | null {
  const row = db.get(sql`SELECT a.id, a.title FROM revision r
    JOIN article a ON a.id = r.article_id AND a.revision = r.number
    WHERE r.sha256 = ${sha256} ORDER BY a.trashed_at IS NOT NULL, a.row_id LIMIT 1`);
  return row ? { id: readText(row, 'id'), title: readText(row, 'title') } : null;
}

/** Current text of an article. */
export interface StoredText extends ArticleName {
  /** Where to go on: articles after this one. */
  readonly row: number;
  readonly text: string;
}

/** Current texts of articles outside the trash, so many after a row, in the order in which they were stored. */
export function listStoredTexts(db: ReadDb, afterRow: number, limit: number): StoredText[] {
  return db
    .all(
      sql`SELECT a.row_id, a.id, a.title, r.text FROM article a
        JOIN revision r ON r.article_id = a.id AND r.number = a.revision
        WHERE a.row_id > ${afterRow} AND a.trashed_at IS NULL ORDER BY a.row_id LIMIT ${limit}`,
    )
    .map((row) => ({
      row: Number(row['row_id']),
      id: readText(row, 'id'),
      title: readText(row, 'title'),
      text: readText(row, 'text'),
    }));
}

/** Ids of all articles in the order in which they came. */
export function listArticleIds(db: ReadDb, trashed: 'with' | 'without'): Id[] {
  const place = trashed === 'with' ? sql`true` : sql`trashed_at IS NULL`;
  return db
    .all(sql`SELECT id FROM article WHERE ${place} ORDER BY created_at, row_id`)
    .map((row) => readText(row, 'id'));
}
