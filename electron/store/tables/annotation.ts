import {
  annotationStates,
  segmentRoles,
  type Annotation,
  type Segment,
} from '../../../shared/records/records.ts';
import { codePoints } from '../../../shared/text/offsets.ts';
import type { JsonValue } from '../../../shared/util/json.ts';
import { Refusal } from '../../../shared/util/result.ts';
import type { ReadDb } from '../connection.ts';
import {
  isList,
  readFlag,
  readInteger,
  readJson,
  readObject,
  readOneOf,
  readStamp,
  readText,
  readTextOrNull,
  stampColumns,
  stampToRow,
  type TableShape,
  type Values,
} from '../row.ts';
import { names, sql, type Row, type Sql } from '../sql.ts';
import type { Table } from './table.ts';

/** Marks. Their fragments are rows of `segment`, read along as one JSON list. */
export const annotationTable: Table<'annotation'> = {
  type: 'annotation',
  name: 'annotation',
  columns: [
    'id',
    'article_id',
    'revision',
    'layer',
    'label',
    'annotator_id',
    'state',
    'attributes',
    'doubt',
    'note',
    'entity_id',
    'speaker_id',
    'claim_id',
    ...stampColumns,
  ],
  hasRowId: false,
  filters: {
    articleId: 'article_id',
    entityId: 'entity_id',
    speakerId: 'speaker_id',
    claimId: 'claim_id',
  },
  derived: sql`, (SELECT json_group_array(json_array(role, start_offset, end_offset, exact) ORDER BY ordinal)
    FROM segment WHERE annotation_id = annotation.id) AS segments`,
  list: listAnnotations,
  toRow: (annotation) => ({
    id: annotation.id,
    article_id: annotation.articleId,
    revision: annotation.revision,
    layer: annotation.layer,
    label: annotation.label,
    annotator_id: annotation.annotatorId,
    state: annotation.state,
    attributes: JSON.stringify(annotation.attributes),
    doubt: annotation.doubt ? 1 : 0,
    note: annotation.note,
    entity_id: annotation.entityId,
    speaker_id: annotation.speakerId,
    claim_id: annotation.claimId,
    ...stampToRow(annotation),
  }),
  fromRow: (row) => toAnnotation(row, readSegments(row)),
};

/** Fragments of annotations. */
export const segmentTable: TableShape = {
  name: 'segment',
  columns: ['row_id', 'annotation_id', 'ordinal', 'role', 'start_offset', 'end_offset', 'exact'],
};

/** A fragment as columns, without its row id. */
export function segmentToRow(annotation: Annotation, segment: Segment, ordinal: number): Values {
  return {
    annotation_id: annotation.id,
    ordinal,
    role: segment.role,
    start_offset: segment.start,
    end_offset: segment.end,
    exact: segment.exact,
  };
}

function toAnnotation(row: Row, segments: readonly Segment[]): Annotation {
  return {
    id: readText(row, 'id'),
    articleId: readText(row, 'article_id'),
    revision: readInteger(row, 'revision'),
    layer: readText(row, 'layer'),
    label: readTextOrNull(row, 'label'),
    annotatorId: readText(row, 'annotator_id'),
    state: readOneOf(row, 'state', annotationStates),
    attributes: readObject(row, 'attributes'),
    doubt: readFlag(row, 'doubt'),
    note: readText(row, 'note'),
    entityId: readTextOrNull(row, 'entity_id'),
    speakerId: readTextOrNull(row, 'speaker_id'),
    claimId: readTextOrNull(row, 'claim_id'),
    segments,
    ...readStamp(row),
  };
}

/** Two questions for all rows take half of the time of a subquery for each. */
function listAnnotations(db: ReadDb, filter: Sql): Annotation[] {
  const segmentsOf = new Map<unknown, Row[]>();
  const segments = sql`SELECT annotation.rowid AS row_id, ordinal, role, start_offset AS start, end_offset AS end, exact
    FROM annotation CROSS JOIN segment ON annotation_id = id${filter}`;
  for (const row of db.all(segments)) {
    const rows = segmentsOf.get(row['row_id']);
    if (rows) rows.push(row);
    else segmentsOf.set(row['row_id'], [row]);
  }
  const byOrdinal = (left: Row, right: Row): number =>
    readInteger(left, 'ordinal') - readInteger(right, 'ordinal');
  const columns = sql`rowid AS row_id, ${names(annotationTable.columns)}`;
  return db
    .all(sql`SELECT ${columns} FROM annotation${filter} ORDER BY created_at, id`)
    .map((row) =>
      toAnnotation(row, (segmentsOf.get(row['row_id']) ?? []).sort(byOrdinal).map(toSegment)),
    );
}

function readSegments(row: Row): Segment[] {
  const segments = readJson(row, 'segments');
  if (!isList(segments)) throw new Refusal('damaged', 'The segments of an annotation are no list.');
  return segments.map(readSegment);
}

function readSegment(value: JsonValue): Segment {
  const [role, start, end, exact] = isList(value) ? value : [];
  return toSegment({ role, start, end, exact });
}

function toSegment(row: Row): Segment {
  return {
    role: readOneOf(row, 'role', segmentRoles),
    start: codePoints(readInteger(row, 'start')),
    end: codePoints(readInteger(row, 'end')),
    exact: readText(row, 'exact'),
  };
}
