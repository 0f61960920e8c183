import { hash } from 'node:crypto';
import type { CheckFault } from '../../shared/contract/views.ts';
import { buildCanonicalText } from '../../shared/text/canonical.ts';
import { parseDocument } from '../../shared/text/document.ts';
import {
  buildOffsetMap,
  codePoints,
  sliceSpan,
  type OffsetMap,
} from '../../shared/text/offsets.ts';
import type { ReadDb } from './connection.ts';
import { readInteger, readText } from './row.ts';
import { sql, type Row } from './sql.ts';

/** What a check of texts and offsets found. */
export interface TextCheck {
  readonly faults: readonly CheckFault[];
  readonly articles: number;
  readonly segments: number;
}

/** Check each article's text against its hash and its document, and each segment against the text. */
export function checkTexts(db: ReadDb): TextCheck {
  const faults: CheckFault[] = [];
  let segments = 0;
  const ids = db.all(sql`SELECT r.id FROM revision r ORDER BY r.row_id`);
  for (const row of ids) {
    const id = readText(row, 'id');
    const revision = db.get(
      sql`SELECT id, article_id, number, sha256, text, document FROM revision WHERE id = ${id}`,
    );
    if (!revision) continue;
    faults.push(...checkRevision(revision));
    const checked = checkSegments(db, revision);
    faults.push(...checked.faults);
    segments += checked.segments;
  }
  faults.push(...listLost(db));
  const articles = Number(db.get(sql`SELECT count(*) AS count FROM article`)?.['count'] ?? 0);
  return { faults, articles, segments };
}

function checkRevision(row: Row): CheckFault[] {
  const where = `revision ${String(row['id'])}`;
  const text = String(row['text']);
  const faults: CheckFault[] = [];
  if (hash('sha256', text, 'hex') !== row['sha256']) {
    faults.push({ part: 'text', where, message: 'the text does not fit its hash' });
  }
  const document = parseDocument(tryParse(String(row['document'])));
  // A document that cannot be read is reported with its record.
  if (document.ok && buildCanonicalText(document.value) !== text) {
    faults.push({ part: 'text', where, message: 'the text is not that of its document' });
  }
  return faults;
}

function tryParse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Reported with the record.
    return null;
  }
}

function checkSegments(
  db: ReadDb,
  revision: Row,
): { readonly faults: CheckFault[]; readonly segments: number } {
  const text = String(revision['text']);
  let map: OffsetMap | null = null;
  const rows = db.all(sql`SELECT s.annotation_id, s.ordinal, s.start_offset, s.end_offset, s.exact
    FROM annotation a JOIN segment s ON s.annotation_id = a.id
    WHERE a.article_id = ${readText(revision, 'article_id')} AND a.revision = ${readInteger(revision, 'number')}`);
  const faults = rows.flatMap((row): CheckFault[] => {
    map ??= buildOffsetMap(text);
    const message = findOffsetFault(text, map, row);
    if (message === null) return [];
    const where = `annotation ${String(row['annotation_id'])} segment ${String(row['ordinal'])}`;
    return [{ part: 'offset', where, message }];
  });
  return { faults, segments: rows.length };
}

function findOffsetFault(text: string, map: OffsetMap, row: Row): string | null {
  const start = readInteger(row, 'start_offset');
  const end = readInteger(row, 'end_offset');
  const place = `${start}–${end}`;
  if (start < 0 || start >= end || end > map.lengthCodePoints) {
    return `${place} is no span of the text, which has ${map.lengthCodePoints} characters`;
  }
  const actual = sliceSpan(text, { start: codePoints(start), end: codePoints(end) }, map);
  if (actual === row['exact']) return null;
  return `the text at ${place} is “${shorten(actual)}”, not “${shorten(String(row['exact']))}”`;
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

/** Articles without their current text, annotations of a text that is not there, events that name lost evidence. */
function listLost(db: ReadDb): CheckFault[] {
  const articles = db.all(sql`SELECT a.id FROM article a WHERE NOT EXISTS
    (SELECT 1 FROM revision r WHERE r.article_id = a.id AND r.number = a.revision)`);
  const annotations = db.all(sql`SELECT n.id FROM annotation n WHERE NOT EXISTS
    (SELECT 1 FROM revision r WHERE r.article_id = n.article_id AND r.number = n.revision)`);
  const bare = db.all(sql`SELECT n.id FROM annotation n WHERE NOT EXISTS
    (SELECT 1 FROM segment s WHERE s.annotation_id = n.id)`);
  const toFaults = (rows: readonly Row[], kind: string, message: string): CheckFault[] =>
    rows.map((row) => ({ part: 'record', where: `${kind} ${String(row['id'])}`, message }));
  return [
    ...toFaults(articles, 'article', 'its current text is missing'),
    ...toFaults(annotations, 'annotation', 'the text that it marks is missing'),
    ...toFaults(bare, 'annotation', 'it has no segment'),
  ];
}
