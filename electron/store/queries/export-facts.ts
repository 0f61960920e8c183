import type { ExportArticleFacts, MarkFilter } from '../../../shared/records/read-rows.ts';
import { articleStatuses, type Id } from '../../../shared/records/records.ts';
import { parseDocument, type RichDocument } from '../../../shared/text/document.ts';
import { unwrap } from '../../../shared/util/result.ts';
import type { ReadDb } from '../connection.ts';
import { readFlag, readInteger, readJson, readText, readTextOrNull } from '../row.ts';
import { among, join, list, name, sql, type Sql } from '../sql.ts';

/** Members of the cast and claims that marks name. */
export interface LinkedRows {
  readonly entityIds: readonly Id[];
  readonly claimIds: readonly Id[];
}

/** Marks with the wanted values, as conditions on `a`. */
export function marksLike({ layers, annotators, states }: MarkFilter): Sql[] {
  const isOneOf = (column: string, values: readonly string[]): Sql[] =>
    values.length === 0 ? [] : [sql`a.${name(column)} IN (${list(values)})`];
  return [
    ...isOneOf('layer', layers),
    ...isOneOf('annotator_id', annotators),
    ...isOneOf('state', states),
  ];
}

/** Rows of some articles, or of all for null; one statement whatever their number. */
function ofSome(column: Sql, ids: readonly Id[] | null): Sql[] {
  return ids === null ? [] : [among(column, ids)];
}

function where(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`` : sql` WHERE ${join(conditions, ' AND ')}`;
}

const statusRank = sql`(SELECT max(CASE status ${{
  text: articleStatuses.map((status, i) => `WHEN '${status}' THEN ${i}`).join(' '),
  values: [],
}} END) FROM article_state WHERE article_id = r.id)`;

/** Facts of some articles, or of all for null, in the order of every export. */
export function listExportArticles(
  db: ReadDb,
  ids: readonly Id[] | null,
  filter: MarkFilter,
): ExportArticleFacts[] {
  // All marks of an article that was never corrected are on its text: an index alone can count them.
  const marks = (revision: Sql): Sql => sql`(SELECT count(*) FROM annotation AS a
    WHERE ${join([sql`a.article_id = r.id`, revision, ...marksLike(filter)], ' AND ')})`;
  return db
    .all(
      sql`SELECT r.id, r.trashed_at IS NOT NULL AS is_trashed, r.revision > 1 AS is_revised,
      r.origin_sha256 IS NOT NULL AS has_original, coalesce(${statusRank}, 0) AS status,
      iif(r.revision = 1, ${marks(sql`true`)}, ${marks(sql`a.revision = r.revision`)}) AS marks,
      iif(r.revision = 1, 0, (SELECT count(*) FROM annotation AS a
        WHERE a.article_id = r.id AND a.revision <> r.revision)) AS unplaced
      FROM article AS r${where(ofSome(sql`r.id`, ids))} ORDER BY r.created_at, r.id`,
    )
    .map((row) => ({
      id: readText(row, 'id'),
      status: articleStatuses[readInteger(row, 'status')] ?? 'new',
      isTrashed: readFlag(row, 'is_trashed'),
      isRevised: readFlag(row, 'is_revised'),
      hasOriginal: readFlag(row, 'has_original'),
      marks: readInteger(row, 'marks'),
      unplaced: readInteger(row, 'unplaced'),
    }));
}

const onCurrentText = sql`a.revision = (SELECT revision FROM article WHERE id = a.article_id)`;

/**
 * Of some annotators, those whom the exported rows of some articles name: their makers and changers, and whose a mark or a
 * status is. Most of them have a mark, which an index tells; all rows are looked at for the others only.
 */
export function listNamedAnnotators(
  db: ReadDb,
  candidates: readonly Id[],
  ids: readonly Id[] | null,
  filter: MarkFilter,
): Id[] {
  const marks = [...marksLike(filter), onCurrentText, ...ofSome(sql`a.article_id`, ids)];
  const owners = listIds(
    db,
    sql`SELECT value AS id FROM json_each(${JSON.stringify(candidates)}) WHERE EXISTS (
      SELECT 1 FROM annotation AS a WHERE ${join([sql`a.annotator_id = value`, ...marks], ' AND ')})`,
  );
  const rest = candidates.filter((id) => !owners.includes(id));
  if (rest.length === 0) return owners;
  const named = (table: Sql, column: string, conditions: readonly Sql[]): Sql =>
    sql`SELECT ${name(column)} AS id FROM ${table}${where([
      ...ofSome(name(column), rest),
      ...conditions,
    ])}`;
  const stamps = (table: Sql, conditions: readonly Sql[]): Sql =>
    sql`${named(table, 'created_by', conditions)} UNION ${named(table, 'updated_by', conditions)}`;
  const ofArticles = ofSome(sql`article_id`, ids);
  const isCurrent = sql`number = (SELECT revision FROM article WHERE id = article_id)`;
  const makers = listIds(
    db,
    sql`${stamps(sql`annotation AS a`, marks)} UNION ${stamps(sql`article`, ofSome(sql`id`, ids))}
      UNION ${stamps(sql`revision`, [isCurrent, ...ofArticles])}
      UNION ${stamps(sql`article_state`, ofArticles)}
      UNION ${named(sql`article_state`, 'annotator_id', ofArticles)}`,
  );
  return [...owners, ...makers];
}

