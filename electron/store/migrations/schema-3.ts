import { hash } from 'node:crypto';
import type { Connection } from '../connection.ts';
import { bind, sql, type SqlValue } from '../sql.ts';

/**
 * Version 3: what lists and filters need to know of an article stands in one narrow row, so that a library of any size is read
 * without its marks. Frozen, as all that is here.
 *
 * `annotators` and `claim_ids` are JSON lists of an id and its number of marks, `states` of an annotator's id and status.
 */
const schema3 = `
CREATE TABLE article_summary (
  row_id INTEGER PRIMARY KEY,
  article_id TEXT NOT NULL UNIQUE,
  text_row_id INTEGER NOT NULL,
  quotations INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  suggestions INTEGER NOT NULL,
  doubt INTEGER NOT NULL,
  unplaced INTEGER NOT NULL,
  comments INTEGER NOT NULL,
  annotators TEXT NOT NULL,
  claim_ids TEXT NOT NULL,
  states TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;
`;

/** What the rows of a file of version 2 amount to. */
const summaries = sql`
WITH mark AS (
  SELECT n.article_id, n.layer, n.state, n.doubt, n.annotator_id, n.claim_id, n.revision = a.revision AS is_current
  FROM annotation n JOIN article a ON a.id = n.article_id WHERE n.state <> 'rejected'
), sums AS (
  SELECT article_id,
    sum(is_current AND state = 'accepted' AND layer = 'quotation') AS quotations,
    sum(is_current AND state = 'accepted' AND layer = 'mention') AS mentions,
    sum(is_current AND state = 'accepted' AND layer = 'claim') AS claims,
    sum(is_current AND state = 'suggested') AS suggestions,
    sum(is_current AND doubt <> 0) AS doubt,
    sum(NOT is_current) AS unplaced
  FROM mark GROUP BY article_id
), annotators AS (
  SELECT article_id, json_group_array(json_array(annotator_id, count) ORDER BY annotator_id) AS list
  FROM (SELECT article_id, annotator_id, count(*) AS count FROM mark GROUP BY article_id, annotator_id)
  GROUP BY article_id
), claims AS (
  SELECT article_id, json_group_array(json_array(claim_id, count) ORDER BY claim_id) AS list
  FROM (SELECT article_id, claim_id, count(*) AS count FROM mark
    WHERE is_current AND state = 'accepted' AND claim_id IS NOT NULL GROUP BY article_id, claim_id)
  GROUP BY article_id
), states AS (
  SELECT article_id, json_group_array(json_array(annotator_id, status) ORDER BY annotator_id) AS list
  FROM article_state GROUP BY article_id
), threads AS (
  SELECT article_id, count(*) AS count FROM (
    SELECT target_id AS article_id FROM comment
      WHERE target_type = 'article' AND resolved = 0 AND parent_id IS NULL
    UNION ALL SELECT n.article_id FROM comment c JOIN annotation n ON n.id = c.target_id
      WHERE c.target_type = 'annotation' AND c.resolved = 0 AND c.parent_id IS NULL)
  GROUP BY article_id
)
SELECT a.row_id, a.id AS article_id, r.row_id AS text_row_id,
  coalesce(s.quotations, 0) AS quotations, coalesce(s.mentions, 0) AS mentions, coalesce(s.claims, 0) AS claims,
  coalesce(s.suggestions, 0) AS suggestions, coalesce(s.doubt, 0) AS doubt, coalesce(s.unplaced, 0) AS unplaced,
  coalesce(t.count, 0) AS comments, coalesce(w.list, '[]') AS annotators, coalesce(c.list, '[]') AS claim_ids,
  coalesce(e.list, '[]') AS states
FROM article a JOIN revision r ON r.article_id = a.id AND r.number = a.revision
  LEFT JOIN sums s ON s.article_id = a.id
  LEFT JOIN annotators w ON w.article_id = a.id
  LEFT JOIN claims c ON c.article_id = a.id
  LEFT JOIN states e ON e.article_id = a.id
  LEFT JOIN threads t ON t.article_id = a.id
ORDER BY a.row_id`;

const columns = [
  'row_id',
  'article_id',
  'text_row_id',
  'quotations',
  'mentions',
  'claims',
  'suggestions',
  'doubt',
  'unplaced',
  'comments',
  'annotators',
  'claim_ids',
  'states',
];

/** Make the table and fill it. */
export function migrateTo3(db: Connection): void {
  db.execute(schema3);
  for (const row of db.all(summaries)) {
    const values = columns.map((column): SqlValue => {
      const value = row[column];
      return typeof value === 'string' || typeof value === 'number' ? value : null;
    });
    const checksum = hash('sha256', JSON.stringify(values), 'hex').slice(0, 16);
    db.run(
      bind(sql`INSERT INTO article_summary VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
        ...values,
        checksum,
      ]),
    );
  }
}
