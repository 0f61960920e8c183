import { stringifyObject } from '../../formats/csv/csv-cells.ts';
import { compareAnnotations, compareSegments, type DatasetArticle } from '../../formats/dataset.ts';
import type { Annotation, Segment } from '../../records/records.ts';
import type { ParquetField, ParquetValue } from './parquet-file.ts';
import { findEntity, type RowIndex } from '../core/row-index.ts';

const text = (name: string): ParquetField => ({ name, type: 'text', isRequired: true });
const integer = (name: string): ParquetField => ({ name, type: 'integer', isRequired: true });
const truth = (name: string): ParquetField => ({ name, type: 'boolean', isRequired: true });

/** Fields of one span of a row. */
export const spanFields: readonly ParquetField[] = [
  text('id'),
  text('annotation_id'),
  text('layer'),
  text('label'),
  text('role'),
  integer('start'),
  integer('end'),
  text('text'),
  text('state'),
  text('annotator'),
  truth('doubt'),
  text('note'),
  text('attributes'),
  text('entity_id'),
  text('entity'),
  text('claim_id'),
  text('claim'),
  text('claim_status'),
];
/** Fields of one relation of a row: both ends are ids of spans of the same row. */
export const relationFields: readonly ParquetField[] = [text('type'), text('from'), text('to')];

/** The columns of the dataset. Nothing is ever null, since a reader takes a column of nulls for one without a type. */
export function buildDatasetFields(hasText: boolean): readonly ParquetField[] {
  return [
    text('id'),
    text('title'),
    text('byline'),
    text('publisher'),
    text('url'),
    text('published'),
    text('language'),
    { name: 'tags', type: 'texts', isRequired: true },
    ...(hasText ? [text('text')] : []),
    text('text_sha256'),
    { name: 'spans', type: 'structs', isRequired: true, fields: spanFields },
    { name: 'relations', type: 'structs', isRequired: true, fields: relationFields },
  ];
}

/** One article as a row, in the order of `buildDatasetFields`. */
export function buildDatasetRow(
  { article, revision, annotations }: DatasetArticle,
  index: RowIndex,
  hasText: boolean,
): readonly ParquetValue[] {
  const sorted = [...annotations].sort(compareAnnotations);
  return [
    article.id,
    article.title,
    article.byline,
    article.publisher,
    article.url,
    article.published ?? '',
    article.language,
    article.tags,
    ...(hasText ? [revision.text] : []),
    revision.sha256,
    sorted.flatMap((annotation) => buildSpans(annotation, index)),
    sorted.flatMap(buildRelations),
  ];
}

interface Part {
  readonly id: string;
  readonly segment: Segment;
}

/** Segments with ids: that of the annotation for the first one, with a number for the rest. */
function listParts(annotation: Annotation): Part[] {
  return [...annotation.segments].sort(compareSegments).map((segment, i) => {
    return { id: i === 0 ? annotation.id : `${annotation.id}#${i + 1}`, segment };
  });
}

function buildSpans(annotation: Annotation, index: RowIndex) {
  const { claimId } = annotation;
  const entity = findEntity(annotation, index);
  const claim = claimId === null ? null : index.claims.get(claimId);
  return listParts(annotation).map(({ id, segment }) => ({
    id,
    annotation_id: annotation.id,
    layer: annotation.layer,
    label: annotation.label ?? '',
    role: segment.role,
    start: segment.start,
    end: segment.end,
    text: segment.exact,
    state: annotation.state,
    annotator: index.annotators.get(annotation.annotatorId)?.name ?? '',
    doubt: annotation.doubt,
    note: annotation.note,
    attributes: stringifyObject(annotation.attributes),
    entity_id: entity?.id ?? '',
    entity: entity?.name ?? '',
    claim_id: claim?.id ?? '',
    claim: claim?.statement ?? '',
    claim_status: (claim && index.statuses.get(claim.id)) ?? '',
  }));
}

/** From the first segment to each other one: `source`, `cue`, `addressee`; `fragment` for more of the same role. */
function buildRelations(annotation: Annotation) {
  const [first, ...rest] = listParts(annotation);
  if (!first) return [];
  return rest.map(({ id, segment }) => ({
    type: segment.role === first.segment.role ? 'fragment' : segment.role,
    from: first.id,
    to: id,
  }));
}