/** Annotators whom the project, its codebook, its cast and its claims name. */
export function listHeadAnnotators(db: ReadDb): Id[] {
  const tables = ['project', 'codebook', 'entity', 'claim', 'claim_event', 'evidence'];
  const selects = tables.map(
    (table) =>
      sql`SELECT created_by AS id FROM ${name(table)} UNION SELECT updated_by FROM ${name(table)}`,
  );
  const owners = sql`SELECT annotator_id AS id FROM claim_event`;
  return listIds(
    db,
    selects.reduce((left, right) => sql`${left} UNION ${right}`, owners),
  );
}

/** Members of the cast and claims that marks of some articles name. */
export function listLinkedRows(
  db: ReadDb,
  ids: readonly Id[] | null,
  filter: MarkFilter,
): LinkedRows {
  const marks = [...marksLike(filter), onCurrentText];
  // Of all articles: by row that may be named; of some: by mark, since the list is searched anew for each such row.
  const isNamed = (column: string): Sql => sql`EXISTS (SELECT 1 FROM annotation AS a
    WHERE ${join([sql`a.${name(column)} = r.id`, ...marks], ' AND ')})`;
  const ofMarks = (column: string): Sql => sql`SELECT a.${name(column)} AS id FROM annotation AS a
    ${where([...ofSome(sql`a.article_id`, ids), ...marks, sql`a.${name(column)} IS NOT NULL`])}`;
  if (ids !== null) {
    return {
      entityIds: listIds(db, sql`${ofMarks('entity_id')} UNION ${ofMarks('speaker_id')}`),
      claimIds: listIds(db, sql`SELECT DISTINCT id FROM (${ofMarks('claim_id')})`),
    };
  }
  return {
    entityIds: listIds(
      db,
      sql`SELECT id FROM entity AS r WHERE ${isNamed('entity_id')} OR ${isNamed('speaker_id')}`,
    ),
    claimIds: listIds(db, sql`SELECT id FROM claim AS r WHERE ${isNamed('claim_id')}`),
  };
}

/** Marks of some articles by layer, the layers in order. */
export function countLayers(
  db: ReadDb,
  ids: readonly Id[] | null,
  filter: MarkFilter,
): Map<string, number> {
  const marks = where([...ofSome(sql`a.article_id`, ids), onCurrentText, ...marksLike(filter)]);
  // Article by article, as the index has them: sorting a million marks would take tens of megabytes.
  const rows = db.all(sql`SELECT layer, sum(marks) AS marks FROM (
      SELECT layer, count(*) AS marks FROM annotation AS a${marks} GROUP BY article_id, layer)
    GROUP BY layer ORDER BY layer`);
  return new Map(rows.map((row) => [readText(row, 'layer'), readInteger(row, 'marks')]));
}

/** What a table for spreadsheets asks of the texts of some articles. */
export interface ExportTextFacts {
  /** Documents with more than paragraphs of plain text. */
  readonly formatted: readonly RichDocument[];
  /** Texts of more bytes than were asked for. */
  readonly longTexts: readonly string[];
  /** How many annotators have given each article a status. */
  readonly states: readonly number[];
}

/** As a key or a value of JSON; in a text its quotes would have a backslash before them. */
const formatting = ['marks', 'heading', 'caption', 'blockquote', 'bulletList', 'orderedList'];

/** Whether a document has more than paragraphs of plain text. */
export const isFormatted = formatting
  .map((word) => sql`instr(document, ${JSON.stringify(word)}) > 0`)
  .reduce((left, right) => sql`${left} OR ${right}`);

/** Facts of the current texts of some articles: only what is out of the ordinary is read. */
export function readTextFacts(db: ReadDb, ids: readonly Id[], longBytes: number): ExportTextFacts {
  const rows = db.all(sql`SELECT iif(${isFormatted}, document, NULL) AS document,
      iif(octet_length(text) > ${longBytes}, text, NULL) AS text,
      (SELECT count(*) FROM article_state AS t WHERE t.article_id = r.article_id) AS states
    FROM revision AS r WHERE ${join(ofSome(sql`article_id`, ids), ' AND ')}
      AND number = (SELECT revision FROM article WHERE id = r.article_id)`);
  return {
    formatted: rows
      .filter((row) => row['document'] !== null)
      .map((row) => unwrap(parseDocument(readJson(row, 'document')))),
    longTexts: rows.flatMap((row) => readTextOrNull(row, 'text') ?? []),
    states: rows.map((row) => readInteger(row, 'states')),
  };
}

function listIds(db: ReadDb, query: Sql): Id[] {
  return db.all(query).map((row) => readText(row, 'id'));
}
